"""On which weekdays villagers expect a station to be open."""

from __future__ import annotations

from typing import Any

import pytest

from roster.model.demand import Period
from roster.model.habits import Habit, habit_of
from tests.build import day, duty, problem, station, visits


def habit(past: tuple[int, ...] = (), /, **changes: Any) -> Habit:
    demand = visits(**changes)
    history = tuple(duty("P1", "S", day(n, 11)) for n in past)
    return habit_of(problem(1, [demand], history=history), demand)


def sets(*choices: tuple[int, ...]) -> tuple[frozenset[int], ...]:
    return tuple(map(frozenset, choices))


@pytest.mark.parametrize(
    ("changes", "choices"),
    [
        ({"weekdays": (2,)}, sets((2,))),
        ({"weekdays": (4, 2)}, sets((2,), (4,))),  # F1 沁源: 每周二或周四
        ({"weekdays": (2, 3, 5), "times": 2}, sets((2, 3), (2, 5), (3, 5))),
        ({"weekdays": (2, 3, 5), "times": 3}, sets((2, 3, 5))),  # F1 潞城: 每周二、三、五
        ({"weekdays": (2, 3), "times": 3}, sets((2, 3))),
        ({"weekdays": (2, 3, 5), "times": 2, "usual_weekday": 3}, sets((2, 3), (3, 5))),
        ({"weekdays": (2, 4), "usual_weekday": 4}, sets((4,))),
        ({"weekdays": (2, 4), "per": Period.MONTH, "times": 3}, sets((2,), (4,))),
        ({"weekdays": (2, 4), "per": Period.FORTNIGHT}, sets((2,), (4,))),
    ],
)
def test_choices(changes: dict[str, Any], choices: tuple[frozenset[int], ...]) -> None:
    assert habit(**changes).choices == choices


@pytest.mark.parametrize(
    ("past", "changes", "previous"),
    [
        # Tuesdays of November 2026 are 3, 10, 17, 24; Thursdays 5, 12, 19, 26.
        ((), {}, set()),
        ((3, 10, 19), {}, {2}),
        ((3, 12, 19), {}, {4}),
        ((3, 12), {}, {2}),  # the earlier weekday
        ((3, 5, 10, 12, 16), {"times": 2}, {2, 4}),
        ((4, 11), {"weekdays": (2, 4)}, set()),  # Wednesday is no longer allowed
        ((3, 10), {"usual_weekday": 4}, set()),  # the clerk names one
        ((3,), {"times": 2}, {2}),
    ],
)
def test_last_months_weekdays(
    past: tuple[int, ...], changes: dict[str, Any], previous: set[int]
) -> None:
    assert habit(past, **{"weekdays": (1, 2, 3, 4, 5), **changes}).previous == previous


def test_two_persons_at_a_visit_are_one_visit_and_other_stations_do_not_count() -> None:
    demand = visits(weekdays=(2, 4), persons=2)
    history = (
        *(duty(p, "S", day(5, 11)) for p in ("P1", "P2")),  # Thursday, two persons
        *(duty("P1", "S", day(n, 11)) for n in (3, 10)),  # two Tuesdays
        *(duty("P1", "T", day(n, 11)) for n in (12, 19, 26)),
        duty("P1", "S", day(29, 10)),  # October is too long ago
    )
    sites = (*problem(1, [demand]).sites, station("T"))
    assert habit_of(problem(2, [demand], sites=sites, history=history), demand).previous == {2}


def test_new_weekdays_are_changes() -> None:
    tuesdays = habit((3, 10), weekdays=(1, 2, 3, 4, 5), times=2)
    assert tuesdays.changed(frozenset({2, 4})) == 1
    assert tuesdays.changed(frozenset({4, 5})) == 2
    assert habit().changed(frozenset({2})) == 0, "nothing was known"
