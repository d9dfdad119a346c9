"""roster show: the roster as a table in the terminal."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

import typer
from rich.table import Table

from roster.cli.common import CountyArgument, MonthOption, StoreOption, day_of, month_of, newest
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.cli.tables import add_row, distinct_names, plain_table, shortage_lines
from roster.errors import UnknownError
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.model.roster import STATUS_NAMES
from roster.model.sites import SESSION_NAMES
from roster.text import Text, day_text, weekday_text


def show_command(
    county: CountyArgument,
    month: MonthOption,
    person: Annotated[
        str | None,
        typer.Option(
            "--person",
            metavar=t("人员", "PERSON"),
            help=t("只看一人（姓名或编号）", "one person, by name or id"),
        ),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(
            "--site",
            metavar=t("站点", "SITE"),
            help=t("只看一个站点（名称或编号）", "one site, by name or id"),
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--day",
            metavar=t("年-月-日", "YYYY-MM-DD"),
            help=t("只看一天，如 2026-12-08", "one day, e.g. 2026-12-08"),
        ),
    ] = None,
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
    """Print a month, or one person's, one site's, one day's part of it."""
    wanted = month_of(month)
    on = None if day is None else day_of(day, "--day")
    with existing(store) as opened:
        found = newest(opened, county, wanted)
        if revision is not None:
            found = opened.revision(county, wanted, revision)
    people = _matching(found.roster.people, person)
    sites = _matching(found.roster.sites, site)
    duties = [
        duty
        for duty in found.roster.duties
        if duty.person in people and duty.site in sites and on in (None, duty.date)
    ]
    speech.console().print(_table(found, duties))
    if not duties:
        speech.say("没有值班。", "no duties.")
    if person is site is day is None:
        for line in shortage_lines(found.roster):
            speech.say(line.zh, line.en)


def _matching(names: dict[str, str], wanted: str | None) -> set[str]:
    """The ids that bear the name or are it; all where none is wanted. Raises UnknownError."""
    found = {key for key, name in names.items() if wanted in (None, key, name)}
    if not found and wanted is not None:
        raise UnknownError(
            Text(
                f"没有“{wanted}”，可选：{'、'.join(names.values())}",
                f"no {wanted!r}; known: {', '.join(names.values())}",
            )
        )
    return found


def _table(found: Revision, duties: list[Duty]) -> Table:
    status = STATUS_NAMES[found.roster.status].to(speech.lang)
    county, month = found.problem.settings.county, found.roster.month
    table = plain_table(
        t(
            f"{county} {month} 第{found.number}版（{status}）",
            f"{county} {month}, revision {found.number} ({status})",
        ),
        [
            t("日期", "date"),
            t("星期", "weekday"),
            t("站点", "site"),
            t("时段", "session"),
            t("人员", "people"),
            t("执业机构", "firm"),
        ],
    )
    names = distinct_names(found.roster.people)
    for key, group in groupby(duties, key=lambda d: (d.date, d.site, d.session)):
        people = [found.problem.person[duty.person] for duty in group]
        on, where, session = key
        add_row(
            table,
            day_text(on).to(speech.lang),
            weekday_text(on).to(speech.lang),
            found.roster.sites[where],
            SESSION_NAMES[session].to(speech.lang),
            t("、", ", ").join(names[p.id] for p in people),
            t("、", ", ").join(p.firm or "—" for p in people),
        )
    return table
