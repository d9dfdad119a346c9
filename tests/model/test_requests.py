"""Spans of days and the order of duties."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from roster.model.requests import Duty, Leave, Span, Trip
from roster.model.sites import Session
from tests.build import day, duty


def test_a_span_has_both_its_ends() -> None:
    span = Span(start=day(8), end=day(9))
    assert [span.covers(day(n)) for n in (7, 8, 9, 10)] == [False, True, True, False]


def test_a_span_on_weekdays_leaves_the_others_out() -> None:
    span = Span(start=day(1), end=day(31), weekdays=(2, 7))
    assert [n for n in range(1, 14) if span.covers(day(n))] == [1, 6, 8, 13]


def test_a_span_touches_the_sessions_of_its_half() -> None:
    span = Span(start=day(8), end=day(8), session=Session.MORNING)
    assert span.touches(day(8), Session.FULL)
    assert span.touches(day(8), Session.MORNING)
    assert not span.touches(day(8), Session.AFTERNOON)
    assert not span.touches(day(9), Session.FULL)


def test_a_span_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="must not end before it starts"):
        Leave(person="P1", start=day(9), end=day(8))


def test_duties_are_listed_by_date_site_session_person() -> None:
    ordered = [
        duty("P2", "C", 1),
        duty("P2", "S", 1),  # mornings before afternoons, whatever the alphabet says
        duty("P1", "S", 1, Session.AFTERNOON),
        duty("P2", "S", 1, Session.AFTERNOON),
        duty("P1", "C", 2),
    ]
    assert sorted(reversed(ordered), key=Duty.order) == ordered


def test_a_road_takes_no_negative_time() -> None:
    with pytest.raises(ValidationError):
        Trip(start=None, end="S", minutes=-1)
