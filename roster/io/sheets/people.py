"""The sheet 人员."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.sheets.times import check_start
from roster.model.people import MIN_SERVICE_YEARS, Category, Person
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.names import Names
    from roster.io.rows import Row, SheetRows
    from roster.model.calendar import Month

CLAUSE = Text("实施方案四（一）3", "F4 四（一）3")


def read_people(sheet: SheetRows, sites: Names, month: Month) -> list[Person]:
    """Every person of the pool whose row is in order; the rest goes to the report."""
    return [person for row in sheet if (person := _person(row, sites, month)) is not None]


def _person(row: Row, sites: Names, month: Month) -> Person | None:
    home = sites.place(row, "常驻地")
    _check_entitled(row)
    _check_dates(row)
    check_start(row, "起算日期", month)
    if not row.sound:
        return None
    return Person(
        id=row["编号"],
        name=row["姓名"],
        category=row["类别"],
        firm=row["执业机构"],
        certificate=row["证号"],
        service_years=row["政法工作年限"],
        qualified=row["通过法考"],
        approval_no=row["批准文号"],
        approval_until=row["批准有效期"],
        phone=row["联系电话"],
        consent_public=row["同意公示"],
        consent_phone=row["同意公示电话"],
        home=home,
        serves_centre=row["可值中心"],
        serves_stations=row["可值站点"],
        share_percent=row["承担比例(%)"],
        counts_from=row["起算日期"],
        until=row["离任日期"],
        max_week=row["每周上限"],
        max_month=row["每月上限"],
        max_consecutive=row["连续上限"],
        min_consecutive=row["最少连续"],
        min_days_off=row["最少连休"],
        max_weekends=row["周末上限"],
        max_minutes=_minutes(row["每月最多小时"]),
        min_minutes=_minutes(row["每月最少小时"]),
        reminder=row["日历提醒"],
    )


def _minutes(hours: int | None) -> int | None:
    return None if hours is None else 60 * hours


def _check_dates(row: Row) -> None:
    start, end = row["起算日期"], row["离任日期"]
    if start and end and end < start:
        row.blame(
            "离任日期",
            Text("离任日期早于起算日期", "the last day lies before the first"),
            Text("改正其中一个日期", "correct one of the dates"),
        )


def _check_entitled(row: Row) -> None:
    """Report a category whose conditions the person can never meet as the row stands."""
    category = row["类别"]
    if category is Category.RETIRED and row.need("政法工作年限"):
        years = row["政法工作年限"]
        if years is not None and years < MIN_SERVICE_YEARS:
            row.blame(
                "政法工作年限",
                Text(
                    f"政法机关退休人员须从事政法业务满{MIN_SERVICE_YEARS}年（{CLAUSE.zh}）",
                    f"a retired officer needs {MIN_SERVICE_YEARS} years of justice work"
                    f" ({CLAUSE.en})",
                ),
                Text(
                    "核对年限，或移出人员库", "check the years, or take the person out of the pool"
                ),
            )
    if category is Category.ACADEMIC and row["通过法考"] is False:
        row.blame(
            "通过法考",
            Text(
                f"高校法律专业师生须通过法律职业资格考试（{CLAUSE.zh}）",
                f"an academic must have passed the legal qualification exam ({CLAUSE.en})",
            ),
            Text("填“是”，或移出人员库", "write 是, or take the person out of the pool"),
        )
    if category is Category.WAIVER:
        for column in ("批准文号", "批准有效期"):
            if not row.filled(column):
                row.blame(
                    column,
                    Text(
                        f"放宽条件须经上级司法行政机关批准（{CLAUSE.zh}）",
                        f"a waiver needs the approval of the bureau above ({CLAUSE.en})",
                    ),
                    Text("填写批准文号和有效期", "give the approval's number and last day"),
                )
