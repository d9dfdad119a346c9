"""沁源县 lives through 2026: twelve months planned with history, and 200 random events (`make check-all`).

Run with ``-s`` to see what happened and how long repairs took.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.model.calendar import Month
from tests.replay import counties
from tests.replay.machine import replay
from tests.replay.office import Office
from tests.replay.play import Play

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = 200  # 11 days pass in six events: they reach the year's end in any draw but the oddest


@pytest.mark.slow
def test_a_county_lives_through_a_year() -> None:
    [play] = replay(_year, plays=1, events=EVENTS, shrink=False)
    print(play.report())
    assert play.months_in_force == [Month(year=2026, month=m) for m in range(1, 13)]


def _year(folder: Path) -> Play:
    office = Office(folder, counties.qinyuan, date(2025, 12, 24), limit=2)
    return Play(office, date(2026, 12, 31))
