from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from roster.model.gate import GATES, gate, planned_on, refusals, workdays_of_notice
from roster.model.revision import Revision
from roster.model.roster import Shortage
from roster.text import Text
from tests import build

if TYPE_CHECKING:
    from roster.model.requests import Duty

EARLY = date(2026, 11, 20)  # the day of planning; leaves six workdays for the notice
FIRST = build.duty("P1", "C", 1)  # Tuesday 1 December


def findings(
    problem: dict[str, Any] | None = None, roster: dict[str, Any] | None = None, **changes: Any
) -> list[Any]:
    of = build.problem(**(problem or {}))
    given = {"on": EARLY, "violations": [], "overrides": {}, **changes}
    return gate(of, build.roster(of, [FIRST], **(roster or {})), **given)


def shortage(number: int = 1, **changes: Any) -> Shortage:
    day = build.day(number)
    return Shortage(
        **{"rule": "centre_short", "site": "C", "start": day, "end": day, "missing": 1, **changes}
    )


def test_a_good_roster_published_early_meets_no_gate() -> None:
    assert findings() == []
    assert refusals([]) == []


def test_a_broken_hard_rule_shuts_the_gate_for_good() -> None:
    told = [Text("甲P1同时在两地", "P1 is in two places"), Text("超预算", "over budget")]
    [found] = findings(violations=told, overrides={"hard_rules": "领导同意"})
    assert found.key == "hard_rules"
    assert not found.overridable
    assert found.reason is None, "no reason opens it"
    assert found.text == Text(
        "违反硬性规则2处：甲P1同时在两地；超预算",
        "hard rules are broken (2): P1 is in two places; over budget",
    )
    assert refusals([found]) == [found.text]


@pytest.mark.parametrize(
    ("problem", "roster", "words"),
    [
        ({"calendar": build.calendar(announced=False)}, {}, "fill in the calendar sheet"),
        ({}, {"calendar_announced": False}, "planned before the holidays were announced"),
    ],
)
def test_an_unannounced_calendar_shuts_the_gate_for_good(
    problem: dict[str, Any], roster: dict[str, Any], words: str
) -> None:
    [found] = findings(problem, roster, overrides={"calendar": "x"})
    assert (found.key, found.overridable, found.reason) == ("calendar", False, None)
    assert words in found.text.en
    assert refusals([found]) == [found.text]


@pytest.mark.parametrize(
    ("on", "shut"),
    [
        (build.day(25, 11), False),  # Wednesday: Thu 26, Fri 27, Mon 30 lie between
        (build.day(26, 11), True),  # Thursday: only Fri 27 and Mon 30
        (build.day(28, 11), True),  # Saturday: only Mon 30
        (build.day(1), True),  # the day itself
        (build.day(15), True),  # too late
    ],
)
def test_notice_is_given_three_workdays_ahead(on: date, shut: bool) -> None:
    assert [f.key for f in findings(on=on)] == ["lead_time"] * shut


def test_a_holiday_is_no_day_of_notice_but_a_make_up_day_is() -> None:
    wednesday = build.day(25, 11)
    holiday = build.calendar(off=[build.day(30, 11)])
    assert len(findings({"calendar": holiday}, on=wednesday)) == 1
    made_up = build.calendar(off=[build.day(30, 11)], made_up=[build.day(28, 11)])
    assert findings({"calendar": made_up}, on=wednesday) == []


def test_how_many_days_of_notice_is_a_setting() -> None:
    thursday = build.day(26, 11)  # leaves two
    assert findings({"limits": {"notice_lead_workdays": 2}}, on=thursday) == []
    assert findings({"limits": {"notice_lead_workdays": 0}}, on=build.day(15)) == []


def test_a_short_notice_needs_a_reason() -> None:
    [found] = findings(on=build.day(27, 11))
    assert (found.overridable, found.reason) == (True, None)
    # Friday 27 November: only Monday the 30th lies between.
    assert found.text == Text(
        "11月27日公布、12月1日首次值班，中间只有1个工作日，应有3个；确需公布请写明理由",
        "published on 27 Nov for a first duty on 1 Dec: 1 workdays between, 3 wanted;"
        " give a reason to publish all the same",
    )
    assert refusals([found]) == [found.text]
    [given] = findings(on=build.day(27, 11), overrides={"lead_time": "  疫情后恢复值班 "})
    assert given.reason == "疫情后恢复值班"
    assert refusals([given]) == []


