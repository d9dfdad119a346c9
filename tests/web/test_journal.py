from __future__ import annotations

from typing import TYPE_CHECKING

from roster.web.journal import Journal

if TYPE_CHECKING:
    import pytest


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_a_line_says_what_was_asked_and_answered(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "roster.web")
    journal = Journal()
    journal.note("GET", "/c/qinyuan/county.ics", 200)
    journal.note("GET", None, 304)
    assert told(caplog) == ["GET /c/qinyuan/county.ics 200", "GET … 304"]


def test_beyond_ten_a_second_requests_are_counted_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "roster.web")
    clock = Clock()
    journal = Journal(clock)
    for _ in range(523):
        journal.note("GET", None, 200)
    assert len(told(caplog)) == 10
    clock.now = 101.5
    journal.note("HEAD", None, 200)
    journal.note("HEAD", None, 200)
    assert told(caplog)[10:] == ["513 requests not listed", "HEAD … 200", "HEAD … 200"]
