"""Sites, hours and sessions: F4 四(一)4, centre duties of 8 hours, station duties of 4."""

from __future__ import annotations

from datetime import time

import pytest
from pydantic import ValidationError

from roster.model.sites import (
    CENTRE_MINUTES,
    FAIR,
    MARKET,
    SESSION_NAMES,
    STATION_MINUTES,
    Session,
    TimeSpan,
    minutes_of,
)
from tests.build import AFTERNOON, MORNING, centre, day, station

FULL, EARLY, LATE = Session.FULL, Session.MORNING, Session.AFTERNOON


def test_the_least_hours_of_a_duty() -> None:
    assert (CENTRE_MINUTES, STATION_MINUTES) == (480, 240)


@pytest.mark.parametrize(
    ("a", "b", "meet"),
    [(FULL, FULL, True), (FULL, EARLY, True), (FULL, LATE, True), (EARLY, EARLY, True),
     (EARLY, LATE, False)],
)  # fmt: skip
def test_sessions_meet_in_a_common_half_day(a: Session, b: Session, meet: bool) -> None:
    assert a.overlaps(b) is b.overlaps(a) is meet


def test_every_session_has_its_name() -> None:
    assert set(SESSION_NAMES) == set(Session)
    assert SESSION_NAMES[FULL] == ("全天", "full day")


def test_a_site_is_open_in_the_hours_of_its_halves() -> None:
    site = centre()
    assert site.hours(FULL) == (MORNING, AFTERNOON)
    assert site.hours(EARLY) == (MORNING,)
    assert site.hours(LATE) == (AFTERNOON,)
    assert site.minutes(FULL) == CENTRE_MINUTES  # 4 + 4 hours, the break left out
    assert station().minutes(EARLY) == STATION_MINUTES


def test_hours_are_written_with_a_dash_and_counted_in_minutes() -> None:
    span = TimeSpan(start=time(8, 30), end=time(12))
    assert str(span) == "08:30—12:00"
    assert span.minutes == 210
    assert minutes_of(time(23, 59)) == 1439


@pytest.mark.parametrize("end", [time(8), time(7, 59)])
def test_hours_end_after_they_start(end: time) -> None:
    with pytest.raises(ValidationError, match="must end after it starts"):
        TimeSpan(start=time(8), end=end)


@pytest.mark.parametrize("half", [{"latitude": 36.5}, {"longitude": 112.3}])
def test_a_map_point_is_whole(half: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match="latitude and longitude"):
        station(**half)
    assert station(latitude=36.5, longitude=112.3).point == (36.5, 112.3)
    assert station().point is None


def test_a_road_is_never_negative() -> None:
    with pytest.raises(ValidationError):
        station(minutes_from_seat=-1)


def test_a_fair_goes_before_a_market_and_a_centre_has_neither() -> None:
    days = {"market_days": (day(8), day(9)), "fair_days": (day(9),)}
    there = station(**days)
    assert [there.gathering(day(n)) for n in (7, 8, 9)] == [None, MARKET, FAIR]
    assert centre(**days).gathering(day(9)) is None
