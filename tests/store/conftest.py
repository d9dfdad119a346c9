from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from roster.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database that does not exist yet."""
    return f"sqlite:///{(tmp_path / 'roster.db').as_posix()}"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its schema and nothing else, made once: tests work on copies."""
    file = tmp_path_factory.mktemp("store") / "empty.db"
    open_store(f"sqlite:///{file.as_posix()}").close()
    return file


@pytest.fixture
def store(url: str, empty: Path) -> Iterator[Store]:
    shutil.copy(empty, url.removeprefix("sqlite:///"))
    with open_store(url) as store:
        yield store
