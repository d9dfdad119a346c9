"""The sign-in sheet: the duties, and room to sign."""

import pytest

from roster.errors import UnknownError
from roster.model.requests import Closure
from roster.model.sites import Session
from roster.publish.notices.render import Press, stamp_of
from roster.publish.notices.sign_in import SPARE, sign_in_of
from roster.publish.weeks import Days
from tests import build
from tests.publish.notices_kit import (
    IN_FORCE,
    WORKDAYS,
    county,
    daily,
    ink_outside_margins,
    pages,
    pool,
    printed,
)

PRESS = Press(template="sign-in.typ")


def test_a_centres_month_is_one_page_with_every_duty_and_columns_to_sign() -> None:
    problem = county()
    roster = build.roster(problem, daily(WORKDAYS), **IN_FORCE)
    pdf = PRESS.pdf(sign_in_of(problem, roster, "C", "zh"), stamp_of(roster))
    assert len(pages(pdf)) == 1
    text = printed(pdf)
    assert "日期星期值班时间值班人员签到时间签退时间本人签名接待人次备注" in text
    assert "沁源县公共法律服务中心值班签到表（2026年12月）" in text
    assert all(f"12月{d.day}日" in text for d in WORKDAYS)
    assert "12月1日星期二8:00—12:0014:00—18:00王建国" in text
    assert text.index("站点负责人（签字）：") > text.index("12月31日")


@pytest.mark.parametrize(("persons", "sheets"), [(0, 1), (1, 1), (2, 2)])
def test_any_number_of_rows_stays_within_the_margins(persons: int, sheets: int) -> None:
    problem = county()
    roster = build.roster(problem, daily(WORKDAYS, "G", persons), **IN_FORCE)
    sheet = sign_in_of(problem, roster, "G", "zh")
    # 23 days fit a page; with two persons each and two empty lines they are 48 rows
    pictures = PRESS.png(sheet, 50)
    assert len(pictures) == sheets
    assert not any(map(ink_outside_margins, pictures))
    assert len(sheet.rows) == SPARE + (23 if persons else 0)


def test_only_those_who_agreed_are_named() -> None:
    people = pool()
    people[0] = people[0].model_copy(update={"consent_public": False})
    problem = county(people=people)
    roster = build.roster(problem, [build.duty("P1", "G", 8)], **IN_FORCE)
    text = printed(PRESS.pdf(sign_in_of(problem, roster, "G", "zh"), stamp_of(roster)))
    assert "王建国" not in text
    assert "8:30—12:30值班人员" in text


def test_a_week_a_draft_a_closed_day_and_english() -> None:
    shut = Closure(site="G", start=build.day(10), end=build.day(10))
    problem = county(closures=(shut,))
    duties = [build.duty("P1", "G", 1), build.duty("P2", "G", 8, Session.AFTERNOON)]
    week = Days(build.day(7), build.day(13))
    sheet = sign_in_of(problem, build.roster(problem, duties), "G", "zh", week)
    assert [row.date for row in sheet.rows] == ["12月8日", "", ""]
    assert sheet.month == "（2026年12月7日—13日）"
    assert sheet.note.endswith("暂停服务：12月10日。")
    assert sheet.stamp == "草稿"
    english = sign_in_of(problem, build.roster(problem, duties), "G", "en", week)
    assert english.columns["signature"] == "Signature"
    assert english.note.endswith("Closed: 10 Dec.")
    assert "afternoon" in printed(PRESS.pdf(english, stamp_of(build.roster(problem))))
    with pytest.raises(UnknownError):
        sign_in_of(problem, build.roster(problem), "X", "zh")
