from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.io.workdays import Adjustments, build_calendar
from roster.model.calendar import Month
from roster.model.demand import Frequency, Period
from roster.model.demand_rates import Rates, SiteRate
from roster.model.frequency_proposals import (
    FrequencyPlan,
    FrequencyProposal,
    cost_of_year,
    ground_of,
    propose,
    with_proposals,
)
from roster.model.frequency_reasons import reason
from roster.model.frequency_steps import LADDER, a_year, next_down, next_up
from tests.build import calendar, centre, centre_demand, problem, settings, station, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.sites import Site

WEEK, FORTNIGHT, MONTH = Period.WEEK, Period.FORTNIGHT, Period.MONTH
COUNTY = 4.0


def rate(mean: float, visits: int = 100) -> SiteRate:
    """Much evidence for a mean: the 95 % interval is some two fifths of its root to either side."""
    return SiteRate(visits, round(mean * visits), mean * 25, 25, 2.0)


def county(
    per: Period = WEEK,
    times: int = 1,
    budget: int | None = None,
    days: tuple[int, ...] = (2, 4),
    others: tuple[Site, ...] = (),
    **site: object,
) -> Problem:
    """A station S, asked about, and others that are only there."""
    demands = [visits("S", per, times, weekdays=days), *(visits(o.id) for o in others)]
    return problem(
        stations=demands,
        sites=(centre(), station("S", **site), *others),
        centre_demands=(centre_demand(),),
        calendar=calendar(start=date(2026, 1, 1)),
        settings=settings(year_budget=budget),
    )


def plan(of: Problem, **means: float) -> FrequencyPlan:
    """The proposals where stations bring so much."""
    found = {d.site: rate(means.get(d.site, COUNTY)) for d in of.station_demands}
    return propose(of, Rates(found, COUNTY, 0.0, 12, 1.0), 2026)


def first(of: Problem, mean: float) -> FrequencyProposal:
    """What is proposed for S."""
    return plan(of, S=mean).proposals[0]


# --- steps ----------------------------------------------------------------------------------------


def test_the_ladder_goes_from_the_floor_upward() -> None:
    assert [a_year(f) for f in LADDER] == [12, 26, 52, 104, 156, 208, 260, 312, 364]


@pytest.mark.parametrize(
    ("per", "times", "up", "down"),
    [
        (MONTH, 1, (FORTNIGHT, 1), None),
        (MONTH, 2, (FORTNIGHT, 1), (MONTH, 1)),
        (MONTH, 3, (WEEK, 1), (FORTNIGHT, 1)),
        (FORTNIGHT, 1, (WEEK, 1), (MONTH, 1)),
        (WEEK, 1, (WEEK, 2), (FORTNIGHT, 1)),
        (WEEK, 2, None, (WEEK, 1)),  # two weekdays are allowed
    ],
)
def test_the_next_steps(
    per: Period, times: int, up: tuple[Period, int] | None, down: tuple[Period, int] | None
) -> None:
    demand = visits("S", per, times, weekdays=(2, 4))
    steps = [None if s is None else Frequency(period=s[0], times=s[1]) for s in (up, down)]
    assert [next_up(demand), next_down(demand)] == steps


def test_nothing_is_above_every_day_of_the_week() -> None:
    assert next_up(visits("S", WEEK, 7, weekdays=(1, 2, 3, 4, 5, 6, 7))) is None


# --- what is proposed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("per", "times", "mean", "to", "why"),
    [
        # twice a week each visit would still have half of 9.2 to 12.0, more than the county's 4.0
        (WEEK, 1, 10.6, "每周2次", "more"),
        # half of 8.0 is 4.0, but the interval begins at 6.9
        (WEEK, 1, 8.0, "每周1次", "same"),
        # all who come within two weeks are 2.2 to 3.5
        (WEEK, 1, 1.4, "每两周1次", "less"),
        # twice 2.0 is the county's mean, but the interval ends at 2.6
        (WEEK, 1, 2.0, "每周1次", "same"),
        (WEEK, 2, 1.4, "每周1次", "less"),
        (WEEK, 2, 12.0, "每周2次", "full"),  # both weekdays are taken
        # below once a week, and 4.2 to 5.9 a visit: what allowed that does not hold
        (FORTNIGHT, 1, 5.0, "每周1次", "principle"),
        (FORTNIGHT, 1, 4.2, "每两周1次", "same"),
        (FORTNIGHT, 1, 12.0, "每周1次", "more"),
        (MONTH, 1, 5.0, "每两周1次", "principle"),
        (MONTH, 1, 0.5, "每月1次", "floor"),  # F4 四（一）4: at least monthly
        (MONTH, 2, 0.5, "每月1次", "less"),
    ],
)
def test_the_records_decide_where_they_are_clear(
    per: Period, times: int, mean: float, to: str, why: str
) -> None:
    found = first(county(per, times), mean)
    assert (found.to.text.zh, found.why) == (to, why)
    assert found.changes == (why in ("more", "less", "principle"))


