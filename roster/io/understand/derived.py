"""What a hand-made sheet lacks and the rest tells: ids from names, a site's kind from its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.io.fields import Broken
from roster.io.understand.told import Told
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from roster.io.columns.spec import Sheet

ID = "编号"
_CENTRE = re.compile(r".*中心|.+[县市]|.+(?<!开发)(?<!园)(?<!新)区")
_STATION = re.compile(r".*(乡|镇|街道|办事处|街道办|开发区|园区|新区|工作站|司法所|站点?)")
_NAMES_ARE_IDS = Text(
    "写一列“编号”（如 P01），以后不再改动", "add a column 编号 (such as P01) that stays as it is"
)


class Given(NamedTuple):
    """A row's number, its cells as they are, and what they mean."""

    number: int
    cells: dict[str, Any]
    meant: dict[str, Any]


def site_kind(name: str) -> str | None:
    """中心 or 站点, where the name says it."""
    if _STATION.fullmatch(name):
        return "站点"
    return "中心" if _CENTRE.fullmatch(name) else None


DERIVED: dict[str, dict[str, Callable[[str], str | None]]] = {"站点": {"类型": site_kind}}


def derivable(spec: Sheet, columns: Collection[str]) -> set[str]:
    """The columns that are seen from the rest, where the sheet has these."""
    if not spec.key or spec.key not in columns:
        return set()
    return {ID, *DERIVED.get(spec.name, {})}


def needed(spec: Sheet) -> set[str]:
    """The columns without which the sheet cannot be understood."""
    return {c.name for c in spec.columns if c.required} - derivable(spec, (spec.key,))


def add_ids(spec: Sheet, columns: Collection[str], rows: list[Given]) -> list[Told]:
    """Give each row its name as its id, where the sheet has names but no column of ids."""
    if not spec.key or ID in columns or spec.key not in columns or not rows:
        return []
    seen: dict[str, int] = {}
    told = [
        Told(
            False,
            Text(
                f"没有“{ID}”列，以“{spec.key}”作编号；改名就成了另一个，日历订阅和历史随之断开",
                f"there is no column {ID}: the {spec.key} serves as the id; who is renamed is somebody "
                "else, to whom feeds and history do not belong",
            ),
            _NAMES_ARE_IDS,
        )
    ]
    for row in rows:
        name = row.meant.get(spec.key, row.cells.get(spec.key))
        key = re.sub(r"[^\w-]", "", str(name)) if not isinstance(name, Broken) and name else ""
        first = seen.setdefault(key.casefold(), row.number) if key else row.number
        if first != row.number:
            message = Text(
                f"与第{first}行重名，没有“{ID}”列分不清",
                f"the same name as in row {first}, without ids",
            )
            told.append(Told(True, message, _NAMES_ARE_IDS, row.number, spec.key, str(name)))
        elif key:
            row.meant[ID] = key
    return told


def add_derived(spec: Sheet, columns: Collection[str], rows: list[Given]) -> list[Told]:
    """Fill the columns that are not there and that the row's name tells (类型 of a site)."""
    told: list[Told] = []
    for column, derive in DERIVED.get(spec.name, {}).items():
        if column in columns or spec.key not in columns:
            continue
        for row in rows:
            name = row.meant.get(spec.key, row.cells.get(spec.key))
            if name is None or isinstance(name, Broken):
                continue
            found = derive(str(name))
            remedy = Text(f"写一列“{column}”", f"add a column {column}")
            if found is None:
                message = Text(f"看不出“{column}”是什么", f"its {column} cannot be seen")
            else:
                row.meant[column] = found
                message = Text(
                    f"没有“{column}”列，按名称看作“{found}”",
                    f"by its name, {column} is {found}",
                )
            told.append(Told(found is None, message, remedy, row.number, spec.key, str(name)))
    return told
