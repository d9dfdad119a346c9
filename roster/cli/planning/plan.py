"""roster plan: solve, audit, keep as a draft, write the files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from roster import __version__
from roster.cli.changing.recorded import Recorded, on_record, to_plan
from roster.cli.common import (
    OUTPUTS,
    InputsArgument,
    MonthOption,
    OutputsOption,
    StoreOption,
    UnannouncedOption,
    month_of,
    newest,
    read_inputs,
)
from roster.cli.hand import ByOption, OnOption, today, who
from roster.cli.planning.progress import progress_line
from roster.cli.publishing.outputs import require_writable, write_outputs
from roster.cli.speech import speech, t
from roster.cli.stores import existing, require_savable
from roster.cli.tables import levels_table, shortage_lines
from roster.errors import RosterError, SolveInterruptedError
from roster.io.copies import copy_of
from roster.io.sheets.adjustments import USUALLY
from roster.model.calendar import Month
from roster.model.changes import Change
from roster.model.problem import Problem
from roster.model.revision import Origin
from roster.model.roster import Roster, SolverSettings
from roster.solver.progress import Start
from roster.solver.repair import kept
from roster.solver.result import to_roster
from roster.solver.solve import solve
from roster.solver.ways_out import with_ways_out
from roster.store import open_store
from roster.text import Text

MOST_WORKERS = 8
WAYS_OUT = 0.2  # of the time limit: so long ways out of shortages are looked for at least
LONGEST = 86_400.0  # a day; no end at all could not be written into roster.json


def plan_command(
    inputs: InputsArgument,
    month: MonthOption,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            min=1,
            max=LONGEST,
            metavar=t("秒", "SECONDS"),
            help=t("求解时限（秒）", "seconds to solve"),
        ),
    ] = 45,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            metavar=t("数", "NUMBER"),
            help=t("求解线程数", "solver threads"),
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option("--seed", min=0, metavar=t("数", "NUMBER"), help=t("随机种子", "random seed")),
    ] = 1,
    deterministic: Annotated[
        bool,
        typer.Option(
            "--deterministic",
            help=t(
                "同样的输入在任何机器上得出同样的排班：时限按计算量计，默认1个线程",
                "the same roster from the same inputs on any machine: work is counted, not time; "
                "one thread unless --workers is given",
            ),
        ),
    ] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help=t(
                "接着本月最新一版往下求解（输入未变时）",
                "go on from the month's newest revision, where the inputs are the same",
            ),
        ),
    ] = False,
    afresh: Annotated[
        bool,
        typer.Option(
            "--afresh",
            help=t(
                "本月已公布时：未到的日子重新编排，不求少改",
                "a month that was published: plan the days to come anew, however much changes",
            ),
        ),
    ] = False,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
    unannounced: UnannouncedOption = False,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Make a month's roster."""
    wanted = month_of(month)
    problem = read_inputs(inputs, wanted, store, assume_calendar=unannounced)
    record = on_record(problem, wanted, store)
    problem, changes = to_plan(problem, record, today(on), afresh=afresh)
    _tell_record(problem, record, changes, afresh=afresh)
    source, origin = copy_of(inputs), Origin(by=who(by), changes=changes)
    require_savable(store)
    require_writable(outputs / problem.settings.county_id / str(wanted))
    settings = SolverSettings(
        workers=workers or (1 if deterministic else min(os.cpu_count() or 1, MOST_WORKERS)),
        seed=seed,
        time_limit=time_limit,
        deterministic=deterministic,
    )
    start = _start(problem, wanted, store) if resume else None
    if start is None and problem.baseline is not None:
        start = Start(tuple(kept(problem)), ())
    with progress_line() as watch:
        solution = solve(problem, settings, watch, start)
    if solution.interrupted:
        speech.say("正在停止，写出目前最好的一版……", "stopping; writing the best roster so far …")
    now = datetime.now(UTC)
    roster = to_roster(problem, solution, settings, planned_at=now, version=__version__)
    if not solution.interrupted:
        roster = with_ways_out(problem, roster, max(solution.left, time_limit * WAYS_OUT))
    with open_store(store) as opened:
        roster = opened.save_draft(problem, roster, created_at=now, origin=origin, source=source)
        _tell(problem, roster)  # before the files: where they cannot be written, the draft is kept
        folder = write_outputs(opened, roster.county, wanted, outputs, speech.lang)
    speech.say(f"文件在 {folder}", f"files in {folder}")
    if solution.interrupted:
        raise SolveInterruptedError(
            Text(
                "求解被中断：以上是中断前最好的一版，已保存。加 --resume 再运行可接着求解",
                "the search was interrupted: this is the best roster so far, and it is kept; run again "
                "with --resume to go on",
            )
        )


def _tell_record(
    problem: Problem, record: Recorded, changes: Sequence[Change], *, afresh: bool
) -> None:
    """What is counted beside the inputs."""
    for change in changes:
        text = change.text(problem)
        speech.say(f"计入已登记的变更：{text.zh}", f"counted, as on record: {text.en}")
    left = len(record.changes) - len(changes)
    if left:
        speech.say(
            f"另有{left}项已登记的变更，输入中已有或不再适用，没有计入。",
            f"{left} more on record are in the inputs already, or no longer apply.",
        )
    if record.in_force is not None:
        number = record.in_force.number
        how = Text("其余重新编排", "the rest is planned anew")
        if not afresh:
            how = Text(
                "其余尽量少改（要重新编排用 --afresh）", "the rest changes as little as can be"
            )
        speech.say(
            f"本月已公布第{number}版：已过和临近的日子不变，{how.zh}。",
            f"Revision {number} of the month is published: days past and near stay, {how.en}.",
        )


def _start(problem: Problem, month: Month, address: str | None) -> Start:
    """The newest revision, to go on from. Raises UnknownError where there is none, RosterError where
    it answers other inputs.
    """
    with existing(address) as opened:
        roster = newest(opened, problem.settings.county_id, month).roster
    if roster.inputs_digest != problem.digest:
        raise RosterError(
            Text(
                f"第{roster.revision}版之后输入有变动，不能接着求解；请去掉 --resume 重新排班",
                f"the inputs have changed since revision {roster.revision}; plan without --resume",
            )
        )
    return Start(roster.duties, roster.levels)


def _tell(problem: Problem, roster: Roster) -> None:
    speech.console().print(levels_table(roster))
    for line in shortage_lines(roster):
        speech.say(line.zh, line.en)
    duties, visits, short = len(roster.duties), len(roster.visits), len(roster.shortages)
    name = f"{problem.settings.county} {roster.month}"
    speech.say(
        f"{name} 第{roster.revision}版（草稿）已保存：{duties}次值班，{visits}次站点坐班，"
        f"{short}处缺口。",
        f"{name}, revision {roster.revision} (draft) is kept: {duties} duties, {visits} visits, "
        f"{short} shortages.",
    )
    if not roster.calendar_announced:
        speech.say(
            f"注意：本年度放假安排尚未公布，这份草稿不能公布。{USUALLY.zh}。",
            "Note: the year's holidays are not announced; this draft cannot be published. "
            f"They come {USUALLY.en}.",
        )
