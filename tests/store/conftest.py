from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.store import Store, open_store
from tests.store.databases import Databases, on_postgresql, on_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """Where databases are made: every test that uses one runs on both kinds."""
    if request.param == "sqlite":
        return on_sqlite(tmp_path_factory.mktemp("databases"))
    return on_postgresql(request.getfixturevalue("postgresql"))


@pytest.fixture(scope="session")
def empty(databases: Databases) -> str:
    """A database with its schema and nothing else, made once: tests work on copies."""
    url = databases.new()
    open_store(url).close()
    return url


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    """The address of a database that does not exist yet, or holds nothing."""
    url = databases.new()
    yield url
    databases.drop(url)


@pytest.fixture
def made(databases: Databases, empty: str) -> Iterator[str]:
    """The address of a database with its schema."""
    url = databases.copy(empty)
    yield url
    databases.drop(url)


@pytest.fixture
def store(made: str) -> Iterator[Store]:
    with open_store(made) as store:
        yield store
