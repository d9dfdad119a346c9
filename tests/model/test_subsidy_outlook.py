from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.model.calendar import Month
from roster.model.demand_rates import rates
from roster.model.forecast import forecast
from roster.model.people import Category, Person
from roster.model.records import Consultation, held
from roster.model.subsidy_outlook import Paid, SubsidyOutlook, paid_part, subsidy_outlook
from tests.build import calendar, centre_demand, day, duty, person, problem, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.requests import Duty


def county(people: list[Person]) -> Problem:
    """A centre, and S with two persons every Tuesday."""
    return problem(
        people,
        stations=[visits("S", persons=2)],
        centre_demands=(centre_demand(),),
        calendar=calendar(start=date(2026, 1, 1)),
    )


def outlook(
    of: Problem, duties: list[Duty], published: tuple[Month, ...] = (), since: date | None = None
) -> SubsidyOutlook:
    """The outlook after a record at S on 3 November and one at the centre on the 6th."""
    records = [Consultation(day(3, 11), "S", 4), Consultation(day(6, 11), "C", 2)]
    known = held(of, duties, records, since or day(6, 11))
    ahead = forecast(of, known, rates(of, known), 2026, duties, published)
    return subsidy_outlook(of, known, duties, ahead)


def yuan(of: SubsidyOutlook, month: int) -> tuple[float, float, float]:
    """The parts of a month's subsidy."""
    found = of.months[month - 1]
    return found.known, found.reckoned, found.expected


LAWYERS = [person("P1"), person("P2")]
CLERK = person("P3", category=Category.PUBLIC_POST)


def test_duties_are_paid_as_they_are_and_the_rest_as_planned() -> None:
    duties = [duty("P1", "S", day(3, 11)), duty("P2", "S", day(3, 11)), duty("P1", "C", day(4, 11))]
    found = outlook(county(LAWYERS), duties)
    # November: two at S and one at the centre; then 16 workdays and three Tuesdays with two persons each
    assert yuan(found, 11) == (800, 0, 16 * 200 + 3 * 600)
    # December: 23 workdays, five Tuesdays
    assert yuan(found, 12) == (0, 0, 23 * 200 + 5 * 600)
    assert yuan(found, 1) == (0, 0, 0)
    assert found.end == sum(m.yuan for m in found.months) == 800 + 16 * 200 + 23 * 200 + 8 * 600
    assert found.interval(0.95) == (13400, 13400)  # everybody is paid: nothing is uncertain


def test_months_without_a_duty_are_reckoned_by_the_days_on_record() -> None:
    found = outlook(county(LAWYERS), [])
    # a visit of two persons on 3 November; the centre from then on: 3, 4, 5 and 6 November
    assert yuan(found, 11)[:2] == (0, 600 + 4 * 200)


def test_published_months_are_known() -> None:
    december = Month(year=2026, month=12)
    duties = [duty("P1", "C", day(1)), duty("P2", "C", day(2)), duty("P1", "C", day(4, 11))]
    assert yuan(outlook(county(LAWYERS), duties, (december,)), 12) == (400, 0, 0)
    # a duty ahead in a month that nobody published is no more than an older plan
    assert yuan(outlook(county(LAWYERS), duties), 12)[0] == 0


def test_unpaid_persons_make_the_end_lower_and_uncertain() -> None:
    duties = [duty("P1", "C", day(4, 11)), duty("P3", "C", day(5, 11))]
    found = outlook(county([*LAWYERS, CLERK]), duties)
    # one of two at the centre was paid, none is known of stations: (1/2 + 1) / 3 and 1/2 / 1 are one half
    assert yuan(found, 12) == (0, 0, 23 * 100 + 10 * 150)
    low, high = found.interval(0.95)
    assert low < found.end < high
    inner = found.interval(0.8)
    assert low < inner[0] < inner[1] < high


def test_the_number_paid_is_beta_binomial() -> None:
    # a = 1.5, b = 0.5: mean 3/4; variance n p q (a + b + n) / (a + b + 1) = 4 · 3/16 · 6 / 3
    assert Paid(1, 1, all_paid=False).of(4) == pytest.approx((3, 1.5))
    assert Paid(0, 5, all_paid=True).of(4) == (4, 0)


def test_who_never_goes_to_stations_does_not_make_them_uncertain() -> None:
    of = county([*LAWYERS, person("P3", category=Category.PUBLIC_POST, serves_stations=False)])
    assert paid_part(of, [], station=True).all_paid
    assert not paid_part(of, [], station=False).all_paid
