"""已定不动: on days that are over, or too near, the roster stays as it was."""

from __future__ import annotations

from roster.model.requests import Baseline
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

BEFORE = (duty("P1", "C", 1), duty("P1", "S", 8), duty("P2", "C", 9))


def _county(until: int | None, released: tuple = (), placed: tuple = ()):  # type: ignore[no-untyped-def,type-arg]
    return problem(
        3,
        [visits()],
        centre_demands=(centre_demand(),),
        baseline=Baseline(
            duties=BEFORE, fixed_until=until and day(until), released=released, placed=placed
        ),
    )


def test_the_same_days_may_be_kept() -> None:
    assert_rule(_county(8), BEFORE, "fixed", 0)


def test_later_days_are_free() -> None:
    assert_rule(_county(8), [*BEFORE[:2], duty("P3", "C", 10)], "fixed", 0)
    assert_rule(_county(None), [], "fixed", 0)


def test_nobody_goes_and_nobody_comes_on_a_fixed_day() -> None:
    assert_rule(_county(8), [BEFORE[1]], "fixed", 1)
    assert_rule(_county(8), [*BEFORE, duty("P3", "C", 2)], "fixed", 1)
    # another person in the same place: one is missing, one is not to be there
    assert_rule(_county(8), [duty("P3", "C", 1), *BEFORE[1:]], "fixed", 2)


def test_a_released_duty_goes_and_another_may_take_its_place() -> None:
    freed = _county(8, released=BEFORE[:1])
    assert_rule(freed, BEFORE[1:], "fixed", 0)
    assert_rule(freed, [duty("P3", "C", 1), *BEFORE[1:]], "fixed", 0)
    assert_rule(freed, BEFORE, "fixed", 1)  # it cannot be held any more
    assert_rule(freed, [*BEFORE[1:], duty("P3", "C", 2)], "fixed", 1)  # another day


def test_what_was_put_there_by_hand_may_be_there() -> None:
    by_hand = duty("P3", "C", 2)
    assert_rule(_county(8, placed=(by_hand,)), [*BEFORE, by_hand], "fixed", 0)
    assert_rule(_county(8, placed=(by_hand,)), BEFORE, "fixed", 0)
    assert_rule(_county(8, placed=(by_hand,)), [*BEFORE, duty("P3", "C", 3)], "fixed", 1)


def test_without_a_roster_to_change_everything_is_free() -> None:
    assert_rule(problem(2, centre_demands=(centre_demand(),)), BEFORE[:1], "fixed", 0)
