"""A small county plays two months, many times."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from roster.model.calendar import Month
from tests.replay import counties
from tests.replay.machine import replay
from tests.replay.office import Office
from tests.replay.play import Play

if TYPE_CHECKING:
    from pathlib import Path


MONTHS = [Month(year=2026, month=m) for m in (11, 12)]
PLAYS, EVENTS = 3, 45
MUST_HAPPEN = {"absent", "asked", "closed", "edited", "planned", "published", "stepped"}
MUST_BE_REFUSED = {"absent", "asked", "edited", "published", "stepped"}


def test_a_small_county_lives_through_whatever_happens() -> None:
    played = replay(_play, plays=PLAYS, events=EVENTS, shrink=False)
    assert [play.months_in_force for play in played] == [MONTHS] * PLAYS
    for play in played:
        print(play.report())
    accepted = sum((play.accepted for play in played), Counter())
    refused = sum((play.refused for play in played), Counter())
    assert set(accepted) >= MUST_HAPPEN, "a play in which little happens shows little"
    assert set(refused) >= MUST_BE_REFUSED


def _play(folder: Path) -> Play:
    # November and December: a month is planned on the 20th and published on the 24th before it
    office = Office(folder, counties.small, date(2026, 10, 24), limit=5)
    return Play(office, date(2026, 12, 31))
