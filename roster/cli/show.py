"""roster show: the roster as a table in the terminal."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

import typer
from rich.table import Table

from roster.cli.common import CountyArgument, MonthOption, StoreOption, day_of, month_of, newest
from roster.cli.speech import speech, t
from roster.cli.tables import shortage_lines
from roster.errors import UnknownError
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.model.roster import STATUS_NAMES
from roster.model.sites import SESSION_NAMES
from roster.store import open_store
from roster.text import Text, day_text, weekday_text


def show_command(
    county: CountyArgument,
    month: MonthOption,
    person: Annotated[
        str | None,
        typer.Option("--person", help=t("只看一人（姓名或编号）", "one person, by name or id")),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option("--site", help=t("只看一个站点（名称或编号）", "one site, by name or id")),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option("--day", help=t("只看一天，如 2026-12-08", "one day, e.g. 2026-12-08")),
    ] = None,
    revision: Annotated[
        int | None,
        typer.Option("--revision", min=1, help=t("版次，默认最新", "revision; default: newest")),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Print a month, or one person's, one site's, one day's part of it."""
    wanted = month_of(month)
    with open_store(store) as opened:
        found = newest(opened, county, wanted)
        if revision is not None:
            found = opened.revision(county, wanted, revision)
    duties = [
        duty
        for duty in found.roster.duties
        if (person is None or duty.person in _matching(found.roster.people, person))
        and (site is None or duty.site in _matching(found.roster.sites, site))
        and (day is None or duty.date == day_of(day, "--day"))
    ]
    _refuse_unknown(found, person, site)
    speech.console().print(_table(found, duties))
    if person is site is day is None:
        for line in shortage_lines(found.roster):
            speech.say(line.zh, line.en)


def _matching(names: dict[str, str], wanted: str) -> set[str]:
    return {key for key, name in names.items() if wanted in (key, name)}


def _refuse_unknown(found: Revision, person: str | None, site: str | None) -> None:
    for wanted, names in ((person, found.roster.people), (site, found.roster.sites)):
        if wanted is not None and not _matching(names, wanted):
            raise UnknownError(
                Text(
                    f"没有“{wanted}”，可选：{'、'.join(names.values())}",
                    f"no {wanted!r}; known: {', '.join(names.values())}",
                )
            )


def _table(found: Revision, duties: list[Duty]) -> Table:
    status = STATUS_NAMES[found.roster.status].to(speech.lang)
    county, month = found.problem.settings.county, found.roster.month
    table = Table(
        title=t(
            f"{county} {month} 第{found.number}版（{status}）",
            f"{county} {month}, revision {found.number} ({status})",
        )
    )
    for zh, en in (
        ("日期", "date"),
        ("星期", "weekday"),
        ("站点", "site"),
        ("时段", "session"),
        ("人员", "people"),
        ("执业机构", "firm"),
    ):
        table.add_column(t(zh, en))
    for key, group in groupby(duties, key=lambda d: (d.date, d.site, d.session)):
        people = [found.problem.person[duty.person] for duty in group]
        on, where, session = key
        table.add_row(
            day_text(on).to(speech.lang),
            weekday_text(on).to(speech.lang),
            found.roster.sites[where],
            SESSION_NAMES[session].to(speech.lang),
            "、".join(p.name for p in people),
            "、".join(p.firm for p in people),
        )
    return table
