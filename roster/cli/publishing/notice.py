"""When a month must be published, and from when it may be served: what to do about a short notice."""

from __future__ import annotations

from datetime import date, timedelta

from roster.model.calendar import days_between
from roster.model.gate import FIRST_DUTY, workdays_of_notice
from roster.model.problem import Problem
from roster.text import Text, day_text

LONGEST = 60  # days: no notice of at most 20 workdays is longer, holidays included


def notice_dates(problem: Problem, first: date, on: date, what: Text = FIRST_DUTY) -> Text:
    """The last day on which ``first`` could have been published, and the earliest first duty for a
    roster published ``on`` (left out where it is not in the calendar). ``what`` is first: a duty, or a
    change of one.
    """
    wanted, calendar = problem.settings.notice_lead_workdays, problem.calendar
    before = reversed(days_between(first - timedelta(days=LONGEST), first - timedelta(days=1)))
    latest = next(day for day in before if workdays_of_notice(calendar, day, first) >= wanted)
    by, begins, today = day_text(latest), day_text(first), day_text(on)
    text = Text(
        f"{begins.zh}{what.zh}，最迟应在{by.zh}公布",
        f"for a {what.en} on {begins.en} the last day to publish is {by.en}",
    )
    after = calendar.workdays(on + timedelta(days=1), on + timedelta(days=LONGEST))
    earliest = next((d for d in after if workdays_of_notice(calendar, on, d) >= wanted), None)
    if earliest is None:
        return text
    start = day_text(earliest)
    return Text(
        f"{text.zh}；{today.zh}公布，{what.zh}最早为{start.zh}",
        f"{text.en}; published on {today.en}, the earliest {what.en} is on {start.en}",
    )
