"""roster check: are the inputs usable, and do they leave room enough?"""

from __future__ import annotations

from rich.table import Table
from rich.text import Text as RichText

from roster.cli.common import (
    InputsArgument,
    MonthOption,
    StoreOption,
    UnannouncedOption,
    month_of,
    read_inputs,
)
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.io.adjustments import UNANNOUNCED
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
    name, people, sites = problem.settings.county, len(problem.people), len(problem.sites)
    workdays = len(problem.calendar.workdays(problem.month.first, problem.month.last))
    speech.say(
        f"{name} {problem.month}：输入无误。{people}人，{sites}个站点，{workdays}个工作日，"
        f"历史值班{len(problem.history)}条。",
        f"{name} {problem.month}: the inputs are valid. {people} people, {sites} sites, "
        f"{workdays} workdays, {len(problem.history)} past duties.",
    )
    if not problem.calendar.announced:
        speech.say(*UNANNOUNCED)
    speech.console().print(_capacity(problem))


def _capacity(problem: Problem) -> Table:
    table = plain_table(
        t("可用人力与需求（人次）", "capacity and demand (person-duties)"),
        [t("周", "week"), t("最紧的一天", "tightest day")],
        (
            t("当日", "free"),
            t("中心", "centre"),
            t("站点", "stations"),
            t("需求", "demand"),
            t("可用", "capacity"),
            t("余量", "spare"),
        ),
    )
    for week in capacity_by_week(problem):
        day = f"{day_text(week.tightest).to(speech.lang)} {weekday_text(week.tightest).to(speech.lang)}"
        add_row(
            table,
            span_text(week.start, week.end).to(speech.lang),
            day,
            t(f"{week.free}人", f"{week.free} people"),
            str(week.centre),
            str(week.stations),
            str(week.demand),
            str(week.capacity),
            RichText(str(week.spare), style="red" if week.spare < 0 else ""),
        )
    return table
