from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.cli.tables import shortage_lines
from roster.model.audit import Facts, audit
from roster.model.demand import ExtraVisit, Period
from roster.model.levels import Level
from roster.model.people import Category
from roster.model.requests import Ban, Closure, Leave
from roster.model.rules import RULE_BY_KEY, rules_of
from roster.model.shortages import CLOSED, FREE, NO_DAY, NO_VISIT, NOBODY, find_shortages, why_not
from roster.model.sites import Session
from tests.build import (
    calendar,
    centre,
    centre_demand,
    day,
    duty,
    person,
    problem,
    roster,
    settings,
    station,
    visits,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from roster.model.problem import Problem
    from roster.model.requests import Duty

CENTRE = (centre_demand(),)
OPEN = (8, 9, 10, 11)  # Tuesday to Friday, the only workdays of the month below


def week(people: Any = 2, stations: Iterable[Any] = (), **changes: Any) -> Problem:
    """A month of one short week."""
    off = [day(n) for n in range(1, 32) if n not in OPEN]
    return problem(people, stations, **{"calendar": calendar(off=off), **changes})


def found(of: Problem, duties: Iterable[Duty] = ()) -> list[tuple[str, str, int, int, int]]:
    """Rule, site, first and last day, how many missing."""
    return [(s.rule, s.site, s.start.day, s.end.day, s.missing) for s in find_shortages(of, duties)]


def reasons(of: Problem, duties: Iterable[Duty] = ()) -> list[tuple[str, str, str]]:
    """Person, rule and text of the first slot of the first shortage."""
    slot = find_shortages(of, duties)[0].slots[0]
    return [(r.person, r.rule, r.zh) for r in slot.reasons]


def test_a_month_that_is_met_has_none() -> None:
    of = week(2, [visits()], centre_demands=CENTRE)
    duties = [duty("P1", "C", n) for n in OPEN[:2]] + [duty("P2", "C", n) for n in OPEN[2:]]
    assert found(of, [*duties, duty("P2", "S", 8)]) == []


def test_a_centre_day_without_people() -> None:
    of = week(3, centre_demands=(centre_demand(persons=2),))
    duties = [duty("P1", "C", n) for n in (8, 9)] + [duty("P2", "C", n) for n in (8, 10)]
    assert found(of, duties) == [
        ("centre_short", "C", 9, 9, 1),
        ("centre_short", "C", 10, 10, 1),
        ("centre_short", "C", 11, 11, 2),
    ]


def test_those_who_are_there_need_no_reason() -> None:
    of = week(2, centre_demands=(centre_demand(persons=2),))
    assert [who for who, _, _ in reasons(of, [duty("P1", "C", 8)])] == ["P2"]


def test_a_window_short_of_visits_names_the_days_left() -> None:
    of = week(1, [visits(times=2, weekdays=(2, 3, 4))])
    shortage = find_shortages(of, [duty("P1", "S", 8)])[0]
    # the week from Monday the 7th to Sunday the 13th; a visit on the 9th or the 10th would do
    assert found(of, [duty("P1", "S", 8)]) == [("visit_short", "S", 7, 13, 1)]
    assert [slot.date for slot in shortage.slots] == [day(9), day(10)]
    assert {slot.session for slot in shortage.slots} == {Session.MORNING}
    assert (shortage.zh, shortage.en) == ("", "")


def test_a_station_that_is_never_open_falls_below_the_floor() -> None:
    of = week(1, [visits()])
    assert found(of) == [("floor_short", "S", 1, 31, 1), ("visit_short", "S", 7, 13, 1)]
    assert find_shortages(of, [])[0].zh == NO_VISIT.zh


def test_a_window_without_days_says_so() -> None:
    of = week(1, [visits()], closures=(Closure(site="S", start=day(8), end=day(8)),))
    shortage = next(s for s in find_shortages(of, []) if s.rule == "visit_short")
    assert (shortage.slots, shortage.zh, shortage.en) == ((), CLOSED.zh, CLOSED.en)


def test_a_month_without_a_day_for_the_station_says_so() -> None:
    monthly = visits(per=Period.MONTH, weekdays=(7,))
    sundays = [day(n) for n in (6, 13, 20, 27)]  # holidays all
    of = problem(1, [monthly], calendar=calendar(off=sundays))
    shortage = next(s for s in find_shortages(of, []) if s.rule == "visit_short")
    assert (shortage.slots, shortage.zh, shortage.en) == ((), NO_DAY.zh, NO_DAY.en)


def test_a_visit_with_too_few_people_is_understaffed_and_one_without_is_not() -> None:
    of = week(3, [visits(persons=3)])
    assert found(of, [duty("P1", "S", 8)]) == [("understaffed", "S", 8, 8, 2)]
    assert ("understaffed", "S", 8, 8, 3) not in found(of)


def test_an_extra_visit_is_missed_once_or_understaffed() -> None:
    fair = ExtraVisit(site="S", date=day(11), session=Session.AFTERNOON, persons=2)
    of = week(2, [visits()], extra_visits=(fair,))
    held = [duty("P1", "S", 8)]
    assert found(of, held) == [("extra_short", "S", 11, 11, 1)]  # one visit, of two persons
    assert found(of, [*held, duty("P1", "S", 11, Session.AFTERNOON)]) == [
        ("understaffed", "S", 11, 11, 1)
    ]


def test_they_are_ordered_by_date_and_site() -> None:
    of = week(1, [visits("T"), visits("S", weekdays=(5,))], centre_demands=CENTRE)
    listed = [(s.start, s.end, s.site, s.rule) for s in find_shortages(of, [])]
    assert listed == sorted(listed)
    assert len(listed) == 4 + 2 + 2  # centre days; floors; windows


def test_their_sizes_are_those_of_the_audit() -> None:
    of = week(2, [visits("S", times=2, weekdays=(2, 3)), visits("T", persons=2)],
              centre_demands=CENTRE)  # fmt: skip
    duties = [duty("P1", "C", 8), duty("P2", "T", 8)]
    size = dict.fromkeys((r.key for r in rules_of(Level.COVER)), 0)
    size |= dict.fromkeys(("visit_short", "extra_short", "understaffed"), 0)
    for shortage in find_shortages(of, duties):
        size[shortage.rule] += shortage.missing
    assert size == {s.rule: s.size for s in audit(of, duties).rules if s.rule in size}


LONG = {"max_week": 14, "max_consecutive": 31}


@pytest.mark.parametrize(
    ("of", "held", "expected"),
    [
        (week([person("P1", serves_centre=False)]), [], ("eligibility", "不到中心值班")),
        (week([person("P1", category=Category.RETIRED, service_years=4)]), [],
         ("eligibility", "政法工作年限不满5年")),
        (week(1, leaves=(Leave(person="P1", start=day(9), end=day(9)),)), [],
         ("availability", "请假")),
        (week(1, leaves=(Leave(person="P1", start=day(9), end=day(9), kind="开庭",
                               session=Session.MORNING),)), [], ("availability", "开庭")),
        (week(1, bans=(Ban(person="P1", start=day(9), end=day(9)),)), [], ("ban", "禁止安排")),
        (week(1, [visits(weekdays=(3,))]), [duty("P1", "S", 9)],
         ("one_place", "同一时间已在S镇值班")),
        (week(1, limits={"max_week": 2}), [duty("P1", "C", 8), duty("P1", "C", 11)],
         ("max_week", "当周已满2次")),
        (week(1, limits={"max_month": 1}), [duty("P1", "C", 11)], ("max_month", "当月已满1次")),
        (week(1, limits={"max_consecutive": 1}), [duty("P1", "C", 8)],
         ("max_consecutive", "已连续值班1天")),
        (week(1, limits={"rest_days": 1}), [duty("P1", "C", 8)], ("rest", "值班间隔不足1天")),
        (week(2, limits={"budget": 200}), [duty("P2", "C", 8)], ("budget", "超出补贴预算200元")),
        (week(1), [duty("P1", "C", 8)], ("", FREE.zh)),
    ],
)  # fmt: skip
def test_why_somebody_cannot_take_a_centre_day(
    of: Problem, held: list[Duty], expected: tuple[str, str]
) -> None:
    rule, text = why_not(Facts(of, held), duty("P1", "C", 9))
    assert (rule, text.zh) == expected


def test_why_somebody_cannot_take_a_second_half_day() -> None:
    afternoon = duty("P1", "S", 9, Session.AFTERNOON)
    once = week(1, [visits(weekdays=(3,))])
    assert why_not(Facts(once, [duty("P1", "C", 9, Session.MORNING)]), afternoon)[0] == "max_day"
    # two a day are allowed, but three hours' road does not fit into the two hours of noon
    far = week(
        1,
        [visits(weekdays=(3,))],
        sites=(centre(), station(minutes_from_seat=180)),
        settings=settings(max_day=2),
    )
    rule, text = why_not(Facts(far, [duty("P1", "C", 9, Session.MORNING)]), afternoon)
    assert (rule, text.zh) == ("same_day_travel", "赶路需180分钟，只有120分钟")


def test_a_budget_that_is_spent_stops_nobody_who_is_not_paid() -> None:
    people = [person("P1", category=Category.PUBLIC_POST), person("P2")]
    of = week(people, limits={"budget": 200})
    assert why_not(Facts(of, [duty("P2", "C", 8)]), duty("P1", "C", 9)) == ("", FREE)


def test_the_duties_of_others_are_nobody_s_reason() -> None:
    # P2 has too many already; that says nothing about P1
    of = week(2, limits={"max_week": 1})
    held = [duty("P2", "C", 8), duty("P2", "C", 9)]
    assert why_not(Facts(of, held), duty("P1", "C", 10))[0] == ""


def test_a_rule_broken_elsewhere_is_no_reason() -> None:
    # an unlawful draft: two centre days on one date; that is no reason against another date
    held = [duty("P1", "C", 8, Session.MORNING), duty("P1", "C", 8, Session.AFTERNOON)]
    assert why_not(Facts(week(1), held), duty("P1", "C", 10)) == ("", FREE)


def test_every_reason_is_a_hard_rule_and_the_first_in_the_book() -> None:
    leave = Leave(person="P1", start=day(8), end=day(8))
    of = week(2, leaves=(leave,), bans=(Ban(person="P1", start=day(8), end=day(8)),),
              centre_demands=CENTRE)  # fmt: skip
    assert reasons(of) == [("P1", "availability", "请假"), ("P2", "", FREE.zh)]
    assert RULE_BY_KEY["availability"].level is Level.HARD


def test_nobody_to_ask_is_a_reason_too() -> None:
    slot = find_shortages(week([], centre_demands=CENTRE), [])[0].slots[0]
    assert (slot.reasons, slot.zh, slot.en) == ((), NOBODY.zh, NOBODY.en)


def test_they_are_told_person_by_person() -> None:
    sites = (centre(), station(name="郭道镇"))
    leave = Leave(person="P1", start=day(8), end=day(8))
    people = [person("P1", name="张某"), person("P2", name="李某")]
    of = week(people, [visits()], sites=sites, leaves=(leave,), limits={"max_consecutive": 4})
    duties = [duty("P2", "C", n) for n in (9, 10, 11)]
    lines = list(shortage_lines(roster(of, duties, shortages=find_shortages(of, duties))))
    assert [line.zh for line in lines] == [
        "缺口 12月1日—31日 郭道镇：站点当月未开放 1；各次坐班均未能安排，见该站坐班缺口",
        "缺口 12月7日—13日 郭道镇：坐班次数不足 1",
        "  12月8日 郭道镇：张某 请假；李某 当周已满3次",
    ]
    assert lines[2].en == "  8 Dec 郭道镇: 张某 on leave (请假); 李某 3 that week already"


def test_a_slot_s_own_reason_is_told() -> None:
    of = week([], centre_demands=CENTRE)
    lines = list(shortage_lines(roster(of, shortages=find_shortages(of, []))))
    assert lines[1].zh == "  12月8日 沁源县：没有其他值班人员"
