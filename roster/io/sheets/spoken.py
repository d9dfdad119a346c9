"""The sheet 请假原话: leave in people's own words, to be made into rows by roster leave."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from roster.text import Text

if TYPE_CHECKING:
    from roster.io.rows import SheetRows

NAME, WORDS, DONE, REMARK = "请假原话", "原话", "处理", "备注"
_SAID = re.compile(r"(\d{4}-\d{2}-\d{2})说")


def said_on(remark: str | None) -> date | None:
    """The day on which the words were said, where the remark keeps one as ``remark_with`` writes it."""
    match = _SAID.search(remark or "")
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def remark_with(remark: str | None, on: date | None, why: str) -> str:
    """The remark, with the day on which the words were said and why they were not understood."""
    parts = [remark or ""]
    if on is not None and said_on(remark) is None:
        parts.append(f"{on}说")
    if why not in (remark or ""):
        parts.append(why)
    return "；".join(part for part in parts if part)


def check_spoken(sheet: SheetRows) -> None:
    """Report every row that nobody has dealt with: leave must not be lost."""
    for row in sheet:
        if row.sound and not row[DONE]:
            row.blame(
                WORDS,
                Text("这句请假还没有办", "this request has not been dealt with"),
                Text(
                    "运行 roster leave 变成“请假与意愿”的行；自己填好的，在“处理”写“已办”",
                    "run roster leave to make rows of it; where you did so yourself, write 已办 in 处理",
                ),
            )
