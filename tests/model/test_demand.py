"""Demands: frequencies with their default gaps, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roster.model.demand import ExtraVisit, Frequency, Period
from roster.model.sites import Session
from tests.build import centre_demand, day, visits

WEEK, FORTNIGHT, MONTH = Period.WEEK, Period.FORTNIGHT, Period.MONTH
FULL, EARLY, LATE = Session.FULL, Session.MORNING, Session.AFTERNOON


@pytest.mark.parametrize(
    ("period", "times", "closest", "farthest"),
    [
        (WEEK, 1, 4, 10),  # Friday then Monday is 3: too close; Tuesday to Thursday week is 9
        (WEEK, 2, 2, 7),
        (WEEK, 3, 1, 7),
        (WEEK, 7, 1, 7),
        (FORTNIGHT, 1, 10, 18),
        (MONTH, 1, 15, 45),
        (MONTH, 2, 10, 22),  # 20 // 2, 45 // 2
        (MONTH, 3, 6, 15),
        (MONTH, 7, 2, 6),
    ],
)
def test_default_gaps(period: Period, times: int, closest: int, farthest: int) -> None:
    frequency = Frequency(period=period, times=times)
    assert (frequency.default_min_gap(), frequency.default_max_gap()) == (closest, farthest)
    assert frequency.default_min_gap() < frequency.default_max_gap()


@pytest.mark.parametrize("times", [0, 8])
def test_a_frequency_is_one_to_seven(times: int) -> None:
    with pytest.raises(ValidationError):
        Frequency(period=WEEK, times=times)


@pytest.mark.parametrize("sessions", [(FULL,), (EARLY, LATE)])
def test_a_centre_day_is_full(sessions: tuple[Session, ...]) -> None:
    # F4: at least eight hours; one person, or two half days where a site says so.
    assert centre_demand(sessions=sessions).sessions == sessions


@pytest.mark.parametrize("sessions", [(), (EARLY,), (LATE, EARLY), (FULL, EARLY), (FULL, FULL)])
def test_any_other_centre_day_is_refused(sessions: tuple[Session, ...]) -> None:
    with pytest.raises(ValidationError, match="one full day or a morning and an afternoon"):
        centre_demand(sessions=sessions)


@pytest.mark.parametrize(
    "changes",
    [
        {"persons": 0},
        {"persons": 21},
        {"min_gap": 0},
        {"max_gap": 0},
        {"usual_weekday": 8},
        {"usual_weekday": 3},  # allowed are Tuesdays
        {"weekdays": ()},
        {"weekdays": (2, 2)},
        {"weekdays": (0, 2)},
        {"min_gap": 9, "max_gap": 8},
    ],
)
def test_a_station_demand_out_of_range_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        visits(**changes)


def test_an_extra_visit_wants_someone() -> None:
    with pytest.raises(ValidationError):
        ExtraVisit(site="S", date=day(6), session=EARLY, persons=0)
