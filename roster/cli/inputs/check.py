"""roster check: are the inputs usable, and do they leave room enough?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import typer

from roster.cli.common import (
    InputsArgument,
    MonthOption,
    StoreOption,
    UnannouncedOption,
    examined,
    month_of,
)
from roster.cli.inputs.capacity import sentence, tight_spots, week_table
from roster.cli.inputs.findings import assumptions_text, problems_text
from roster.cli.inputs.fix import FixOption, ToOption, require_together, write_fixed
from roster.cli.speech import speech
from roster.errors import Finding, InputError, PinConflictError
from roster.io import Examination
from roster.io.sheets.adjustments import UNANNOUNCED
from roster.model.problem import Problem
from roster.solver.pins import refuse_conflicting_pins
from roster.text import Lang, Text


def check_command(
    inputs: InputsArgument,
    month: MonthOption,
    store: StoreOption = None,
    unannounced: UnannouncedOption = False,
    fix: FixOption = False,
    to: ToOption = None,
) -> None:
    """Read the inputs, tell every problem, show capacity against demand."""
    require_together(fix, to)
    if fix:
        write_fixed(inputs, month_of(month), to, assume_calendar=unannounced)
    problem = _told(examined(inputs, month_of(month), store, assume_calendar=unannounced))
    _refuse_pins(problem, fix)
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
    speech.console().print(week_table(problem))
    if found := tight_spots(problem):
        for tight in found:
            speech.say(*sentence(tight))
        speech.say("原因和办法见 roster capacity。", "For causes and remedies see roster capacity.")


def _refuse_pins(problem: Problem, fix: bool) -> None:
    """Refuse pins that contradict; no cell of a copy is wrong by itself then. Raises PinConflictError."""
    try:
        refuse_conflicting_pins(problem)
    except PinConflictError:
        if fix:
            told = Text(
                "下面的矛盾不在某一格里，整理好的一份没有标出，请照下面的说明改“固定安排”：",
                "the contradiction below is in no single cell and not marked in the tidy copy; "
                "change 固定安排 as it says:",
            )
            speech.complain(told)
        raise


def _told(found: Examination) -> Problem:
    """The problem, once everything that was assumed is said. Exits with 2 where anything is wrong."""
    if found.problems:
        speech.complain(_both(problems_text, found.problems))
    if found.assumptions:
        told = _both(assumptions_text, found.assumptions)
        if found.problems:
            speech.complain(told)
        else:
            speech.say(*told)
    if found.problem is None:
        raise typer.Exit(InputError.exit_code)
    return found.problem


def _both(text_of: Callable[[Sequence[Any], Lang], str], found: Sequence[Finding]) -> Text:
    return Text(text_of(found, "zh"), text_of(found, "en"))
