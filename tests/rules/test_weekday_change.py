"""更换惯常星期: usual weekdays of the month that were not those of the month before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.build import day, duty, problem, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.problem import Problem

NOVEMBER_TUESDAYS = (3, 10, 17, 24)
DECEMBER_TUESDAYS, DECEMBER_THURSDAYS = (1, 8, 15, 22, 29), (3, 10, 17, 24, 31)


def county(past: tuple[int, ...] = NOVEMBER_TUESDAYS, /, **changes: Any) -> Problem:
    history = tuple(duty("P1", "S", day(n, 11)) for n in past)
    return problem(1, [visits(**{"weekdays": (1, 2, 3, 4, 5), **changes})], history=history)


def held(*numbers: int) -> list[Any]:
    return [duty("P1", "S", n) for n in numbers]


def test_the_same_weekday_is_no_change() -> None:
    assert_rule(county(), held(*DECEMBER_TUESDAYS), "weekday_change", 0)


def test_another_weekday_all_month_is_one_change() -> None:
    assert_rule(county(), held(*DECEMBER_THURSDAYS), "weekday_change", 1)


def test_a_single_stray_visit_is_off_not_a_change() -> None:
    assert_rule(county(), held(1, 8, 17), "weekday_change", 0)


def test_without_visits_last_month_nothing_changes() -> None:
    assert_rule(county(()), held(*DECEMBER_THURSDAYS), "weekday_change", 0)
    # October's weekday is too old to count.
    older = problem(1, [visits(weekdays=(2, 4))], history=(duty("P1", "S", day(27, 10)),))
    assert_rule(older, held(*DECEMBER_THURSDAYS), "weekday_change", 0)


def test_a_named_weekday_is_the_clerks_change() -> None:
    assert_rule(county(usual_weekday=4), held(*DECEMBER_THURSDAYS), "weekday_change", 0)


def test_last_months_most_frequent_weekday_is_the_old_one() -> None:
    mostly_thursdays = (3, 5, 12, 19)  # one Tuesday, three Thursdays
    assert_rule(county(mostly_thursdays), held(*DECEMBER_THURSDAYS), "weekday_change", 0)
    assert_rule(county(mostly_thursdays), held(*DECEMBER_TUESDAYS), "weekday_change", 1)


def test_of_two_equally_frequent_the_earlier_is_the_old_one() -> None:
    assert_rule(county((3, 12)), held(*DECEMBER_THURSDAYS), "weekday_change", 1)
    assert_rule(county((3, 12)), held(*DECEMBER_TUESDAYS), "weekday_change", 0)


def test_a_weekday_that_is_no_longer_allowed_is_forgotten() -> None:
    assert_rule(county(weekdays=(3, 4)), held(*DECEMBER_THURSDAYS), "weekday_change", 0)


def test_each_new_weekday_of_two_counts() -> None:
    # November: Mondays and Wednesdays.
    past = (2, 4, 9, 11, 16, 18)
    twice = county(past, times=2)
    assert_rule(twice, held(7, 9, 14, 16, 21, 23), "weekday_change", 0)
    assert_rule(twice, held(7, 10, 14, 17, 21, 24), "weekday_change", 1)  # Wednesday → Thursday
    assert_rule(twice, held(8, 10, 15, 17, 22, 24), "weekday_change", 2)


def test_of_two_weekdays_one_was_known_only() -> None:
    # November: Tuesdays only; this month twice a week, so one weekday is new whatever is chosen.
    assert_rule(county(times=2), held(8, 10, 15, 17), "weekday_change", 1)
