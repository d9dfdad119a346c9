"""The sheet 日历调整."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.workdays import Adjustments, is_announced
from roster.text import Text

if TYPE_CHECKING:
    from datetime import date

    from roster.io.rows import SheetRows
    from roster.model.calendar import Month

DECLARED = "年历已公布"
# When the State Council's notice for a year came out (gov.cn, 国办发明电): 2020: 2019-11-21;
# 2021: 2020-11-25; 2022: 2021-10-25; 2023: 2022-12-08; 2024: 2023-10-25; 2025: 2024-11-12;
# 2026: 2025-11-04.
USUALLY = Text(
    "通知多在上一年11月公布，最早10月下旬，最迟12月上旬",
    "usually in November of the year before, between late October and early December",
)
UNANNOUNCED = Text(
    f"注意：当年放假安排尚未公布，按周一至周五计。{USUALLY.zh}。",
    f"Note: the year's holidays are not announced; Monday to Friday are assumed. They come {USUALLY.en}.",
)


def read_adjustments(sheet: SheetRows) -> Adjustments:
    """The days the clerk sets, and the years declared complete; a day set twice is reported."""
    off: dict[date, str] = {}
    on: dict[date, str] = {}
    declared: set[int] = set()
    for row in sheet:
        if not row.sound:
            continue
        day = row["日期"]
        if row["类型"] == DECLARED:
            declared.add(day.year)
            continue
        if day in off or day in on:
            row.blame(
                "日期",
                Text("这一天已经调整过", "this day is set already"),
                Text("每天只填一行", "give each day one row"),
            )
        (off if row["类型"] == "休息" else on)[day] = row["说明"]
    return Adjustments(off, on, frozenset(declared))


def check_announced(sheet: SheetRows, adjustments: Adjustments, month: Month, assume: bool) -> None:
    """Report a month whose holidays neither program nor sheet knows, unless weekdays are assumed."""
    if sheet.complete and not assume and not is_announced(month, adjustments):
        sheet.blame(
            Text(
                f"没有{month.year}年的节假日安排，不能确定{month}的工作日",
                f"the holidays of {month.year} are not known, nor the workdays of {month}",
            ),
            Text(
                f"国务院公布后（{USUALLY.zh}），把通知全文交给 roster holidays，或在此表填写{month.year}年"
                f"全部休息日和调休上班日，并加一行“{DECLARED}”",
                f"once announced ({USUALLY.en}), give the notice's text to roster holidays, or list all"
                f" days off and make-up days of {month.year} here and add a row {DECLARED}",
            ),
            value=str(month.year),
        )
