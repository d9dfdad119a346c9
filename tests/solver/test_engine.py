from __future__ import annotations

import _thread
import random
import threading
import time
from typing import TYPE_CHECKING

import pytest
from ortools.sat.python import cp_model

from roster.model.roster import SolverSettings
from roster.solver.clock import Clock
from roster.solver.engine import ask, run
from tests.solver.solving import QUICK, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

HURRIED = SolverSettings(workers=1, seed=1, time_limit=60)


def endless() -> cp_model.CpModel:
    """Split 45 numbers of 27 bits into halves as equal as can be: answers come at once, no proof."""
    numbers = random.Random(1)
    model = cp_model.CpModel()
    weights = [numbers.randrange(2**26, 2**27) for _ in range(45)]
    taken = sum(weight * model.new_bool_var("") for weight in weights)
    distance = model.new_int_var(0, sum(weights), "")
    model.add(distance >= 2 * taken - sum(weights))
    model.add(distance >= sum(weights) - 2 * taken)
    model.minimize(distance)
    return model


def small() -> cp_model.CpModel:
    """At least two of three, at the cost of 3, 4 and 5: 7."""
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(3)]
    model.add(sum(variables) >= 2)
    model.minimize(sum(cost * x for cost, x in zip((3, 4, 5), variables, strict=True)))
    return model


@pytest.mark.parametrize(
    "settings",
    [
        HURRIED,
        QUICK,
        SolverSettings(workers=2, seed=3, time_limit=60),
        SolverSettings(workers=2, seed=3, time_limit=60, deterministic=True),
        SolverSettings(workers=8, seed=3, time_limit=60),
    ],
    ids=["one", "one, deterministic", "two", "two, deterministic", "eight"],
)
def test_the_optimum_is_found_and_proven_however_it_is_searched(settings: SolverSettings) -> None:
    answer = run(small(), Clock(settings), 10, silent)
    assert answer.values == [1, 1, 0]
    assert (answer.objective, answer.bound) == (7, 7)
    assert 0 <= answer.seconds < 10


def test_what_cannot_be_has_no_values() -> None:
    model = small()
    model.add(model.get_int_var_from_proto_index(0) + model.get_int_var_from_proto_index(1) == 0)
    assert run(model, Clock(QUICK), 10, silent).values is None


def test_the_time_limit_ends_a_search_with_what_was_found() -> None:
    start = time.monotonic()
    answer = run(endless(), Clock(HURRIED), 0.3, silent)
    assert time.monotonic() - start < 10, "0.3 s were allowed"
    assert answer.values is not None
    assert answer.objective > answer.bound, "a proof would take hours"


def test_deterministic_time_ends_a_search_at_the_same_place() -> None:
    first, second = (
        run(endless(), Clock(QUICK), 0.1, silent)._replace(seconds=0) for _ in range(2)
    )
    assert first == second
    assert first.objective > first.bound


def test_progress_is_told_and_only_gets_better() -> None:
    told: list[tuple[int | None, int, Sequence[int] | None]] = []
    answer = run(endless(), Clock(HURRIED), 0.3, lambda *now: told.append(now))
    values = [value for value, _, _ in told if value is not None]
    assert len(values) >= 2, "the first roster is not the best"
    assert values == sorted(values, reverse=True)
    assert values[-1] == answer.objective
    assert all(bound <= value for value, bound, _ in told if value is not None)
    found = [list(variables) for _, _, variables in told if variables is not None]
    assert len(found) >= 2
    assert found[-1] == answer.values, "the last roster that was told is the answer"


@pytest.mark.parametrize("once_found", [True, False], ids=["on a roster", "at the start"])
def test_ctrl_c_stops_the_search_at_once_and_keeps_what_was_found(*, once_found: bool) -> None:
    pressed = threading.Event()

    def press(value: int | None, *_: object) -> None:
        if not pressed.is_set() and (value is not None) == once_found:
            pressed.set()
            _thread.interrupt_main()  # what Ctrl-C does, on every system

    before, start, clock = threading.active_count(), time.monotonic(), Clock(HURRIED)
    answer = run(endless(), clock, 6, press)
    assert pressed.is_set()
    assert clock.stopped
    assert clock.left == 0
    if once_found:
        assert answer.values is not None
    assert ask(small(), clock, 6).values is None, "nothing is answered any more"
    while threading.active_count() > before:  # a search that goes on keeps the program from ending
        assert time.monotonic() - start < 3, "6 s were allowed"
        time.sleep(0.01)


def test_ctrl_c_while_the_search_is_being_started_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real, before, begun = threading.Thread.start, threading.active_count(), time.monotonic()

    def start(thread: threading.Thread) -> None:
        real(thread)
        raise KeyboardInterrupt  # start() waits for the thread, and the search may be on by then

    monkeypatch.setattr(threading.Thread, "start", start)
    clock = Clock(HURRIED)
    run(endless(), clock, 6, silent)
    assert clock.stopped
    while threading.active_count() > before:
        assert time.monotonic() - begun < 3, "6 s were allowed"
        time.sleep(0.01)


def test_ctrl_c_before_the_search_has_begun_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(thread: threading.Thread) -> None:
        raise KeyboardInterrupt

    clock = Clock(HURRIED)
    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(KeyboardInterrupt):
        run(endless(), clock, 6, silent)
    assert clock.stopped


def test_what_a_watch_raises_reaches_the_caller() -> None:
    def fail(*_: object) -> None:
        raise ValueError("the browser is gone")

    with pytest.raises(ValueError, match="the browser is gone"):
        run(small(), Clock(QUICK), 10, fail)
