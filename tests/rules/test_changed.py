"""改动: places filled otherwise than in the roster that is being changed."""

from __future__ import annotations

from roster.model.requests import Baseline
from tests.build import centre_demand, duty, problem, visits
from tests.rules.kit import assert_rule

BEFORE = (duty("P1", "C", 1), duty("P2", "C", 1), duty("P1", "S", 8))


def _county(free: int = 0, before: tuple = BEFORE):  # type: ignore[no-untyped-def,type-arg]
    return problem(
        4,
        [visits()],
        centre_demands=(centre_demand(persons=2),),
        baseline=Baseline(duties=before, free=free),
    )


def test_the_same_roster_has_no_change() -> None:
    assert_rule(_county(), BEFORE, "changed", 0)


def test_a_month_planned_afresh_has_no_changes() -> None:
    assert_rule(problem(2, centre_demands=(centre_demand(),)), BEFORE[:1], "changed", 0)


def test_a_substitute_is_one_change() -> None:
    assert_rule(_county(), [BEFORE[0], duty("P3", "C", 1), BEFORE[2]], "changed", 1)


def test_two_new_faces_in_one_slot_are_two() -> None:
    new = [duty("P3", "C", 1), duty("P4", "C", 1), BEFORE[2]]
    assert_rule(_county(), new, "changed", 2)


def test_a_visit_on_another_day_is_two_changes_one_on_each_day() -> None:
    assert_rule(_county(), [*BEFORE[:2], duty("P1", "S", 15)], "changed", 2)


def test_places_emptied_and_new_ones_count() -> None:
    assert_rule(_county(), BEFORE[1:], "changed", 1)
    assert_rule(_county(), [*BEFORE, duty("P3", "C", 2)], "changed", 1)


def test_a_slot_that_is_no_more_is_emptied() -> None:
    # 5 December is a Saturday: nothing is wanted there, and no variable stands for the duty.
    gone = duty("P1", "C", 5)
    assert_rule(_county(before=(*BEFORE, gone)), BEFORE, "changed", 1)


def test_free_changes_cost_nothing() -> None:
    assert_rule(_county(free=1), [duty("P3", "C", 1), *BEFORE[1:]], "changed", 0)
    assert_rule(_county(free=1), [duty("P3", "C", 1), duty("P2", "C", 1)], "changed", 1)