def test_a_day_before_the_planning_opens_nothing() -> None:
    [found] = findings(on=date(2026, 11, 1))
    assert (found.key, found.overridable, found.reason) == ("lead_time", True, None)
    assert found.text == Text(
        "公布日期11月1日早于编制日期11月20日；确需公布请写明理由",
        "the day of publication, 1 Nov, lies before the day of planning, 20 Nov;"
        " give a reason to publish all the same",
    )
    [given] = findings(on=date(2026, 11, 1), overrides={"lead_time": "演示"})
    assert given.reason == "演示"


def test_the_day_of_planning_is_chinas() -> None:
    evening = {"planned_at": datetime(2026, 11, 21, 16, 30, tzinfo=UTC)}  # half past midnight there
    [found] = findings(on=date(2026, 11, 21), roster=evening)
    assert found.text.zh.startswith("公布日期11月21日早于编制日期11月22日；")
    assert findings(on=date(2026, 11, 22), roster=evening) == []
    naive = build.roster(build.problem(), planned_at=datetime(2026, 11, 21, 16, 30))  # noqa: DTZ001
    assert planned_on(naive) == date(2026, 11, 22)  # taken as UTC


def test_a_roster_planned_late_is_told_both_with_the_years_where_they_differ() -> None:
    late = {"planned_at": datetime(2027, 3, 1, tzinfo=UTC)}
    [found] = findings(on=build.day(27, 11), roster=late)
    assert found.text.zh == (
        "公布日期2026年11月27日早于编制日期2027年3月1日；"
        "11月27日公布、12月1日首次值班，中间只有1个工作日，应有3个；确需公布请写明理由"
    )
    assert "27 Nov 2026, lies before the day of planning, 1 Mar 2027; " in found.text.en


@pytest.mark.parametrize("reason", ["", " ", "\u3000\n"])
def test_an_empty_reason_is_none(reason: str) -> None:
    [found] = findings(on=build.day(27, 11), overrides={"lead_time": reason})
    assert found.reason is None
    assert len(refusals([found])) == 1


def test_a_roster_without_duties_needs_no_notice() -> None:
    of = build.problem()
    assert gate(of, build.roster(of), on=build.day(31), violations=[], overrides={}) == []


def test_the_first_duty_counts_not_the_first_of_the_month() -> None:
    of = build.problem()
    later = build.roster(of, [build.duty("P1", "C", 8), build.duty("P2", "C", 4)])
    # Monday 30 November to Friday 4 December: Tue, Wed, Thu lie between.
    given: dict[str, Any] = {"violations": [], "overrides": {}}
    assert gate(of, later, on=build.day(30, 11), **given) == []
    assert len(gate(of, later, on=build.day(1), **given)) == 1


def test_days_before_the_calendar_count_from_monday_to_friday() -> None:
    begins_in_december = build.calendar(start=build.day(1))
    assert workdays_of_notice(begins_in_december, build.day(25, 11), build.day(1)) == 3
    # Wed 18 November to Tue 8 December: 2 + 5 + 1 weekdays before the calendar, then 4 + 1 in it
    assert workdays_of_notice(begins_in_december, build.day(18, 11), build.day(8)) == 13
    # A holiday on the calendar's first day is one, although a Tuesday.
    off = build.calendar(start=build.day(1), off=[build.day(1)])
    assert workdays_of_notice(off, build.day(27, 11), build.day(2)) == 1


def test_shortages_must_be_acknowledged() -> None:
    short = {"shortages": (shortage(),)}
    [found] = findings(roster=short)
    assert (found.key, found.overridable, found.reason) == ("shortages", True, None)
    assert found.text == Text(
        "有1处缺口（沁源县12月1日中心缺岗1人次）；确需公布请写明理由",
        "1 shortage(s): 沁源县 1 Dec centre short 1 duties; give a reason to publish all the same",
    )
    [known] = findings(roster=short, overrides={"shortages": "已申请市级统筹"})
    assert known.reason == "已申请市级统筹"
    assert refusals([known]) == []


def test_of_many_shortages_three_are_named() -> None:
    many = {"shortages": tuple(shortage(number) for number in range(1, 6))}
    [found] = findings(roster=many)
    assert "12月3日中心缺岗1人次等）" in found.text.zh
    assert "12月4日" not in found.text.zh
    assert "3 Dec centre short 1 duties; and 2 more;" in found.text.en


def test_a_shortage_of_a_site_without_name_is_told_by_its_id() -> None:
    visit = shortage(rule="visit_short", site="S9", start=build.day(7), end=build.day(13))
    [found] = findings(roster={"shortages": (visit,)})
    assert "S912月7日—13日坐班次数不足1次" in found.text.zh