def test_a_few_visits_say_nothing() -> None:
    of = county()
    found = propose(of, Rates({"S": rate(50, visits=3)}, COUNTY, 0.0, 12, 1.0), 2026).proposals[0]
    assert (found.why, found.changes) == ("few", False)


def test_less_evidence_is_enough_where_the_township_gives_a_reason() -> None:
    # the interval of 1.55 ends at 2.08 with 95 %, at 1.88 with 80 %: twice that is below 4.0 only then
    assert first(county(), 1.55).why == "same"
    remote = first(county(minutes_from_seat=60), 1.55)
    assert (remote.why, remote.level, remote.ground.remote) == ("less", 0.8, True)
    others = tuple(station(f"T{i}", population=10_000) for i in range(3))
    assert first(county(others=others, population=5_000), 1.55).why == "less"
    # populous is a reason for more alone: the interval of 8.8 begins at 7.7 with 95 %, at 8.0 with 80 %
    assert first(county(others=others, population=15_000), 1.55).why == "same"
    assert first(county(), 8.8).why == "same"
    assert first(county(others=others, population=15_000), 8.8).why == "more"


def test_populations_are_compared_where_three_are_known() -> None:
    others = tuple(station(f"T{i}", population=10_000) for i in range(2))
    assert ground_of(county(others=others, population=15_000), "S").populous
    assert ground_of(county(others=others[:1], population=5_000), "S") == (False, False, False)
    assert ground_of(county(others=others), "S") == (False, False, False)


def test_a_change_costs_what_its_visits_do() -> None:
    found = first(county(), 10.6)
    # Tuesdays, and Tuesdays and Thursdays, of a year of plain weeks: 52 weeks and Thursday 1 January
    assert (found.visits, found.proposed_visits) == (53, 105)
    assert found.yuan == 52 * 300


# --- the budget -----------------------------------------------------------------------------------


def test_the_year_costs_workdays_and_visits() -> None:
    # 261 days from Monday to Friday in 2026, 53 visits
    assert cost_of_year(county(), 2026) == 261 * 200 + 53 * 300


def three(budget: int | None = None) -> Problem:
    """Three stations that may be visited on two weekdays."""
    return problem(
        stations=[visits(s, weekdays=(2, 4)) for s in "STU"],
        centre_demands=(centre_demand(),),
        calendar=calendar(start=date(2026, 1, 1)),
        settings=settings(year_budget=budget),
    )


def test_steps_upward_are_taken_as_long_as_the_budget_lasts_the_most_asked_for_first() -> None:
    base = cost_of_year(three(), 2026)
    found = plan(three(base + 52 * 300), S=11, T=13)
    assert [p.why for p in found.proposals] == ["budget", "more", "same"]
    assert (found.before, found.after, found.budget) == (base, base + 15600, base + 15600)
    # what another station saves makes room: its 53 visits become 27
    half = base + 52 * 300 + 26 * 300
    assert [p.why for p in plan(three(half), S=11, T=13).proposals] == ["budget", "more", "same"]
    assert [p.why for p in plan(three(half), S=11, T=13, U=1).proposals] == ["more", "more", "less"]


