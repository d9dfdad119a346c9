from __future__ import annotations

import pytest

from roster.model.roster import SolverSettings
from roster.solver import clock as clock_module
from roster.solver.clock import Clock


def settings(*, deterministic: bool) -> SolverSettings:
    return SolverSettings(workers=1, seed=1, time_limit=10, deterministic=deterministic)


def test_work_is_what_a_deterministic_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(settings(deterministic=True))
    monkeypatch.setattr(clock_module.time, "monotonic", lambda: 10**9)
    clock.spend(3)
    clock.spend(4.5)
    assert (clock.now, clock.left) == (7.5, 2.5)
    clock.spend(4.5)
    assert (clock.now, clock.left) == (12, 0)


def test_any_other_clock_counts_seconds_of_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = iter([100.0, 104.0, 109.0, 111.0])
    monkeypatch.setattr(clock_module.time, "monotonic", lambda: next(moment))
    clock = Clock(settings(deterministic=False))
    clock.spend(1000)
    assert [clock.now, clock.left, clock.left] == [4, 1, 0]


@pytest.mark.parametrize("deterministic", [True, False])
def test_a_stopped_clock_has_no_time_left(*, deterministic: bool) -> None:
    clock = Clock(settings(deterministic=deterministic))
    assert not clock.stopped
    assert clock.left > 9
    clock.stop()
    assert clock.stopped
    assert clock.left == 0
