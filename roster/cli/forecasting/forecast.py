"""roster forecast: where the year will end against its target and its budget, and what would close a
gap.
"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from roster.cli.common import InputsArgument, StoreOption
from roster.cli.forecasting.forecast_gap import tell_gap
from roster.cli.forecasting.forecast_money import tell_subsidy
from roster.cli.forecasting.year_known import (
    Known,
    RecordsOption,
    SheetOption,
    UntilOption,
    YearOption,
    know,
    tell_grounds,
)
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.io.packaged.targets import target_of
from roster.model.demand_rates import CLEAR, FEWEST_MONTHS
from roster.model.forecast import Forecast, forecast
from roster.model.subsidy_outlook import subsidy_outlook
from roster.model.wording import Words
from roster.text import day_text


def forecast_command(
    inputs: InputsArgument,
    records: RecordsOption,
    sheet: SheetOption = None,
    target: Annotated[
        int | None,
        typer.Option(
            "--target",
            min=1,
            metavar=t("人次", "NUMBER"),
            help=t(
                "全年咨询任务，默认设置“年度咨询任务”",
                "the year's target; default: the setting 年度咨询任务",
            ),
        ),
    ] = None,
    year: YearOption = None,
    on: UntilOption = None,
    store: StoreOption = None,
) -> None:
    """Tell where the year ends with the present plan, and the cheapest change that reaches the target."""
    known = know(inputs, records, year, on, store, sheet or ())
    of = forecast(known.problem, known.held, known.rates, known.year, known.duties, known.published)
    wanted = target or known.problem.settings.year_target
    tell_grounds(known)
    speech.console().print(_table(known, of))
    _tell_end(of, wanted)
    _tell_months(known)
    money = subsidy_outlook(known.problem, known.held, known.duties, of)
    if wanted is None:
        _offer_target(known)
    else:
        tell_gap(known, of, wanted, money)
    tell_subsidy(known, money)


def _table(known: Known, of: Forecast) -> Table:
    table = plain_table(
        t(f"{of.year}年咨询人次", f"consultations of {of.year}"),
        [t("站点", "site")],
        (
            t("已完成", "done"),
            t("还有坐班", "visits left"),
            t("每次", "a visit"),
            t("预计再接待", "still expected"),
            t("全年", "year"),
            t("80%区间", "80 %"),
            t("95%区间", "95 %"),
        ),
    )
    words = Words(known.problem)
    for site in of.sites:
        spans = [_span(site.done, site.left.interval(level)) for level in (0.8, 0.95)]
        add_row(
            table,
            words.site(site.site).to(speech.lang),
            str(site.done),
            str(site.visits_left),
            f"{known.rates.site[site.site].mean:.1f}",
            f"{site.left.mean:.0f}",
            f"{site.done + site.left.mean:.0f}",
            *spans,
        )
    add_row(
        table,
        t("全县", "county"),
        str(of.done),
        str(sum(s.visits_left for s in of.sites)),
        "",
        f"{of.left.mean:.0f}",
        f"{of.end:.0f}",
        *(_span(0, of.interval(level)) for level in (0.8, 0.95)),
    )
    return table


def _span(done: int, of: tuple[int, int]) -> str:
    return f"{done + of[0]}—{done + of[1]}"


def _tell_end(of: Forecast, wanted: int | None) -> None:
    day, (low, high) = day_text(of.since), of.interval(0.95)
    speech.say(
        f"截至{day.zh}完成{of.done}人次，照现在的安排全年预计{of.end:.0f}人次（95%区间{low}—{high}）。",
        f"{of.done} consultations up to {day.en}; with the present plan the year ends at {of.end:.0f} "
        f"(95 % interval {low}–{high}).",
    )
    if wanted is not None:
        share, likely = 100 * of.end / wanted, percent(of.reaches(wanted))
        speech.say(
            f"年度任务{wanted}人次：预计完成{share:.1f}%，完成任务的可能{likely}。",
            f"The year's target is {wanted}: {share:.1f} % of it expected, reached with probability "
            f"{likely}.",
        )


def percent(chance: float) -> str:
    """A probability without a false certainty."""
    if chance < 0.001:
        return "<0.1%"
    return ">99.9%" if chance > 0.999 else f"{100 * chance:.0f}%"


def _tell_months(known: Known) -> None:
    """Whether months differ: honest about what a year of records can tell."""
    found = known.rates
    if found.month_count < FEWEST_MONTHS:
        speech.say(
            f"记录不足{FEWEST_MONTHS}个月，看不出月份之间的差别，区间可能偏窄。",
            f"Fewer than {FEWEST_MONTHS} months are on record: how months differ is not known, and the "
            "intervals may be too narrow.",
        )
    elif found.chance < CLEAR:
        swing = 100 * found.months**0.5
        speech.say(
            f"月份之间有明显差别（上下约{swing:.0f}%），已计入区间；是不是季节规律，要有两年以上的记录才看得出。",
            f"Months differ clearly (by about {swing:.0f} %), which the intervals hold; whether that is "
            "a season only two years of records could tell.",
        )
    else:
        speech.say(
            "月份之间看不出超过偶然的差别，没有按季节推算。",
            "Months differ no more than by chance; no season is assumed.",
        )


def _offer_target(known: Known) -> None:
    """Where no target is set: how to set it, and what is known of the county's."""
    offered = target_of(known.problem.settings.county)
    zh = en = ""
    if offered is not None:
        zh = f"（已知{offered.year}年任务{offered.target}人次，{offered.source}，没有自动采用）"
        en = f" (known: {offered.target} in {offered.year}, {offered.source}; not taken by itself)"
    speech.say(
        f"没有年度任务可比：用 --target 写明，或在“规则”表加设置“年度咨询任务”{zh}。",
        f"There is no target to compare with: give --target, or the setting 年度咨询任务{en}.",
    )
