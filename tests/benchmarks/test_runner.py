from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.child import peak_megabytes
from benchmarks.entry import Limits
from benchmarks.machine import cores
from benchmarks.runner import latest, run
from roster.model.levels import Level
from tests.benchmarks.kit import CENTRE_DAYS, HERE, county

if TYPE_CHECKING:
    from benchmarks.runs import Run


def ran(name: str, seconds: float = 1, patience: float = 30) -> Run:
    """The entry of the kit on the kit's county."""
    return run(f"{HERE}:{name}", county(), Limits(seconds), cores(1), patience)


def test_rosters_are_scored_by_the_audit_and_only_better_ones_kept() -> None:
    obedient = ran("OBEDIENT")
    # each centre day without anyone costs 1; the fourth roster has two persons where one is wanted
    assert [point.values[0] for point in obedient.points] == [
        CENTRE_DAYS,
        CENTRE_DAYS - 1,
        CENTRE_DAYS - 2,
    ]
    assert (obedient.rosters, obedient.refused) == (5, 1)
    assert obedient.error == ""


def test_only_better_bounds_are_kept() -> None:
    assert [(b.level, b.bound) for b in ran("OBEDIENT").bounds] == [(Level.COVER, 3)]


def test_the_clock_runs_from_the_call_and_building_is_told() -> None:
    obedient = ran("OBEDIENT")
    assert obedient.ready is not None
    assert obedient.build is not None
    assert 0 <= obedient.build <= obedient.points[0].seconds <= obedient.seconds < 1


def test_memory_is_the_child_s_own() -> None:
    # Python with pydantic and the model takes some 30 MB; this process, with pytest, takes more
    peak = ran("OBEDIENT").peak
    assert peak == 0.0 or 10 < peak < peak_megabytes() * 1.5


def test_what_goes_wrong_is_told_and_what_was_recorded_counts() -> None:
    crashing = ran("CRASHING")
    assert "ValueError: no such luck" in crashing.error
    assert crashing.values is not None


def test_a_process_that_ends_by_itself_is_an_error() -> None:
    falling = ran("FALLING")
    assert "ended by itself" in falling.error
    assert falling.values is None


def test_an_entry_that_does_not_stop_is_killed() -> None:
    deaf = ran("DEAF", seconds=0.1, patience=2)
    assert deaf.killed
    assert deaf.values is not None  # what it had recorded


def test_a_roster_after_the_time_is_over_does_not_count() -> None:
    late = ran("LATE", seconds=0.1)
    assert latest(Limits(0.1)) < 1.6  # when its second roster came
    assert [point.values[0] for point in late.points] == [CENTRE_DAYS]
