"""The commands that say what happened to a month: absent, present, close, pin, unpin, visit, frequency."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

import typer

from roster.cli.changing import change_kinds as kinds
from roster.cli.changing.change_options import How, with_options
from roster.cli.changing.edit_wanted import SESSIONS, spot_of
from roster.cli.changing.repair import Asked, change_months
from roster.cli.common import MonthOption, month_of
from roster.cli.hand import reason_of
from roster.cli.speech import t
from roster.io.fields import FieldError
from roster.io.fields import day as day_in
from roster.model.sites import Session

LONGEST = timedelta(days=366)
PersonArgument = Annotated[
    str, typer.Argument(metavar=t("人员", "PERSON"), help=t("姓名或编号", "name or id"))
]
SiteArgument = Annotated[
    str, typer.Argument(metavar=t("站点", "SITE"), help=t("站点名或编号", "name or id of the site"))
]
DaysArgument = Annotated[
    str,
    typer.Argument(
        metavar=t("日期", "DAYS"),
        help=t("2026-12-08，或 2026-12-08..10", "2026-12-08, or 2026-12-08..10"),
    ),
]
SpotArgument = Annotated[
    list[str],
    typer.Argument(
        metavar=t("日期 站点 [时段]", "DAY SITE [SESSION]"),
        help=t("如 2026-12-08 郭道镇 上午", "such as 2026-12-08 郭道镇 上午"),
    ),
]
SessionOption = Annotated[
    str | None,
    typer.Option(
        "--session",
        metavar=t("时段", "SESSION"),
        help=t("只是上午或下午", "the morning (上午) or afternoon (下午) only"),
    ),
]


@with_options
def absent_command(
    person: PersonArgument,
    days: DaysArgument,
    session: SessionOption = None,
    *,
    how: How,
) -> None:
    """A person cannot serve on these days."""
    start, end = days_of(days)
    made = kinds.absent(person, start, end, _session(session), how.reason)
    change_months([Asked(start, end, made)], how)


@with_options
def present_command(
    person: PersonArgument,
    days: DaysArgument,
    session: SessionOption = None,
    *,
    how: How,
) -> None:
    """A person can serve on these days after all: leave is taken back."""
    start, end = days_of(days)
    made = kinds.present(person, start, end, _session(session), how.reason)
    change_months([Asked(start, end, made)], how)


@with_options
def close_command(
    site: SiteArgument,
    days: DaysArgument,
    session: SessionOption = None,
    *,
    how: How,
) -> None:
    """A site is closed on these days."""
    start, end = days_of(days)
    made = kinds.closed(site, start, end, _session(session), how.reason)
    change_months([Asked(start, end, made)], how)


@with_options
def pin_command(
    person: PersonArgument,
    where: SpotArgument,
    *,
    how: How,
) -> None:
    """A duty has to be: this person, that day, there."""
    spot = spot_of(where, "DAY SITE")
    if not spot.site:
        raise typer.BadParameter(
            t("没有写站点", "no site is given"), param_hint=t("日期 站点", "DAY SITE")
        )
    made = kinds.pinned(person, spot, how.reason)
    change_months([Asked(spot.day, spot.day, made)], how)


@with_options
def unpin_command(
    person: PersonArgument,
    where: SpotArgument,
    *,
    how: How,
) -> None:
    """A pinned duty no longer has to be."""
    spot = spot_of(where, "DAY SITE")
    made = kinds.unpinned(person, spot, how.reason)
    change_months([Asked(spot.day, spot.day, made)], how)


@with_options
def visit_command(
    site: SiteArgument,
    day: DaysArgument,
    extra: Annotated[
        str,
        typer.Option(
            "--extra",
            metavar=t("事由", "WHY"),
            help=t("加场的事由，如 庙会", "what the extra visit is for, such as 庙会"),
        ),
    ],
    persons: Annotated[
        int,
        typer.Option(
            "--persons",
            min=1,
            max=20,
            metavar=t("人数", "NUMBER"),
            help=t("几人", "how many persons"),
        ),
    ] = 1,
    session: SessionOption = None,
    *,
    how: How,
) -> None:
    """A station is visited on a day beyond its frequency."""
    start, end = days_of(day)
    if start != end:
        raise typer.BadParameter(t("加场只写一天", "one day only"), param_hint=t("日期", "DAYS"))
    why = reason_of(extra)
    made = kinds.extra(site, start, _session(session), persons, why)
    how = how._replace(reason=why)
    change_months([Asked(start, end, made)], how)


@with_options
def frequency_command(
    site: SiteArgument,
    often: Annotated[
        str,
        typer.Argument(
            metavar=t("频次", "FREQUENCY"),
            help=t("如 每周2次、每两周1次、每月1次", "每周2次, 每两周1次, 每月1次"),
        ),
    ],
    month: MonthOption,
    *,
    how: How,
) -> None:
    """A station is visited more or less often in the month."""
    first = month_of(month).first
    made = kinds.oftener(site, often, how.reason)
    change_months([Asked(first, first, made)], how)


def days_of(text: str) -> tuple[date, date]:
    """2026-12-08, 2026-12-08..10, 2026-12-28..2027-01-05, 12月28日至31日 with the year in front: the first
    day and the last, both included. Raises BadParameter.
    """
    first, *rest = re.split(r"\.\.+|—+|~|～|至|到", text.strip(), maxsplit=1)
    try:
        start = day_in(first.strip())
        end = _end_of(start, rest[0]) if rest else start
    except (FieldError, ValueError):
        raise typer.BadParameter(
            t(
                f"“{text}”不是日期，应写作 2026-12-08 或 2026-12-08..10",
                f"{text!r} is no day, write 2026-12-08 or 2026-12-08..10",
            ),
            param_hint=t("日期", "DAYS"),
        ) from None
    wrong = None
    if end < start:
        wrong = t(f"“{text}”的结束早于开始", f"{text!r} ends before it starts")
    elif end - start > LONGEST:
        wrong = t(f"“{text}”超过一年", f"{text!r} is longer than a year")
    if wrong:
        raise typer.BadParameter(wrong, param_hint=t("日期", "DAYS"))
    return start, end


def _end_of(start: date, text: str) -> date:
    """The end of a span: a day, 12-10, or 10 in the month of the start. Raises ValueError."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    if not 1 <= len(numbers) <= len(("year", "month", "day")) or re.search(
        r"[^\d\s年月日./-]", text
    ):
        raise ValueError(text)
    year, month, day = [start.year, start.month][: 3 - len(numbers)] + numbers
    return date(year, month, day)


def _session(text: str | None) -> Session | None:
    """The half day asked for. Raises BadParameter."""
    if text is None:
        return None
    if text not in SESSIONS:
        raise typer.BadParameter(
            t(f"“{text}”应为 全天、上午或下午", f"{text!r} must be 全天, 上午 or 下午"),
            param_hint="--session",
        )
    return SESSIONS[text]
