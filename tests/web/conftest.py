from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web import kit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roster.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in which December is published."""
    with kit.store_at(tmp_path) as opened:
        kit.publish(opened)
        yield opened
