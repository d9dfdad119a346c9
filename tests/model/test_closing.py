from __future__ import annotations

import itertools
import random
from datetime import date

from roster.model.closing import Closing, Step, close, people_left, steps_of
from roster.model.demand import Frequency, Period
from roster.model.demand_rates import Rates, SiteRate
from roster.model.distributions import Count
from roster.model.forecast import Forecast
from roster.model.visits_ahead import ahead
from tests.build import calendar, centre_demand, day, person, problem, visits

WEEKLY = Frequency(period=Period.WEEK)


def step(site: str, person_visits: int, gain: float) -> Step:
    """A step that adds so many person-visits."""
    return Step(site, WEEKLY, person_visits, person_visits, gain)


def by_all_choices(choices: list[list[Step]], gap: float, most: int) -> tuple[bool, int, float]:
    """Enough or not, the person-visits, the gain: every choice of at most one step a station looked at."""
    all_of = [
        [s for s in chosen if s is not None]
        for chosen in itertools.product(*([None, *steps] for steps in choices))
    ]
    costs = [(sum(s.person_visits for s in c), sum(s.gain for s in c)) for c in all_of]
    within = [(cost, gain) for cost, gain in costs if cost <= most]
    enough = [(cost, -gain) for cost, gain in within if gain >= gap - 1e-9]
    if enough:
        cost, gain = min(enough)
        return True, cost, -gain
    cost, gain = max(within, key=lambda c: (c[1], -c[0]))
    return False, cost, gain


def test_the_choice_is_the_cheapest_of_all() -> None:
    chance, outcomes = random.Random(3), set()
    for _ in range(300):
        choices = []
        for site in "ABCDE"[: chance.randint(1, 5)]:
            more = sorted({chance.randint(1, 9) for _ in range(chance.randint(0, 3))})
            rate = chance.choice((0.5, 1.0, 2.5, 4.0))
            choices.append([step(site, n, n * rate) for n in more])
        gap, most = chance.uniform(0, 40), chance.randint(0, 30)
        found = close(choices, gap, most)
        enough, cost, gain = by_all_choices(choices, gap, most)
        assert (found.enough, round(found.gain, 6)) == (enough, round(gain, 6))
        assert found.person_visits == cost if enough else found.person_visits <= most
        outcomes.add(enough)
    assert outcomes == {True, False}


def test_two_persons_a_visit_cost_twice() -> None:
    # A brings more a visit, but B more a person
    pair = Step("A", WEEKLY, 5, 10, 30.0)
    assert close([[pair], [step("B", 6, 24.0)]], 20, 99) == Closing((step("B", 6, 24.0),), True)


def test_nothing_to_choose_closes_nothing() -> None:
    assert close([], 5, 10) == Closing((), False)
    assert close([[step("A", 3, 9.0)]], 5, 2) == Closing((), False)
    assert close([[step("A", 3, 9.0)]], 0, 9) == Closing((), True)


def forecast(since: date) -> Forecast:
    """Nothing but the days after ``since``."""
    return Forecast(2026, since, (), Count(0, 0), (), ahead(2026, since))


def test_each_station_may_go_up_as_far_as_its_weekdays_allow() -> None:
    of = problem(
        stations=[visits("S", weekdays=(2, 4), persons=2), visits("T", weekdays=(2,))],
        calendar=calendar(start=date(2026, 1, 1)),
    )
    rates = Rates({s: SiteRate(9, 27, 3.0, 1.0, 1.0) for s in "ST"}, 3.0, 0.0, 3, 1.0)
    steps = steps_of(of, rates, forecast(day(13)))
    # three weeks are left: S, with two weekdays, may be visited twice in each; T has one weekday
    twice = Frequency(period=Period.WEEK, times=2)
    assert steps == [[Step("S", twice, 3, 6, 9.0)], []]


def test_people_left_are_the_weeks_limits_less_what_is_planned() -> None:
    people = [
        person("P1"),
        person("P2", max_week=1),
        person("P3", serves_stations=False),
        person("P4", until=day(20)),
    ]
    of = problem(
        people,
        stations=[visits("S")],
        centre_demands=(centre_demand(),),
        calendar=calendar(start=date(2026, 1, 1)),
    )
    # weeks of 14, 21 and 28 December, the last of four workdays. P1 9, P2 3, P3 9, P4 3: 24 duties,
    # of which 14 at the centre and 3 at S are planned; but P3 never goes to a station: 15 less 3 there
    assert people_left(of, forecast(day(13))) == min(24 - 14 - 3, 15 - 3) == 7


def test_where_people_are_short_none_is_left() -> None:
    of = problem(1, centre_demands=(centre_demand(),), calendar=calendar(start=date(2026, 1, 1)))
    assert people_left(of, forecast(day(13))) == 0
