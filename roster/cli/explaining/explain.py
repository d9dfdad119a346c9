"""roster explain: why it is so, what stands in the way, what would be otherwise. Changes nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.common import MonthOption, StoreOption, month_of, newest, read_inputs
from roster.cli.explaining.duty import tell_duty
from roster.cli.explaining.load import tell_load
from roster.cli.explaining.options import (
    AddOption,
    AwayOption,
    BudgetOption,
    FrequencyOption,
    LeavesOption,
    LimitOption,
    Wanted,
    WeeklyOption,
)
from roster.cli.explaining.shortage import tell_shortages
from roster.cli.explaining.what_if import tell_what_if
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import UnknownError
from roster.model.calendar import Month
from roster.model.comparison import shortage_text
from roster.model.levels import LEVEL_NAMES
from roster.model.revision import Revision
from roster.model.roster import STATUS_NAMES, SolverSettings
from roster.model.summary import proofs, states
from roster.text import Text

MOST_WORKERS = 8
TOPICS = {
    "duty": "duty",
    "班": "duty",
    "shortage": "shortage",
    "缺口": "shortage",
    "what-if": "what-if",
    "假如": "what-if",
    "load": "load",
    "负担": "load",
}
MOST_WORDS = {"duty": 3, "shortage": 1, "what-if": 0, "load": 1}  # that may follow the topic


def explain_command(
    county: Annotated[
        str,
        typer.Argument(
            metavar=t("县区", "COUNTY"),
            help=t("县区代码，或输入（同 roster plan）", "the county's id, or its inputs"),
        ),
    ],
    month: MonthOption,
    question: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=t("问题", "QUESTION"),
            help=t(
                "不写：总的情况。班 站点 日期 [人员]：为什么是他。缺口 [站点]：为什么缺、怎么补。"
                "负担 [人员]：谁值了多少。假如 加下面的选项：会怎样",
                "none: an overview. duty SITE DAY [PERSON]: why this person. shortage [SITE]: why, and "
                "ways out. load [PERSON]: who carries what. what-if with the options below",
            ),
        ),
    ] = None,
    leaves: LeavesOption = None,
    away: AwayOption = None,
    weekly: WeeklyOption = None,
    frequency: FrequencyOption = None,
    budget: BudgetOption = None,
    limit: LimitOption = None,
    add: AddOption = None,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            min=1,
            max=3600,
            metavar=t("秒", "SECONDS"),
            help=t("每次求解或每处缺口的时限（秒）", "seconds for each solve or shortage"),
        ),
    ] = 10,
    revision: Annotated[
        int | None,
        typer.Option(
            "--revision",
            min=1,
            metavar=t("版次", "NUMBER"),
            help=t("版次，默认最新", "revision; default: newest"),
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Answer a question about the month's newest revision."""
    topic, words = _topic(question or [])
    wanted = Wanted(leaves, away, weekly, frequency, budget, limit, add)
    if topic == "" and any(wanted):
        topic = "what-if"
    _refuse_surplus(topic, question or [], wanted)
    found = _revision(county, month_of(month), revision, store)
    settings = found.roster.solver
    quick = SolverSettings(
        workers=min(os.cpu_count() or 1, MOST_WORKERS), seed=settings.seed, time_limit=time_limit
    )
    _head(found)
    if topic == "duty":
        tell_duty(found, words)
    elif topic == "shortage":
        tell_shortages(found, words, quick)
    elif topic == "load":
        tell_load(found, words)
    elif topic == "what-if":
        tell_what_if(found, wanted, quick)
    else:
        _overview(found)


def _topic(question: list[str]) -> tuple[str, list[str]]:
    if not question:
        return "", []
    topic = TOPICS.get(question[0])
    if topic is None:
        raise UnknownError(
            Text(
                f"不知道“{question[0]}”是什么问题，可写：班、缺口、负担、假如",
                f"{question[0]!r} is no question; write duty, shortage, load or what-if",
            )
        )
    return topic, question[1:]


def _refuse_surplus(topic: str, question: list[str], wanted: Wanted) -> None:
    """Words and options that the question does not take. Raises UnknownError."""
    if topic == "":
        return
    much = question[1 + MOST_WORDS[topic] :]
    if topic != "what-if":
        much += [f"--{name}" for name, texts in zip(wanted._fields, wanted, strict=True) if texts]
    if much:
        told = " ".join(much)
        raise UnknownError(
            Text(
                f"“{question[0]}”的问题里多了：{told}",
                f"too much in the question {question[0]!r}: {told}",
            )
        )


def _revision(county: str, month: Month, number: int | None, store: str | None) -> Revision:
    """The revision to explain, by the county's id or its inputs; told where these are others by now."""
    path, digest = Path(county), None
    with existing(store) as opened:
        if county not in opened.counties() and path.exists():
            problem = read_inputs(path, month, store, assume_calendar=True)
            county, digest = problem.settings.county_id, problem.digest
        found = newest(opened, county, month)
        if number is not None:
            found = opened.revision(county, month, number)
    if digest not in (None, found.problem.digest):
        speech.say(
            "注意：输入在排班以后改过。以下说的是排班时的情况；要按现在的输入，请先重新排班。",
            "Note: the inputs changed since. What follows is true of the roster as planned; plan "
            "again to have the inputs of now.",
        )
    return found


def _head(found: Revision) -> None:
    status, settings = STATUS_NAMES[found.roster.status], found.problem.settings
    month = found.problem.planned_month
    speech.say(
        f"{settings.county}{month.year}年{month.month}月排班，第{found.number}版（{status.zh}）",
        f"{settings.county}, {month}, revision {found.number} ({status.en})",
    )


def _overview(found: Revision) -> None:
    problem, roster = found.problem, found.roster
    told = states(problem, roster.duties)
    proven = proofs(roster.levels)
    order = "、".join(LEVEL_NAMES[level].zh for level in told)
    en = ", ".join(LEVEL_NAMES[level].en for level in told)
    speech.say(
        f"\n一、排得怎么样（{order}，前面的优先）",
        f"\n1. How it stands ({en}: the first come first)",
    )
    for level, text in told.items():
        name, known = LEVEL_NAMES[level], proven.get(level, Text("", ""))
        speech.say(
            f"  {name.zh}：{text.zh}（{known.zh}）" if known.zh else f"  {name.zh}：{text.zh}",
            f"  {name.en}: {text.en} ({known.en})" if known.en else f"  {name.en}: {text.en}",
        )
    short = len(roster.shortages)
    speech.say(f"\n二、缺口{short}处", f"\n2. Shortages: {short}")
    for shortage in roster.shortages:
        line = shortage_text(problem, shortage)
        speech.say(f"  {line.zh}", f"  {line.en}")
    if short:
        speech.say("  原因和补法：加“缺口”再问", "  why, and ways out: ask for “shortage”")
    speech.say("\n三、谁值了多少", "\n3. Who carries what")
    tell_load(found, [])
