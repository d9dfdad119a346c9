"""roster swap: two persons change duties; each step is recorded, the clerk approves."""

from __future__ import annotations

from typing import Annotated

import typer

from roster.cli.changing.edit_wanted import spot_of
from roster.cli.changing.effects import tell_effects
from roster.cli.changing.saving import keep
from roster.cli.changing.swap_desk import (
    AsOption,
    NoteOption,
    NumberArgument,
    ReturnOption,
    SwapDesk,
)
from roster.cli.changing.swap_list import tell_eligible, tell_swaps
from roster.cli.common import OUTPUTS, OutputsOption, StoreOption, month_of
from roster.cli.hand import ByOption, CountyOption, OnOption, county_of, reason_of
from roster.cli.help import Command, Group
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.model import swap_steps
from roster.model.calendar import Month
from roster.model.swap_checks import approvable_by_reason
from roster.model.swaps import Swap

swap_app = typer.Typer(name="swap", cls=Group, no_args_is_help=True, rich_markup_mode=None)

PersonArgument = Annotated[
    str,
    typer.Argument(metavar=t("人员", "PERSON"), help=t("谁要换班（姓名或编号）", "who asks")),
]
DayArgument = Annotated[
    str,
    typer.Argument(metavar=t("日期", "DAY"), help=t("哪一班，如 2026-12-08", "e.g. 2026-12-08")),
]
SiteArgument = Annotated[
    str,
    typer.Argument(
        metavar=t("站点", "SITE"),
        help=t("站点；当天只有一班时可省", "where; needed where there are several duties"),
    ),
]


@swap_app.command(
    "ask",
    cls=Command,
    help=t(
        "问一个人愿不愿换（可要对方还一班）", "ask one person, for a duty in return if you like"
    ),
)
def ask(
    person: PersonArgument,
    day: DayArgument,
    partner: Annotated[
        str,
        typer.Option(
            "--with",
            metavar=t("人员", "PERSON"),
            help=t("问谁（姓名或编号）", "who is asked (name or id)"),
        ),
    ],
    site: SiteArgument = "",
    in_return: ReturnOption = None,
    reason: NoteOption = "",
    county: CountyOption = None,
    by: ByOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """A request to one person."""
    spot = spot_of([day, *site.split()], "DAY")
    with existing(store) as opened:
        desk = SwapDesk(opened, county_of(opened, county), Month.of(spot.day), on, by)
        duty, other = desk.duty(desk.person(person), spot), desk.person(partner)
        back = desk.in_return(other, in_return)
        swap = swap_steps.request(desk.now, desk.others, duty, other, back, reason)
        kept = opened.add_swap(swap)
        desk.tell(kept)
        _tell_overridable(desk, kept)


@swap_app.command(
    "offer",
    cls=Command,
    help=t("这一班谁来都行，列出来得了的人", "who takes it? lists the eligible"),
)
def offer(
    person: PersonArgument,
    day: DayArgument,
    site: SiteArgument = "",
    reason: NoteOption = "",
    county: CountyOption = None,
    by: ByOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """An open offer."""
    spot = spot_of([day, *site.split()], "DAY")
    with existing(store) as opened:
        desk = SwapDesk(opened, county_of(opened, county), Month.of(spot.day), on, by)
        duty = desk.duty(desk.person(person), spot)
        kept = opened.add_swap(
            swap_steps.request(desk.now, desk.others, duty, note=reason_of(reason))
        )
        desk.tell(kept)
        tell_eligible(desk, kept)


@swap_app.command(
    "accept",
    cls=Command,
    help=t(
        "对方同意；或认领一个公开的换班", "the one who was asked agrees, or somebody takes an offer"
    ),
)
def accept(
    number: NumberArgument,
    person: Annotated[
        str,
        typer.Option(
            "--as",
            metavar=t("人员", "PERSON"),
            help=t("谁同意（姓名或编号）；经办人另记", "who agrees; who really does it is --by"),
        ),
    ],
    in_return: ReturnOption = None,
    reason: NoteOption = "",
    by: ByOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """The other person agrees."""
    with existing(store) as opened:
        desk, swap = SwapDesk.of(opened, number, on, by)
        other = desk.person(person)
        back = desk.in_return(other, in_return)
        taken = swap_steps.accept(swap, desk.now, desk.others, other, back, reason)
        desk.tell(opened.step_swap(taken))
        _tell_overridable(desk, taken)


@swap_app.command(
    "decline", cls=Command, help=t("被问的人不同意", "the one who was asked declines")
)
def decline(
    number: NumberArgument,
    person: AsOption = None,
    reason: NoteOption = "",
    by: ByOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """The other person does not agree."""
    with existing(store) as opened:
        desk, swap = SwapDesk.of(opened, number, on, by)
        who = None if person is None else desk.person(person)
        desk.tell(opened.step_swap(swap_steps.decline(swap, desk.now, who, reason)))


@swap_app.command(
    "withdraw", cls=Command, help=t("提出的人撤回", "the one who asked takes it back")
)
def withdraw(
    number: NumberArgument,
    person: AsOption = None,
    reason: NoteOption = "",
    by: ByOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """The asker takes it back."""
    with existing(store) as opened:
        desk, swap = SwapDesk.of(opened, number, on, by)
        who = None if person is None else desk.person(person)
        desk.tell(opened.step_swap(swap_steps.withdraw(swap, desk.now, who, reason)))


@swap_app.command(
    "approve",
    cls=Command,
    help=t("批准：再复核一遍，存为草稿", "approve: audited again, kept as a draft"),
)
def approve(
    number: NumberArgument,
    reason: NoteOption = "",
    by: ByOption = None,
    on: OnOption = None,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> None:
    """The clerk agrees; the swap becomes a draft."""
    with existing(store) as opened:
        desk, swap = SwapDesk.of(opened, number, on, by)
        approved, checked = swap_steps.approve(swap, desk.now, reason_of(reason))
        if checked is not None:
            tell_effects(checked)
            why = reason_of(reason) or t(f"换班第{number}号", f"swap no. {number}")
            keep(opened, desk.revision, checked, by=desk.now.by, why=why, outputs=outputs)
        desk.tell(opened.step_swap(approved))


@swap_app.command("refuse", cls=Command, help=t("不批准，须写理由", "refuse, with a reason"))
def refuse(
    number: NumberArgument,
    reason: NoteOption,
    by: ByOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """The clerk does not agree."""
    with existing(store) as opened:
        desk, swap = SwapDesk.of(opened, number, on, by)
        desk.tell(opened.step_swap(swap_steps.refuse(swap, desk.now, reason_of(reason))))


@swap_app.command(
    "list",
    cls=Command,
    help=t("还没办完的换班；--all 连同办完的和每一步", "what is open; --all: all"),
)
def list_swaps(
    every: Annotated[
        bool, typer.Option("--all", help=t("全部，每一步都列出", "all of them, with every step"))
    ] = False,
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar=t("年-月", "YYYY-MM"), help=t("只看一个月", "one month only")
        ),
    ] = None,
    county: CountyOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """The county's swaps."""
    with existing(store) as opened:
        name = county_of(opened, county)
        found = opened.swaps(name, None if month is None else month_of(month))
        tell_swaps(opened, name, found, on, every=every)


def _tell_overridable(desk: SwapDesk, swap: Swap) -> None:
    """What the clerk has to give a reason for."""
    for text in approvable_by_reason(swap, desk.now):
        speech.say(f"  批准时须写理由：{text.zh}", f"  to approve it takes a reason: {text.en}")
