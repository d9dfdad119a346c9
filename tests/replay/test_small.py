"""A small county plays two months, many times."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.replay import counties
from tests.replay.machine import replay
from tests.replay.office import Office
from tests.replay.play import Play

if TYPE_CHECKING:
    from pathlib import Path


def test_a_small_county_lives_through_whatever_happens() -> None:
    played = replay(_play, plays=6, events=50, shrink=False)
    for play in played:
        print(play.report())
    assert len(played) == 6


def _play(folder: Path) -> Play:
    # November and December; the days from 22 October on, a month is planned on the 20th before it
    office = Office(folder, counties.small, date(2026, 10, 24), limit=5)
    return Play(office, date(2026, 12, 31))
