"""沁源县 lives through 2026: twelve months planned with history, and 200 random events (`make check-all`).

Run with ``-s`` to see what happened and how long repairs took.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.replay import counties
from tests.replay.machine import replay
from tests.replay.office import Office
from tests.replay.play import Play

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = 200  # about 11 days pass in six events, so that they reach into November or the year's end


@pytest.mark.slow
def test_a_county_lives_through_a_year() -> None:
    [play] = replay(_year, plays=1, events=EVENTS, shrink=False)
    print(play.report())
    while play.office.today < play.end:  # the months that the events did not reach
        play.day()


def _year(folder: Path) -> Play:
    office = Office(folder, counties.qinyuan, date(2025, 12, 24), limit=2)
    return Play(office, date(2026, 12, 31))
