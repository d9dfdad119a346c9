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

    ``required`` columns must be there and filled in every row. In a hand-made sheet ``also`` are other
    headers it may have, and ``partner`` is the column that a cell may speak for as well: 12月8日-10日 as
    开始日期 says the 结束日期.
    """

    name: str
    field: Field
    text: Text
    required: bool = False
    default: Any = None
    also: tuple[str, ...] = ()
    partner: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet: ``required`` ones must be there, ``filled`` ones hold at least one row.

    In a hand-made workbook ``also`` are other names it may have, and a sheet that ``may_lack`` is taken as
    empty where it is not there; ``key`` is the column that stands for a missing column 编号.
    """

    name: str
    text: Text
    columns: tuple[Column, ...]
    required: bool = True
    filled: bool = False
    also: tuple[str, ...] = ()
    may_lack: bool = False
    key: str = ""


def must(name: str, field: Field, zh: str, en: str, partner: str = "") -> Column:
    """A column that must be there and filled in every row."""
    return Column(name, field, Text(zh, en), required=True, partner=partner)


def may(name: str, field: Field, zh: str, en: str, default: Any = None) -> Column:
    """A column that may be missing, and blank in any row."""
    return Column(name, field, Text(zh, en), default=default)
