"""roster calendar: a month day by day, with its markets and fairs, for the clerk to confirm."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as RichText

from roster.cli.common import MonthOption, month_of, read_inputs
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.io.lunar import lunar
from roster.io.sheets.adjustments import UNANNOUNCED
from roster.io.workdays import NO_ADJUSTMENTS, build_calendar
from roster.model.calendar import Calendar, Day, Month
from roster.model.sites import Site
from roster.text import Text, day_text, weekday_text

WORKS, RESTS = Text("上班", "work"), Text("休息", "off")


def calendar_command(
    month: MonthOption,
    inputs: Annotated[
        Path | None,
        typer.Argument(
            metavar=t("输入", "INPUTS"),
            help=t(
                "工作簿或文件夹；不写则只列工作日和农历",
                "the inputs; without them workdays and lunar dates only",
            ),
        ),
    ] = None,
) -> None:
    """Print the month's workdays, lunar dates, markets and fairs."""
    wanted = month_of(month)
    calendar, name = build_calendar(wanted, NO_ADJUSTMENTS), ""
    sites: tuple[Site, ...] = ()
    if inputs is not None:
        problem = read_inputs(inputs, wanted, None, assume_calendar=True, read_calendars=False)
        calendar, sites, name = problem.calendar, problem.sites, problem.settings.county
    held = tuple(s for s in sites if s.market or s.fairs)
    speech.console().print(_days(f"{name} {wanted}".strip(), wanted, calendar, held))
    if held:
        speech.console().print(_words(held))
    _count(wanted, calendar)


def _days(title: str, month: Month, calendar: Calendar, sites: tuple[Site, ...]) -> Table:
    head = [
        t("日期", "date"),
        t("星期", "weekday"),
        t("上班或休息", "work or off"),
        t("农历", "lunar"),
    ]
    head += [t("日支", "branch")]
    table = plain_table(title, head + ([t("逢集、庙会", "markets and fairs")] if sites else []))
    for day in month.days:
        entry, found = calendar[day], lunar(day)
        cells: list[str | RichText] = [
            day_text(day).to(speech.lang),
            weekday_text(day).to(speech.lang),
            _state(entry),
            f"{entry.lunar}{f'（{found.term}）' if found and found.term else ''}",
            found.branch if found else "",
        ]
        add_row(table, *cells, *([_held(day, sites)] if sites else []))
    return table


def _state(day: Day) -> RichText:
    state = WORKS if day.workday else RESTS
    label = f"（{day.label}）" if day.label else ""
    style = "yellow" if day.make_up else "" if day.workday else "dim"
    return RichText(f"{state.to(speech.lang)}{label}", style=style)


def _held(day: date, sites: tuple[Site, ...]) -> str:
    fair = t("庙会", "fair")
    names = [
        f"{site.name}（{fair}）" if day in site.fair_days else site.name
        for site in sites
        if day in site.market_days
    ]
    return t("、", ", ").join(names)


def _words(sites: tuple[Site, ...]) -> Table:
    """Each station's words beside the dates they mean."""
    head = [t("站点", "station"), t("写法", "as written"), t("本月日期", "dates of the month")]
    table = plain_table(t("逢集、庙会", "markets and fairs"), head)
    for site in sites:
        days = [f"{d.day}{'*' if d in site.fair_days else ''}" for d in site.market_days]
        written = t("；", "; ").join(filter(None, (site.market, site.fairs)))
        add_row(table, site.name, written, t("、", ", ").join(days) or "—")
    table.caption = t("* 为庙会", "* is a fair") if any(s.fair_days for s in sites) else None
    return table


def _count(month: Month, calendar: Calendar) -> None:
    days = len(calendar.workdays(month.first, month.last))
    made_up = [day_text(d).to(speech.lang) for d in month.days if calendar[d].make_up]
    speech.say(
        f"工作日{days}天{'，其中调休上班' if made_up else ''}{'、'.join(made_up)}。",
        f"{days} workdays{', made up: ' if made_up else ''}{', '.join(made_up)}.",
    )
    if not calendar.announced:
        speech.say(*UNANNOUNCED)
