"""未排在愿值班日: duties off the preferred days, of those who prefer some days of the month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.requests import Wish
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.problem import Problem


def wishing(*wishes: dict[str, Any]) -> Problem:
    given = tuple(
        Wish(**{"person": "P1", "prefer": True, "start": day(1), "end": day(31), **w})
        for w in wishes
    )
    return problem(2, [visits()], centre_demands=(centre_demand(),), wishes=given)


def test_each_duty_on_another_day_counts() -> None:
    mondays = wishing({"weekdays": (1,)})
    assert_rule(mondays, [duty("P1", "C", 7), duty("P1", "C", 14)], "off_preferred", 0)
    assert_rule(mondays, [duty("P1", "C", n) for n in (7, 8, 9)], "off_preferred", 2)


def test_who_wishes_nothing_is_never_off() -> None:
    assert_rule(wishing({"weekdays": (1,)}), [duty("P2", "C", 8)], "off_preferred", 0)


def test_one_of_several_wishes_suffices() -> None:
    county = wishing({"weekdays": (1,)}, {"weekdays": (2,)})
    assert_rule(county, [duty("P1", "C", n) for n in (7, 8, 9)], "off_preferred", 1)


def test_a_wish_for_another_month_says_nothing_about_this_one() -> None:
    november = wishing({"start": day(1, 11), "end": day(30, 11)})
    assert_rule(november, [duty("P1", "C", 1)], "off_preferred", 0)


def test_a_wish_for_weekdays_that_the_span_lacks_says_nothing() -> None:
    # 5 and 6 December are a weekend: no Monday in it.
    county = wishing({"start": day(5), "end": day(6), "weekdays": (1,)})
    assert_rule(county, [duty("P1", "C", 1)], "off_preferred", 0)


def test_half_a_preferred_day_is_touched_by_a_full_day() -> None:
    county = wishing({"session": Session.AFTERNOON})
    assert_rule(county, [duty("P1", "C", 2)], "off_preferred", 0)
    assert_rule(county, [duty("P1", "S", 1)], "off_preferred", 1)  # a morning


def test_avoiding_a_day_prefers_none() -> None:
    county = wishing({"prefer": False, "weekdays": (5,)})
    assert_rule(county, [duty("P1", "C", 1)], "off_preferred", 0)


def test_the_largest_weight_of_the_wishes_counts() -> None:
    county = wishing({"weekdays": (1,), "weight": 2}, {"weekdays": (2,), "weight": 3})
    assert_rule(county, [duty("P1", "C", n) for n in (7, 9)], "off_preferred", 3)


def test_a_wish_for_a_site_is_a_request_and_prefers_no_day() -> None:
    assert_rule(wishing({"site": "S"}), [duty("P1", "C", 2)], "off_preferred", 0)
