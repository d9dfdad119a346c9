"""roster busy: what was taken from the persons' own calendars, for the clerk to look over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table

from roster.cli.common import InputsArgument, MonthOption, month_of
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, distinct_names, plain_table
from roster.errors import InputError
from roster.io.assemble import examine
from roster.io.busy import Busy, Seen, busy_report, sessions_of
from roster.model.problem import Problem
from roster.model.sites import SESSION_NAMES
from roster.text import day_text, weekday_text


def busy_command(
    inputs: InputsArgument,
    month: MonthOption,
    titles: Annotated[
        bool,
        typer.Option(
            "--titles",
            help=t(
                "连日程标题一起显示，只在本机屏幕上；标题不存、不写、不公示",
                "the events' titles too, on this screen only; they are never kept or written",
            ),
        ),
    ] = False,
) -> None:
    """Print which sessions of which days each person's own calendar takes."""
    found = examine(inputs, month_of(month), assume_calendar=True, read_calendars=False)
    if found.problem is None:
        raise InputError(found.problems)
    seen, problems = busy_report(found.sheets["人员"], found.problem, inputs)
    if problems:
        raise InputError(problems)
    if not seen:
        speech.say("没有人填“忙碌日历”。", "nobody has a calendar in the column 忙碌日历.")
        return
    speech.console().print(_table(found.problem, seen, titles=titles))


def _table(problem: Problem, seen: Iterable[Seen], *, titles: bool) -> Table:
    head = [t("人员", "person"), t("日期", "date"), t("星期", "weekday"), t("不排", "not on duty")]
    head += [t("时间", "time")] + ([t("日程", "event")] if titles else [])
    table = plain_table(t(f"{problem.month} 忙碌时间", f"busy in {problem.month}"), head)
    names = distinct_names({p.id: p.name for p in problem.people})
    for one in seen:
        days = sessions_of(one.times, problem.sites)
        if not days:
            add_row(table, names[one.person], *(["—"] * (len(head) - 1)))
        for day, session in days.items():
            times = [busy for busy in one.times if _on(busy, day)]
            cells = [
                names[one.person],
                day_text(day).to(speech.lang),
                weekday_text(day).to(speech.lang),
                SESSION_NAMES[session].to(speech.lang),
                t("、", ", ").join(_hours(busy, day) for busy in times),
            ]
            shown = t("、", ", ").join(busy.title or "—" for busy in times)
            add_row(table, *cells, *([shown] if titles else []))
    return table


def _on(busy: Busy, day: date) -> bool:
    return busy.start.date() <= day <= (busy.end - timedelta(microseconds=1)).date()


def _hours(busy: Busy, day: date) -> str:
    """The event's hours on the day; … where it began before or goes on after it."""
    if busy.whole_days:
        return t("全天", "all day")

    def at(moment: datetime) -> str:
        return f"{moment:%H:%M}" if moment.date() == day else "…"

    return f"{at(busy.start)}—{at(busy.end)}"
