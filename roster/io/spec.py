"""How a sheet is described: its columns, the kind of their cells, what a blank cell means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roster.text import Text

if TYPE_CHECKING:
    from roster.io.fields import Field


@dataclass(frozen=True)
class Column:
    """A column: its header, the kind of its cells, what it says, and what a blank cell means.

    ``required`` columns must be there and filled in every row.
    """

    name: str
    field: Field
    text: Text
    required: bool = False
    default: Any = None


@dataclass(frozen=True)
class Sheet:
    """A sheet: ``required`` ones must be there, ``filled`` ones hold at least one row."""

    name: str
    text: Text
    columns: tuple[Column, ...]
    required: bool = True
    filled: bool = False


def must(name: str, field: Field, zh: str, en: str) -> Column:
    """A column that must be there and filled in every row."""
    return Column(name, field, Text(zh, en), required=True)


def may(name: str, field: Field, zh: str, en: str, default: Any = None) -> Column:
    """A column that may be missing, and blank in any row."""
    return Column(name, field, Text(zh, en), default=default)