def test_the_citys_2_94_million_are_52_weeks_and_248_workdays() -> None:
    """13 centres daily and 147 stations weekly (F4 二), 200 and 300 yuan (F4 五（二）1)."""
    real = build_calendar(Month(year=2026, month=12), Adjustments({}, {}, frozenset()))
    one = problem(stations=[visits("S", weekdays=(1, 2, 3, 4, 5))],
                  centre_demands=(centre_demand(),), calendar=real)  # fmt: skip
    workdays = sum(map(real.is_workday, days_of_year(2026)))
    assert workdays == 248
    # 644,800 at the centres; 52 visits to each station, none lost to a holiday, are 2,293,200
    assert 13 * workdays * 200 + 147 * 52 * 300 == 2_938_000
    # by the calendar one week is a holiday as a whole, and 1 January is the only one of its week: 51 visits
    assert cost_of_year(one, 2026) == workdays * 200 + 51 * 300
    assert 13 * workdays * 200 + 147 * 51 * 300 == 2_893_900


def days_of_year(year: int) -> list[date]:
    return [d for m in range(1, 13) for d in Month(year=year, month=m).days]


# --- the clerk's word -----------------------------------------------------------------------------


def test_what_is_taken_over_has_the_usual_gaps_of_its_frequency() -> None:
    of = county()
    then = with_proposals(of, plan(of, S=10.6).proposals).station_demand["S"]
    assert (then.frequency.text.zh, then.min_gap, then.max_gap) == ("每周2次", 2, 7)
    assert with_proposals(of, plan(of).proposals) is of


@pytest.mark.parametrize(
    ("per", "times", "mean", "zh", "en"),
    [
        (WEEK, 1, 10.6, "每次仍有4.7以上，不低于全县平均每次4.0，建议每周2次（全年多52次，15600元）",
         "proposed 2 × a week (52 visits more a year, 15600 yuan)"),
        (WEEK, 1, 1.4, "即使都集中到每两周1次，每次也不过3.8，不高于全县平均每次4.0，建议每两周1次",
         "even if all came to 1 × a fortnight, each would have no more than 3.8"),
        (WEEK, 1, 4.0, "说不上明显偏多或偏少，每周1次不变", "1 × a week stays"),
        # clearly more or less than 4.0, but a step would go past it
        (WEEK, 1, 5.6, "多于全县平均每次4.0，但分摊到每周2次后每次可能只有2.", "may leave only 2."),
        (WEEK, 1, 2.8, "少于全县平均每次4.0，但减到每两周1次后每次可能有7.0", "may bring 7.0"),
        (WEEK, 2, 6.0, "还不到两倍，可选星期也已排满，每周2次不变", "no more weekdays are allowed"),
        (WEEK, 2, 12.0, "建议先增加可选星期", "allow more first"),
        (FORTNIGHT, 1, 5.0, "不算需求少，原则上每周1次（实施方案四（一）4），建议每周1次",
         "once a week is the principle"),
        (MONTH, 1, 0.5, "每月至少1次", "once a month is the floor"),
    ],
)  # fmt: skip
def test_the_reason_names_the_numbers(
    per: Period, times: int, mean: float, zh: str, en: str
) -> None:
    of = county(per, times)
    told = reason(of, first(of, mean), COUNTY)
    assert zh in told.zh
    assert en in told.en
    assert told.zh.startswith(f"S镇：100次坐班接待{round(mean * 100)}人次，每次{mean:.1f}（95%区间")


def test_the_reason_names_the_road_and_the_people() -> None:
    others = tuple(station(f"T{i}", population=10_000) for i in range(3))
    of = county(others=others, population=4_000, minutes_from_seat=75)
    told = reason(of, first(of, 1.0), COUNTY)
    assert "距县城75分钟（偏远：60分钟以上），常住4000人（人口少）；" in told.zh
    assert "75 minutes from the seat (remote: 60 or more), 4000 people (few);" in told.en
    many = county(others=others, population=40_000)
    assert "常住40000人（人口多）" in reason(many, first(many, 4.0), COUNTY).zh


def test_the_reason_of_what_the_budget_forbids_and_of_what_nobody_knows() -> None:
    of = county(budget=1)
    assert "本可改为每周2次，但年度补贴预算不够" in reason(of, first(of, 10.6), COUNTY).zh
    for number, told in ((0, "没有坐班记录；不足4次"), (3, "3次坐班接待150人次")):
        few = propose(of, Rates({"S": rate(50, number)}, COUNTY, 0.0, 12, 1.0), 2026).proposals[0]
        assert told in reason(of, few, COUNTY).zh
