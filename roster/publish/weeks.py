"""The weeks of a month, as texts and sheets are cut: Monday to Sunday, cut off where the month ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import UnknownError
from roster.model.calendar import monday_of
from roster.model.roster import Roster
from roster.text import Text

if TYPE_CHECKING:
    from roster.model.calendar import Month


class Days(NamedTuple):
    """Days of one month from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def weeks_of(month: Month) -> tuple[Days, ...]:
    """The month's weeks in order; the first and the last may be short."""
    mondays = [day for day in month.days[1:] if day.weekday() == 0]
    starts = [month.first, *mondays]
    ends = [*(monday - timedelta(days=1) for monday in mondays), month.last]
    return tuple(Days(first, last) for first, last in zip(starts, ends, strict=True))


def week_with(month: Month, day: date) -> Days:
    """The month's week that holds the day; a day of the other month of a week that straddles counts as
    well. Raises UnknownError where the month has no day of that week.
    """
    for week in weeks_of(month):
        if monday_of(week.first) == monday_of(day):
            return week
    raise UnknownError(
        Text(f"{day}所在的一周没有{month}的日子", f"the week of {day} has no day of {month}")
    )


def only(roster: Roster, days: Days) -> Roster:
    """The roster with the duties and visits of these days only."""
    fields = {name: getattr(roster, name) for name in Roster.model_fields}
    fields["duties"] = tuple(duty for duty in roster.duties if duty.date in days)
    fields["visits"] = tuple(visit for visit in roster.visits if visit.date in days)
    return Roster.model_validate(fields)
