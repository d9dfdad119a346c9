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
    rule,
    run_state_machine_as_test,
)

from tests.replay.drawn import Event
from tests.replay.events import KINDS, SWAPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.replay.play import Play

OFTEN = (
    ["absent"] * 4
    + ["published"] * 8
    + ["edited"] * 3
    + ["asked"]
    + ["stepped"] * 3
    + [SWAPPED] * 3
)
LARGE = st.sampled_from(range(1_000))  # evenly; integers() prefers small numbers
EVENTS = st.builds(
    Event,
    kind=st.sampled_from([*OFTEN, *KINDS]),
    days=st.sampled_from([0, 1, 1, 2, 3, 4]),
    a=LARGE,
    b=LARGE,
    c=LARGE,
    reasoned=st.booleans(),
)
ALL = tuple(Phase)
DIFFERENT = 3  # events that differ, before a play begins
MORE = 10  # runs for each play that is wanted, and steps of a run beyond its events


def replay(
    make: Callable[[Path], Play], *, plays: int, events: int, shrink: bool = True
) -> list[Play]:
    """So many plays of at least so many events each, the same on every run.

    There is one rule, not one for each kind of event: Hypothesis leaves some rules out of a whole run. A
    play begins once its events differ: what Hypothesis tries first is the same simplest event again and
    again. Runs that it breaks off do not count.
    """
    played: list[Play] = []

    class Replay(RuleBasedStateMachine):
        play: Play | None = None

        def __init__(self) -> None:
            super().__init__()
            self.left, self.well = ExitStack(), True
            self.coming: list[Event] = []

        @rule(event=EVENTS)
        def event(self, event: Event) -> None:
            self.coming.append(event)
            if self.play is None and len(played) < plays and len(set(self.coming)) > DIFFERENT:
                self.play = make(Path(self.left.enter_context(TemporaryDirectory())))
                self.play.begin()
            while self.play is not None and self.coming:
                self.well = False
                self.play.event(self.coming.pop(0))
                self.well = True

        def teardown(self) -> None:
            with self.left:
                if self.play is not None and self.well:
                    self.play.finish()
                    if self.play.number >= events:
                        played.append(self.play)

    phases = ALL if shrink else (Phase.generate,)
    run_state_machine_as_test(Replay, settings=_settings(MORE * plays, events + MORE, phases))
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
