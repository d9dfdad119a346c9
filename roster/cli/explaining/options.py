"""The options of roster explain … what-if, as written and as read."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from roster.cli.speech import t
from roster.model.proposals import Proposal

LeavesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--leaves",
        metavar=t("人员[=日期]", "PERSON[=DAY]"),
        help=t("假如此人离任，可写从哪天起", "this person leaves, from a day if you like"),
    ),
]
AwayOption = Annotated[
    list[str] | None,
    typer.Option(
        "--away",
        metavar=t("人员=日期..日期", "PERSON=DAY..DAY"),
        help=t("假如此人这些天请假", "this person is on leave"),
    ),
]
WeeklyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--weekly",
        metavar=t("站点[=次数]", "SITE[=TIMES]"),
        help=t("假如此站每周坐班1次，或几次", "this station is visited weekly"),
    ),
]
FrequencyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--frequency",
        metavar=t("站点=频次", "SITE=FREQUENCY"),
        help=t("假如此站改为如 每两周1次", "this station is visited 每两周1次"),
    ),
]
BudgetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--budget",
        metavar=t("预算", "BUDGET"),
        help=t(
            "假如补贴预算增减 -10%、-2000，或定为多少元", "the budget: -10%, -2000, or so many yuan"
        ),
    ),
]
LimitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar=t("名称=数", "NAME=NUMBER"),
        help=t(
            "假如上限改动：每人每周上限=4，或某人每周上限：李喆=2",
            "a limit: 每人每周上限=4, or a person's week: 李喆=2",
        ),
    ),
]
AddOption = Annotated[
    list[str] | None,
    typer.Option(
        "--add",
        metavar=t("类别", "CATEGORY"),
        help=t("假如增加一人，写人员类别，如 律师", "one more person of a category, such as 律师"),
    ),
]


class Wanted(NamedTuple):
    """What the options ask for, as written."""

    leaves: list[str] | None
    away: list[str] | None
    weekly: list[str] | None
    frequency: list[str] | None
    budget: list[str] | None
    limit: list[str] | None
    add: list[str] | None


class Asked(NamedTuple):
    """What one option asks for; ``thing`` is what it changes, empty where that may be asked twice."""

    thing: tuple[str, ...]
    proposal: Proposal
