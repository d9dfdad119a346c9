"""What is wanted (需求): persons a day at the centre, visits at a station, extra visits."""

from __future__ import annotations

import datetime as dt
from datetime import date
from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from roster.model.base import Frozen
from roster.model.people import Category
from roster.model.sites import Session
from roster.text import Text


class Period(StrEnum):
    """What a visit frequency counts in."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


PERIOD_NAMES: dict[Period, Text] = {
    Period.WEEK: Text("每周", "a week"),
    Period.FORTNIGHT: Text("每两周", "a fortnight"),
    Period.MONTH: Text("每月", "a month"),
}


class Frequency(Frozen):
    """So many visits a period: 每周2次 is ``Frequency(period=WEEK, times=2)``."""

    period: Period
    times: int = Field(default=1, ge=1, le=7)

    @property
    def text(self) -> Text:
        """As it is written: 每两周1次."""
        period = PERIOD_NAMES[self.period]
        return Text(f"{period.zh}{self.times}次", f"{self.times} × {period.en}")

    def default_min_gap(self) -> int:
        """Days that must lie between two visits' dates at least, where the clerk gives none.

        Weekly 4 (Friday then Monday is too close), twice a week 2, oftener 1; fortnightly 10;
        monthly 15; N a month 20 // N, so that they spread over the month.
        """
        if self.period is Period.WEEK:
            return {1: 4, 2: 2}.get(self.times, 1)
        if self.period is Period.FORTNIGHT:
            return 10
        return 15 if self.times == 1 else max(1, 20 // self.times)

    def default_max_gap(self) -> int:
        """Days that may lie between two visits' dates at most, where the clerk gives none.

        Weekly 10 (Tuesday to Thursday of the next week is 9), several a week 7; fortnightly 18;
        monthly 45; N a month 45 // N.
        """
        if self.period is Period.WEEK:
            return 10 if self.times == 1 else 7
        if self.period is Period.FORTNIGHT:
            return 18
        return 45 // self.times


class CentreDemand(Frozen):
    """Persons wanted at the centre in each of the sessions of every workday; ``spare`` more may be
    there at a price. Prices are in units of the rules centre_short and centre_over, a person.
    """

    site: str
    persons: int = Field(default=1, ge=1, le=20)
    sessions: tuple[Session, ...] = (Session.FULL,)
    categories: tuple[Category, ...] = ()
    spare: int = Field(default=0, ge=0)
    short_price: int = Field(default=1, ge=0)
    over_price: int = Field(default=1, ge=0)

    @field_validator("sessions")
    @classmethod
    def _sessions_fill_the_day(cls, value: tuple[Session, ...]) -> tuple[Session, ...]:
        if value not in ((Session.FULL,), (Session.MORNING, Session.AFTERNOON)):
            raise ValueError("a centre day is one full day or a morning and an afternoon")
        return value


class DayDemand(Frozen):
    """Another number of persons wanted at a centre on one workday: in place of what its demand says, in
    each of its sessions.
    """

    site: str
    date: dt.date
    persons: int = Field(ge=0)
    spare: int = Field(default=0, ge=0)
    short_price: int = Field(default=1, ge=0)
    over_price: int = Field(default=1, ge=0)


class StationDemand(Frozen):
    """Visits wanted at a station.

    ``weekdays`` are the allowed ones (1 = Monday … 7 = Sunday). ``usual_weekday`` is the one villagers
    expect; None lets the solver give the station one of the allowed ones for the whole month.
    ``min_gap``/``max_gap`` are days between the dates of two successive visits. ``categories`` limits
    who may be sent; empty means anyone. ``since`` is the day from which the frequency holds, where it was
    changed within the month: what was held before is not weighed by it.
    """

    site: str
    frequency: Frequency
    persons: int = Field(default=1, ge=1, le=20)
    session: Session = Session.MORNING
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    usual_weekday: int | None = Field(default=None, ge=1, le=7)
    min_gap: int = Field(ge=1)
    max_gap: int = Field(ge=1)
    categories: tuple[Category, ...] = ()
    prefer_market: bool = False
    since: dt.date | None = None

    @model_validator(mode="after")
    def _weekdays_and_gaps_fit(self) -> StationDemand:
        weekdays = set(self.weekdays)
        if not weekdays or len(weekdays) < len(self.weekdays) or not weekdays <= set(range(1, 8)):
            raise ValueError(f"weekdays must be different ones of 1 to 7, not {self.weekdays}")
        if self.usual_weekday is not None and self.usual_weekday not in weekdays:
            raise ValueError(f"the usual weekday {self.usual_weekday} is not an allowed one")
        if self.max_gap < self.min_gap:
            raise ValueError(f"max_gap {self.max_gap} is below min_gap {self.min_gap}")
        return self


class ExtraVisit(Frozen):
    """A visit on a fixed date beyond the frequency (加场): a fair, a mass gathering."""

    site: str
    date: date
    session: Session
    persons: int = Field(default=1, ge=1, le=20)
    note: str = ""
