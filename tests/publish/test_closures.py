"""What the public is told of a closed site: the days, never why."""

from datetime import date

import pytest

from roster.model.requests import Closure
from roster.model.sites import Session
from roster.publish.closures import closed_text, closed_throughout
from roster.publish.notices.content import notice_of
from roster.publish.texts import wechat_text
from roster.publish.weeks import Days
from tests import build
from tests.publish.notices_kit import IN_FORCE, county

WHY = "镇政府搬迁"
WEEK = Days(build.day(7), build.day(13))


def closed(start: int | date, end: int | date, **changes: object) -> Closure:
    first, last = (d if isinstance(d, date) else build.day(d) for d in (start, end))
    return Closure(**{"site": "G", "start": first, "end": last, "note": WHY, **changes})


def test_runs_of_days_are_told_together_and_half_days_apart() -> None:
    closures = (
        closed(7, 9),
        closed(10, 10, session=Session.MORNING),
        closed(14, 14, session=Session.MORNING),
        closed(14, 14, session=Session.AFTERNOON),  # with the morning: the whole day
        closed(21, 31, weekdays=(2,)),
        closed(1, 31, site="C"),
    )
    problem = county(closures=closures)
    text = closed_text(problem, "G")
    assert text.zh == "12月7日—9日、12月10日上午、12月14日、12月22日、12月29日"
    assert text.en.startswith("7 Dec–9 Dec, 10 Dec morning, 14 Dec, ")
    assert closed_text(problem, "G", WEEK).zh == "12月7日—9日、12月10日上午"
    assert closed_text(county(), "G").zh == ""


def test_closed_throughout_means_every_workday() -> None:
    # the 7th to the 11th are the week's workdays
    assert closed_throughout(county(closures=(closed(7, 11),)), "G", WEEK)
    assert not closed_throughout(county(closures=(closed(7, 10),)), "G", WEEK)
    morning = closed(7, 11, session=Session.MORNING)
    assert not closed_throughout(county(closures=(morning,)), "G", WEEK)
    assert not closed_throughout(county(), "G", WEEK)
    assert closed_throughout(county(closures=(closed(date(2026, 11, 1), 31),)), "G")


@pytest.mark.parametrize("week", [None, WEEK])
def test_a_closed_site_says_so_and_not_why(week: Days | None) -> None:
    problem = county(closures=(closed(1, 31),))
    roster = build.roster(problem, **IN_FORCE)
    notice = notice_of(problem, roster, "G", "zh", week)
    name, days = ("周", "12月7日—13日") if week else ("月", "12月1日—31日")
    assert notice.empty == f"本{name}暂停服务（{days}），咨询请拨12348"
    assert ("暂停服务：", days) in notice.facts
    assert notice_of(problem, roster, "G", "en", week).empty.startswith("Closed this ")
    text = wechat_text(problem, roster, "G", "zh", *(week or ()))
    assert f"{'12月' if week is None else '12月7日—13日'}暂停服务，咨询请拨12348。" in text
    assert WHY not in text + repr(notice)


def test_a_site_closed_for_some_days_tells_them_beside_its_duties() -> None:
    problem = county(closures=(closed(22, 22),))
    roster = build.roster(problem, [build.duty("P1", "G", 8)], **IN_FORCE)
    assert ("暂停服务：", "12月22日") in notice_of(problem, roster, "G", "zh").facts
    assert "暂停服务：12月22日\n" in wechat_text(problem, roster, "G")
    assert "Closed: 22 Dec\n" in wechat_text(problem, roster, "G", "en")
    assert "暂停" not in wechat_text(problem, roster, "G", "zh", *WEEK)
