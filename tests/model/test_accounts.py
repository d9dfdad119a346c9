from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.model.accounts import accounts, gini, spreads
from roster.model.roster import Account, Evenness
from roster.model.settings import FairWindow
from tests.build import calendar, day, duty, person, problem, visits


def county() -> tuple[Account, ...]:
    """Five visits in December, P1 three and P2 two of them; P1 had one in November and one in March.

    The calendar knows the year. December: 5 trips, 10 points, 2.5 and 5 each. October to December, of
    which November is known: 6 trips, 12 points, 3 and 6 each. From March: 7 trips, 3.5 each.
    """
    of = problem(
        2,
        [visits()],
        calendar=calendar(start=date(2026, 1, 1)),
        history=(duty("P1", "S", day(3, 3)), duty("P1", "S", day(3, 11))),
    )
    turns = {1: "P1", 8: "P1", 15: "P1", 22: "P2", 29: "P2"}
    return accounts(of, [duty(p, "S", d) for d, p in turns.items()])


def test_accounts_of_month_quarter_and_year() -> None:
    found = {(a.person, a.window): a for a in county()}
    month = found["P1", FairWindow.MONTH]
    assert (month.past_load, month.load, month.fair_load) == (0, 6, 5)
    assert (month.past_trips, month.trips, month.fair_trips) == (0, 3, 2.5)
    quarter = found["P1", FairWindow.QUARTER]
    assert (quarter.since, quarter.past_load, quarter.load) == (day(1, 11), 2, 6)
    assert (quarter.fair_load, quarter.fair_trips) == (6, 3)
    year = found["P2", FairWindow.YEAR]
    assert (year.since, year.past_load, year.load, year.fair_load) == (day(1, 3), 0, 4, 7)


def test_the_spread_before_and_after_is_in_percent_of_the_fair_share() -> None:
    turns = {1: "P1", 8: "P2", 15: "P2", 22: "P2", 29: "P2"}
    of = problem(2, [visits()], history=(duty("P1", "S", day(3, 11)), duty("P1", "S", day(10, 11))))
    kept = accounts(of, [duty(p, "S", d) for d, p in turns.items()])
    found = {(s.window, s.what): s for s in spreads(of, kept)}
    # Before: P1 had both of two trips, the fair share was one each.
    before = Evenness(least=0, least_person="P2", most=200, most_person="P1", gini=0.5)
    # After: 3 and 4 of 7, so 85.7 % and 114.3 %: (28.6 + 28.6) / (2 · 2 · 200) = 0.071.
    after = Evenness(least=85.7, least_person="P1", most=114.3, most_person="P2", gini=0.071)
    assert found[FairWindow.YEAR, "trips"].before == before
    assert found[FairWindow.YEAR, "trips"].after == after
    assert found[FairWindow.MONTH, "trips"].before is None  # nothing lies before it
    assert len(found) == 6


def test_who_serves_no_stations_has_no_share_of_trips() -> None:
    people = [person("P1"), person("P2", serves_stations=False)]
    of = problem(people, [visits()], history=(duty("P1", "S", day(3, 11)),))
    found = {(s.window, s.what): s for s in spreads(of, accounts(of, [duty("P1", "S", 1)]))}
    after = found[FairWindow.YEAR, "trips"].after
    assert after is not None
    assert (after.least_person, after.most_person) == ("P1", "P1")


def test_without_duties_nothing_is_spread() -> None:
    of = problem(2)
    assert all(s.before is None and s.after is None for s in spreads(of, accounts(of, [])))


@pytest.mark.parametrize(
    ("values", "coefficient"),
    [([5, 5, 5], 0), ([0, 0, 6], 2 / 3), ([1, 3], 0.25), ([0, 0], 0)],
    ids=["all the same", "one has all: 1 − 1/n", "a quarter", "nothing"],
)
def test_gini(values: list[float], coefficient: float) -> None:
    assert gini(values) == pytest.approx(coefficient)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=9), st.integers(1, 5))
def test_gini_lies_between_none_and_all_and_knows_no_unit(values: list[int], unit: int) -> None:
    found = gini(values)
    assert 0 <= found < 1
    assert gini([unit * v for v in values]) == pytest.approx(found)
