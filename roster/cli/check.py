"""roster check: are the inputs usable, and do they leave room enough?"""

from __future__ import annotations

from rich.table import Table

from roster.cli.common import (
    InputsArgument,
    MonthOption,
    StoreOption,
    UnannouncedOption,
    month_of,
    read_inputs,
)
from roster.cli.speech import speech, t
from roster.model.capacity import capacity_by_week
from roster.model.problem import Problem
from roster.solver.pins import refuse_conflicting_pins
from roster.text import day_text, span_text, weekday_text


def check_command(
    inputs: InputsArgument,
    month: MonthOption,
    store: StoreOption = None,
    unannounced: UnannouncedOption = False,
) -> None:
    """Read the inputs, tell every problem, show capacity against demand."""
    problem = read_inputs(inputs, month_of(month), store, assume_calendar=unannounced)
    refuse_conflicting_pins(problem)
    name = problem.settings.county
    speech.say(
        f"{name} {month}：输入无误。{len(problem.people)}人，{len(problem.sites)}个站点，"
        f"{len(problem.calendar.workdays(problem.month.first, problem.month.last))}个工作日，"
        f"历史值班{len(problem.history)}条。",
        f"{name} {month}: the inputs are valid. {len(problem.people)} people, {len(problem.sites)} sites, "
        f"{len(problem.calendar.workdays(problem.month.first, problem.month.last))} workdays, "
        f"{len(problem.history)} past duties.",
    )
    speech.console().print(_capacity(problem))


def _capacity(problem: Problem) -> Table:
    table = Table(title=t("可用人力与需求（人次）", "capacity and demand (person-duties)"))
    for zh, en in (
        ("周", "week"),
        ("中心", "centre"),
        ("站点", "stations"),
        ("需求", "demand"),
        ("可用", "capacity"),
        ("余量", "spare"),
        ("最紧的一天", "tightest day"),
        ("当日可用", "free that day"),
    ):
        table.add_column(t(zh, en), justify="left" if zh in ("周", "最紧的一天") else "right")
    for week in capacity_by_week(problem):
        day = f"{day_text(week.tightest).to(speech.lang)} {weekday_text(week.tightest).to(speech.lang)}"
        spare = f"[red]{week.spare}[/red]" if week.spare < 0 else str(week.spare)
        table.add_row(
            span_text(week.start, week.end).to(speech.lang),
            str(week.centre),
            str(week.stations),
            str(week.demand),
            str(week.capacity),
            spare,
            day,
            t(f"{week.free}人", f"{week.free} people"),
        )
    return table
