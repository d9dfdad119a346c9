"""Months, days and which of them are workdays; who owns a week that straddles two months."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from pydantic import Field

from roster.model.base import Frozen


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

    def week_owner(self, day: date) -> Month | None:
        """The month that plans the day's week: the one with most of its workdays, the earlier one
        where both have the same number; None for a week without workdays (docs/policy.md).
        """
        monday = monday_of(day)
        days = self.workdays(monday, monday + timedelta(days=6))
        if not days:
            return None
        months = [Month.of(d) for d in days]
        return max((months[0], months[-1]), key=months.count)
