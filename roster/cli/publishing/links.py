"""roster links: secret calendar addresses of persons, made, listed, changed for new ones, revoked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roster.cli.common import StoreOption
from roster.cli.hand import ByOption, CountyOption, ReasonOption, county_of
from roster.cli.help import Command, Group
from roster.cli.publishing.link_desk import LinkDesk
from roster.cli.speech import t
from roster.cli.stores import existing

links_app = typer.Typer(name="links", cls=Group, no_args_is_help=True, rich_markup_mode=None)

PeopleArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=t("人员…", "PERSON..."),
        help=t("谁（姓名或编号）；不写为全部", "who (names or ids); everybody where none is named"),
    ),
]
NamedArgument = Annotated[
    list[str],
    typer.Argument(
        metavar=t("人员…", "PERSON..."), help=t("谁（姓名或编号）", "who (names or ids)")
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar=t("网址", "ADDRESS"),
        help=t(
            "日历服务的网址，默认“规则”表的“日历网址”",
            "where roster serve-feeds is reached; default: the setting 日历网址",
        ),
    ),
]
ToOption = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar=t("文件夹", "FOLDER"),
        help=t(
            "把二维码（PDF）和网址写到这里，不显示在屏幕上",
            "write QR codes (PDF) and addresses here instead of showing them",
        ),
    ),
]


@links_app.command(
    "make",
    cls=Command,
    help=t("给还没有地址的人每人一个", "an address for everybody who has none"),
)
def make(
    people: PeopleArgument = None,
    base: BaseOption = None,
    to: ToOption = None,
    county: CountyOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
) -> None:
    """New addresses, shown once."""
    with existing(store) as opened:
        desk = LinkDesk(opened, county_of(opened, county), by, reason)
        desk.give(desk.without_address(people or []), base, to)


@links_app.command(
    "rotate",
    cls=Command,
    help=t("收回旧地址，换一个新的", "a new address in place of the old one"),
)
def rotate(
    people: NamedArgument,
    base: BaseOption = None,
    to: ToOption = None,
    county: CountyOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
) -> None:
    """New addresses for those named; the old ones are good no longer."""
    with existing(store) as opened:
        desk = LinkDesk(opened, county_of(opened, county), by, reason)
        desk.give(desk.named(people), base, to)


@links_app.command(
    "list", cls=Command, help=t("谁有地址，何时发出、收回", "who has an address since when")
)
def list_(county: CountyOption = None, store: StoreOption = None) -> None:
    """The county's addresses, by their digests."""
    with existing(store) as opened:
        LinkDesk(opened, county_of(opened, county)).tell()


@links_app.command(
    "revoke", cls=Command, help=t("收回地址，不发新的", "an address is good no longer")
)
def revoke(
    people: NamedArgument,
    county: CountyOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
) -> None:
    """The addresses of those named are revoked."""
    with existing(store) as opened:
        LinkDesk(opened, county_of(opened, county), by, reason).revoke(people)
