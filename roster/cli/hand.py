"""What the commands that change a month share: who does it, on which day, to which county's month."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from typing import Annotated

import typer

from roster.cli.common import day_of
from roster.cli.speech import t
from roster.errors import UnknownError
from roster.io.fields import FieldError, note
from roster.model.gate import SHANGHAI
from roster.store import Store
from roster.text import Text

LONGEST_REASON = 200
CountyOption = Annotated[
    str | None,
    typer.Option(
        "--county",
        metavar=t("县区", "COUNTY"),
        help=t(
            "县区代码；数据库中只有一个县区时不用写",
            "the county's id; needed where there are several",
        ),
    ),
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        envvar="ROSTER_BY",
        metavar=t("经办人", "NAME"),
        help=t(
            "经办人，记入留痕；默认登录名", "who does it, for the record; default: the login name"
        ),
    ),
]
ReasonOption = Annotated[
    str,
    typer.Option(
        "--reason", metavar=t("理由", "REASON"), help=t("理由，记入留痕", "why, for the record")
    ),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar=t("年-月-日", "YYYY-MM-DD"),
        help=t("在哪一天改动，默认今天", "the day of the change; default: today"),
    ),
]


def county_of(store: Store, county: str | None) -> str:
    """The county asked for, or the store's only one. Raises UnknownError."""
    known = store.counties()
    if county is None and len(known) == 1:
        return known[0]
    if county in known:
        return county
    told = "、".join(known)
    if county is None and known:
        raise UnknownError(
            Text(
                f"数据库中有几个县区（{told}），请用 --county 指明",
                f"several counties ({', '.join(known)}); say which with --county",
            )
        )
    raise UnknownError(
        Text(
            f"没有县区“{county or ''}”的排班（已有：{told or '无'}），请先运行 roster plan",
            f"no roster of county {county or ''!r} (known: {', '.join(known) or 'none'}); "
            "run roster plan first",
        )
    )


def reason_of(text: str) -> str:
    """The reason on one line. Raises BadParameter where it holds control characters or is too long."""
    try:
        reason = note(text)
    except FieldError as error:
        raise typer.BadParameter(t(*error.message), param_hint="--reason") from None
    if len(reason) > LONGEST_REASON:
        raise typer.BadParameter(
            t(
                f"理由太长，最多{LONGEST_REASON}个字",
                f"the reason is too long: at most {LONGEST_REASON} characters",
            ),
            param_hint="--reason",
        )
    return reason.strip()


def who(by: str | None) -> str:
    """Who does it: as said, else the login name."""
    if by and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name on this system
        return ""


def today(on: str | None) -> date:
    """The day of the change: as said, else today in China."""
    return datetime.now(SHANGHAI).date() if on is None else day_of(on, "--on")
