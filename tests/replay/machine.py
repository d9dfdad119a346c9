"""Hypothesis's stateful testing over the play."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from tests.replay.events import KINDS, Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.replay.play import Play

OFTEN = ["absent"] * 4 + ["published"] * 6 + ["edited"] * 3 + ["asked", "stepped"] * 3
LARGE = st.integers(0, 9_999)
EVENTS = st.builds(
    Event,
    kind=st.sampled_from([*OFTEN, *KINDS]),
    days=st.sampled_from([0, 1, 1, 2, 3, 4]),
    a=LARGE,
    b=LARGE,
    c=LARGE,
    reasoned=st.booleans(),
)
FIRST_IS_NOTHING = st.sampled_from([False, *[True] * 31])
ALL = tuple(Phase)


def replay(
    make: Callable[[Path], Play], *, plays: int, events: int, shrink: bool = True
) -> list[Play]:
    """So many plays of so many events each, the same on every run; those that were really played.

    There is one rule, not one for each kind of event: Hypothesis leaves some rules out of a whole run.
    The first run that it makes is always of the simplest choices; there nothing is played.
    """
    played: list[Play] = []

    class Replay(RuleBasedStateMachine):
        play: Play | None = None

        def __init__(self) -> None:
            super().__init__()
            self.left = ExitStack()

        @initialize(real=FIRST_IS_NOTHING)
        def begin(self, real: bool) -> None:
            if real:
                folder = Path(self.left.enter_context(TemporaryDirectory()))
                self.play = make(folder)
                self.left.callback(self.play.office.close)
                self.play.begin()

        @rule(event=EVENTS)
        def event(self, event: Event) -> None:
            if self.play is not None:
                self.play.event(event)

        def teardown(self) -> None:
            if self.play is not None:
                played.append(self.play)
            self.left.close()

    phases = ALL if shrink else (Phase.generate,)
    run_state_machine_as_test(Replay, settings=_settings(plays + 1, events, phases))
    return played


def _settings(examples: int, steps: int, phases: Any) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        phases=phases,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
