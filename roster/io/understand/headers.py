"""Which column a header means: decorations are taken off, other words for the same are known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.io.fields import shown
from roster.io.report import alike
from roster.io.understand.told import RENAME, Told
from roster.io.understand.words import squeezed
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roster.io.columns.spec import Column, Sheet

UNITS = ("分钟", "分", "小时", "公里", "千米", "里", "km", "天", "次", "人", "年", "元", "周")
_BRACKETS = re.compile(r"[(\[【〔<]([^)\]】〕>]*)[)\]】〕>]")
_MARKS = re.compile(r"[*#※★☆:]|^\d+[.、]|^[①-⑳]|[必选]填项?$")
_FEWEST_AGAIN = 2  # columns that are there twice where two tables are side by side
OWN_HEADERS = (
    "序号", "序", "no", "备注", "说明", "签字", "签名", "签到", "盖章", "性别", "年龄", "出生年月",
    "出生日期", "民族", "籍贯", "政治面貌", "身份证号", "身份证号码", "学历", "职务", "职称", "邮箱",
    "电子邮箱", "邮编", "微信", "微信号", "qq", "qq号", "照片", "填表人", "填报人", "审核", "审核人",
    "更新时间", "填报时间",
)  # fmt: skip


class Known(NamedTuple):
    """A column that a header means; ``certain`` where it is its name, perhaps with decorations."""

    column: Column
    certain: bool


class Matched(NamedTuple):
    """Where each column is, counted from 0, and what there is to tell."""

    where: dict[str, int]
    told: list[Told]


def bare(header: object) -> str:
    """A header without brackets, marks, spaces, line breaks and numbering, in small letters."""
    return _bare(str(header))


@lru_cache(maxsize=4096)  # a sheet's rows say the same words again and again
def _bare(header: str) -> str:
    words = _BRACKETS.sub("", squeezed(header))
    return _MARKS.sub("", words).strip(".").lower()


def dictionary(spec: Sheet) -> dict[str, Known]:
    """Every bare header that means a column of the sheet; names go before other words."""
    found = {bare(other): Known(c, False) for c in spec.columns for other in c.also}
    return found | {bare(c.name): Known(c, True) for c in spec.columns}


def is_own(header: object) -> bool:
    """Whether a header is plainly the clerk's own: 序号, 备注2, 签字."""
    return re.sub(r"\d+$", "", bare(header)) in OWN_HEADERS


def match_headers(spec: Sheet, titles: Sequence[Any], used: Sequence[bool], head: int) -> Matched:
    """The columns of a sheet whose headers, by position, are ``titles``; ``used`` says which hold
    anything below, ``head`` is their row.
    """
    known = dictionary(spec)
    meant: dict[str, list[int]] = {}
    told: list[Told] = []
    for position, title in enumerate(titles):
        column = known.get(bare(title)) if title is not None else None
        if column is not None and not _is_remark_too(column, title, spec, titles):
            meant.setdefault(column.column.name, []).append(position)
        elif title is not None:
            told.append(_unknown(spec, title, used[position], head, position))
        elif used[position]:
            told.append(_nameless(head, position))
    where: dict[str, int] = {}
    beside = _beside(meant)
    if beside:
        told.append(_two_tables(beside, head))
    for name, positions in meant.items():
        where[name] = positions[0]
        if len(positions) > 1 and name not in beside:
            told.append(_several(name, [str(titles[p]) for p in positions], head))
        told += _header(known[bare(titles[positions[0]])], titles[positions[0]], head, positions[0])
    return Matched(where, told)


def _header(known: Known, title: object, head: int, position: int) -> list[Told]:
    """That the header is another word for the column, and that its unit is another one."""
    told = []
    name = known.column.name
    if not known.certain:
        message = Text(f"表头按“{name}”理解", f"the header is read as “{name}”")
        told.append(Told(False, message, RENAME, head, name, shown(squeezed(str(title))), position))
    units = [u.lower() for u in _BRACKETS.findall(squeezed(str(title)))]
    for unit in (u for u in units if u in UNITS and known.column.field.units):
        if unit not in known.column.field.units:
            right = known.column.field.units[0]
            message = Text(
                f"单位是“{unit}”，此列要的是“{right}”",
                f"the unit is {unit}; this column takes {right}",
            )
            remedy = Text(f"换算成“{right}”并改表头", f"convert it to {right}, and the header")
            told.append(Told(True, message, remedy, head, name, None, position))
    return told


def _unknown(spec: Sheet, title: object, used: bool, head: int, position: int) -> Told:
    if is_own(title) or not used:
        message = Text("这一列不读", "the column is not read")
        remedy = Text(
            "如果里面有要用的内容，请用规定的表头", "where it matters, give it one of our headers"
        )
        return Told(False, message, remedy, head, shown(squeezed(str(title))), None, position)
    remedy = alike(bare(title), [c.name for c in spec.columns])
    return Told(
        True,
        Text("未知的列", "the column is not known"),
        remedy,
        head,
        shown(squeezed(str(title))),
        None,
        position,
    )


def _nameless(head: int, position: int) -> Told:
    letter = Told(True, RENAME, RENAME, position=position).letter
    return Told(
        True,
        Text(f"{letter}列没有表头", f"column {letter} has no header"),
        Text(f"在第{head}行填写表头", f"write its header into row {head}"),
        head,
    )


def _is_remark_too(known: Known, title: object, spec: Sheet, titles: Sequence[Any]) -> bool:
    """Whether a header such as 备注, which can be ours, is the clerk's own: ours is there by its name."""
    names = [bare(t) for t in titles if t is not None]
    return not known.certain and is_own(title) and bare(known.column.name) in names


def _beside(meant: Mapping[str, Sequence[int]]) -> list[str]:
    """The columns that are there again beside the whole table, where it looks like two side by side."""
    again = {name: positions for name, positions in meant.items() if len(positions) > 1}
    if len(again) < _FEWEST_AGAIN:
        return []
    left = max(positions[0] for positions in again.values())
    return list(again) if left < min(positions[1] for positions in again.values()) else []


def _two_tables(names: Sequence[str], head: int) -> Told:
    message = Text(
        f"像是并排的两张表：“{'”“'.join(names)}”都有两列",
        f"two tables seem to be side by side: “{'”, “'.join(names)}” are there twice",
    )
    remedy = Text(
        "把右边一张的内容移到左边一张的下面，两张都不要删",
        "move the right one's rows below the left one's; delete neither",
    )
    return Told(True, message, remedy, head)


def _several(name: str, titles: list[str], head: int) -> Told:
    words = [squeezed(t) for t in titles]
    if len(set(words)) == 1:
        message, remedy = (
            Text("列重复", "the column is there twice"),
            Text("只留一列", "keep one"),
        )
    else:
        message = Text(
            f"“{'”和“'.join(words)}”都可以是“{name}”列，不知道用哪一列",
            f"“{'” and “'.join(words)}” can both be the column “{name}”",
        )
        remedy = Text("只留一列", "keep one")
        if not any(map(is_own, titles)):
            remedy = Text(
                "只留一列，或把不用的一列表头改为“备注”", "keep one, or call the other column 备注"
            )
    return Told(True, message, remedy, head, name)
