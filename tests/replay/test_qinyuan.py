"""沁源县 in December: a dozen events; the year is in test_year.py."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roster.model.calendar import Month
from tests.replay import counties
from tests.replay.machine import replay
from tests.replay.office import Office
from tests.replay.play import Play

if TYPE_CHECKING:
    from pathlib import Path


def test_the_sample_county_lives_through_a_month() -> None:
    [play] = replay(_play, plays=1, events=12, shrink=False)
    assert play.months_in_force == [Month(year=2026, month=12)]
    print(play.report())
    assert play.office.repairs, "something was repaired"


def _play(folder: Path) -> Play:
    # a second of work a solve: the lower levels stay open, the number of changes is proven all the same
    office = Office(folder, counties.qinyuan, date(2026, 11, 24), limit=1)
    return Play(office, date(2026, 12, 31))