def test_all_gates_are_asked_in_their_order() -> None:
    found = findings(
        {"calendar": build.calendar(announced=False)},
        {"shortages": (shortage(),)},
        on=build.day(1),
        violations=[Text("一", "one")],
        overrides={"lead_time": "急", "nonesuch": "x"},
    )
    asked = [g for g in GATES if g.key != "past"]  # which only corrections pass
    assert [f.key for f in found] == [g.key for g in asked]
    assert [f.overridable for f in found] == [g.overridable for g in asked]
    assert len(refusals(found)) == 3  # all but the lead time, for which a reason was given


# --- corrections: measured by what they change ------------------------------------------------


def in_force(duties: list[Duty], shortages: tuple[Shortage, ...] = (), **problem: Any) -> Revision:
    of = build.problem(**problem)
    roster = build.roster(of, duties, revision=1, status="published", shortages=shortages)
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return Revision(problem=of, roster=roster, created_at=at, published_at=at)


def correction(before: Revision, duties: list[Duty], on: date, **changes: Any) -> list[Any]:
    of = changes.pop("problem", before.problem)
    roster = build.roster(of, duties, revision=2, **changes)
    return gate(of, roster, on=on, violations=[], overrides={}, changed_from=before)


PAST, LATER = build.duty("P1", "C", 1), build.duty("P1", "C", 8)


@pytest.mark.parametrize(
    ("after", "on", "shut"),
    [
        ([PAST, build.duty("P2", "C", 8)], build.day(7), True),  # changed tomorrow
        ([PAST, build.duty("P2", "C", 8)], build.day(2), False),  # Thu 3, Fri 4, Mon 7 between
        ([PAST, build.duty("P2", "C", 8)], build.day(3), True),  # only Fri 4 and Mon 7
        ([PAST], build.day(7), True),  # cancelled tomorrow
        ([PAST, LATER, build.duty("P2", "C", 15)], build.day(7), False),  # new in a week
        ([PAST, LATER], build.day(7), False),  # nothing
    ],
)
def test_the_lead_time_of_a_correction_is_that_of_its_first_change(
    after: list[Duty], on: date, shut: bool
) -> None:
    assert [f.key for f in correction(in_force([PAST, LATER]), after, on)] == ["lead_time"] * shut


def test_a_past_written_anew_wants_a_reason_of_its_own() -> None:
    rewritten = [build.duty("P2", "C", 1), LATER]
    [found] = correction(in_force([PAST, LATER]), rewritten, build.day(7))
    assert (found.key, found.overridable) == ("past", True)
    assert found.text.zh.startswith("12月1日已经过去，与已公布的第1版不同；")
    # on the day itself it is not over yet: then the notice was too short
    [found] = correction(in_force([PAST, LATER]), rewritten, build.day(1))
    assert found.key == "lead_time"


def test_the_first_change_is_named() -> None:
    [found] = correction(in_force([PAST, LATER]), [PAST], build.day(7))
    assert found.text.zh.startswith("12月7日公布、12月8日首次变动，中间只有0个工作日，应有3个")
    assert "published on 7 Dec for a first change on 8 Dec: 0 workdays" in found.text.en


@pytest.mark.parametrize(
    ("on", "shut"),
    [
        (build.day(7), True),  # tomorrow's duty is at another place
        (build.day(2), False),  # in time for the 8th; that of the 1st is over, where it was
    ],
)
def test_a_site_that_moves_changes_its_duties_to_come(on: date, shut: bool) -> None:
    before = in_force([PAST, LATER])
    elsewhere = build.problem(sites=(build.centre(address="新楼"),))
    assert len(correction(before, [PAST, LATER], on, problem=elsewhere)) == shut


def test_only_new_and_grown_shortages_are_asked_about_again() -> None:
    known = (shortage(8), shortage(15))
    before = in_force([PAST], known)
    assert correction(before, [PAST], build.day(2), shortages=known) == []
    assert correction(before, [PAST], build.day(2), shortages=known[:1]) == []
    more = (shortage(8, missing=2), shortage(15), shortage(22))
    [found] = correction(before, [PAST], build.day(2), shortages=more)
    assert found.text == Text(
        "有2处新增或加重的缺口（沁源县12月8日中心缺岗2人次；沁源县12月22日中心缺岗1人次）；"
        "确需公布请写明理由",
        "2 new or grown shortage(s): 沁源县 8 Dec centre short 2 duties; 沁源县 22 Dec centre short"
        " 1 duties; give a reason to publish all the same",
    )
