"""The sheet 请假原话: leave in people's own words, to be made into rows by roster leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.text import Text

if TYPE_CHECKING:
    from roster.io.rows import SheetRows

NAME, WORDS, DONE, REMARK = "请假原话", "原话", "处理", "备注"


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
