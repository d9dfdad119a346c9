"""Months and other spans to plan, days and which of them are workdays; who owns a week that straddles."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from roster.model.base import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable


class Month(Frozen):
    """A calendar month, written 2026-12."""

    year: int = Field(ge=2000, le=2999)
    month: int = Field(ge=1, le=12)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-12". Raises ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
        if match is None:
            raise ValueError(f"not a month: {text!r}")
        return cls(year=int(match[1]), month=int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that holds the day."""
        return cls(year=day.year, month=day.month)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def first(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The month's last day."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day.year, day.month) == (self.year, self.month)

    @property
    def days(self) -> tuple[date, ...]:
        """All its days, workdays or not."""
        return days_between(self.first, self.last)

    def at(self, day: date) -> Month:
        """The month that holds the day."""
        return Month.of(day)


class Horizon(Frozen):
    """Any other span of days that is planned at once, written 2026-01-05/2026-02-01; a problem may have
    one instead of a month. Inputs, store and outputs know months only.
    """

    first: date
    last: date

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.last < self.first:
            raise ValueError("a span of days must not end before it starts")
        return self

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> tuple[date, ...]:
        """All its days, workdays or not."""
        return days_between(self.first, self.last)

    def at(self, day: date) -> Horizon:
        """The span of the same length that holds the day, where one follows the other."""
        length = self.last - self.first + timedelta(days=1)
        shift = (day - self.first) // length * length
        return Horizon(first=self.first + shift, last=self.last + shift)


def days_between(start: date, end: date) -> tuple[date, ...]:
    """Every day from start to end, both included; empty when end is before start."""
    return tuple(start + timedelta(days=i) for i in range((end - start).days + 1))


def monday_of(day: date) -> date:
    """The Monday of the day's week (weeks run Monday to Sunday)."""
    return day - timedelta(days=day.weekday())


class Day(Frozen):
    """What the calendar knows of a day.

    ``label`` is the holiday's or the make-up day's name where there is one (国庆节, 调休上班), else
    empty; ``lunar`` the lunar date as printed on notices (十月廿九).
    """

    date: date
    workday: bool
    make_up: bool = False
    label: str = ""
    lunar: str = ""


class Calendar(Frozen):
    """The days around the planned month: from the start of the history window to the end of the
    month's last week, without gaps.

    ``announced`` is False when the State Council's calendar for the month is not known and
    weekdays were assumed: such a month can be drafted but not published.
    """

    days: tuple[Day, ...]
    announced: bool = True

    @cached_property
    def _by_date(self) -> dict[date, Day]:
        return {day.date: day for day in self.days}

    def __getitem__(self, day: date) -> Day:
        """The day's entry. Raises KeyError outside the calendar."""
        return self._by_date[day]

    def holds(self, day: date) -> bool:
        """Whether the day lies within the calendar."""
        return day in self._by_date

    def is_workday(self, day: date) -> bool:
        """Whether the centre opens that day; False outside the calendar."""
        entry = self._by_date.get(day)
        return entry is not None and entry.workday

    def keeps_weekday(self, day: date) -> bool:
        """A workday that is not a make-up day: the days on which stations keep their weekdays.

        A make-up workday (调休) does not count as the weekday it replaces (docs/policy.md).
        """
        return self.is_workday(day) and not self._by_date[day].make_up

    def workdays(self, start: date, end: date) -> tuple[date, ...]:
        """The workdays from start to end, both included."""
        return tuple(d for d in days_between(start, end) if self.is_workday(d))

    def week_owner(
        self, day: date, at: Callable[[date], Month | Horizon] = Month.of
    ) -> Month | Horizon | None:
        """The month that plans the day's week: the one with most of its workdays, the earlier one
        where both have the same number; None for a week without workdays (docs/policy.md).
        ``at`` tells which month, or other span, holds a day.
        """
        monday = monday_of(day)
        days = self.workdays(monday, monday + timedelta(days=6))
        if not days:
            return None
        months = [at(d) for d in days]
        return max((months[0], months[-1]), key=months.count)
