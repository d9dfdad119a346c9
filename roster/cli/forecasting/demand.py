"""roster demand: what the stations' visits brought, and how often each might be visited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as RichText

from roster.cli.changing.saving import YesOption, confirmed
from roster.cli.common import InputsArgument, StoreOption
from roster.cli.forecasting.year_known import (
    Known,
    RecordsOption,
    SheetOption,
    UntilOption,
    YearOption,
    know,
    tell_grounds,
)
from roster.cli.inputs.pasting import write_copy
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.io import examine
from roster.io.files.rows import write_csv
from roster.io.sheets.demand_rows import demand_rows, put_frequencies
from roster.model.calendar import Month
from roster.model.frequency_proposals import (
    FrequencyPlan,
    FrequencyProposal,
    propose,
    with_proposals,
)
from roster.model.frequency_reasons import reason
from roster.model.wording import Words
from roster.text import Text, join


def demand_command(
    inputs: InputsArgument,
    records: RecordsOption,
    sheet: SheetOption = None,
    year: YearOption = None,
    on: UntilOption = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar=t("文件", "FILE"),
            help=t(
                "确认后把建议写到这个新文件：.csv 只是“需求”表，.xlsx 是整个输入的副本；原来的输入不动",
                "once confirmed write the proposals into this new file: .csv is the sheet 需求, "
                ".xlsx a copy of all the inputs",
            ),
        ),
    ] = None,
    yes: YesOption = False,
    store: StoreOption = None,
) -> None:
    """Propose each station's frequency from the records; applied only on the clerk's word."""
    if to is not None:
        _require_writable(to)
    known = know(inputs, records, year, on, store, sheet or ())
    plan = propose(known.problem, known.rates, known.year)
    tell_grounds(known)
    speech.console().print(_table(known, plan))
    for proposal in plan.proposals:
        line = reason(known.problem, proposal, known.rates.county)
        speech.say(line.zh, line.en)
    _tell_cost(plan)
    _tell_published(known, plan)
    if to is not None:
        _write(inputs, known, plan, to, yes)


def _require_writable(path: Path) -> None:
    """Refuse a file that is there already, or is of neither kind. Raises BadParameter."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter(
            t(f"“{path}”应为 .csv 或 .xlsx", f"{str(path)!r} must be .csv or .xlsx"),
            param_hint="--to",
        )
    if path.exists():
        raise typer.BadParameter(
            t(
                f"“{path}”已存在，没有覆盖，请换一个文件名",
                f"{str(path)!r} exists and is not overwritten; choose another name",
            ),
            param_hint="--to",
        )


def _table(known: Known, plan: FrequencyPlan) -> Table:
    table = plain_table(
        t("各站点的频次建议", "proposed frequencies"),
        [t("站点", "station"), t("现在", "now"), t("建议", "proposed")],
        (
            t("车程", "minutes"),
            t("坐班", "visits"),
            t("人次", "consultations"),
            t("每次", "a visit"),
            t("区间", "interval"),
        ),
    )
    words = Words(known.problem)
    for p in plan.proposals:
        to = p.to.text.to(speech.lang)
        add_row(
            table,
            words.site(p.site).to(speech.lang),
            p.now.text.to(speech.lang),
            RichText(to, style="bold") if p.changes else t("不变", "same"),
            str(known.problem.site[p.site].minutes_from_seat),
            str(p.rate.visits),
            str(p.rate.consultations),
            f"{p.rate.mean:.1f}",
            f"{p.low:.1f}—{p.high:.1f}",
        )
    return table


def _tell_cost(plan: FrequencyPlan) -> None:
    zh = en = ""
    if plan.budget is not None:
        left = plan.budget - plan.after
        word = Text("余", "left") if left >= 0 else Text("超", "over")
        zh = f"；年度补贴预算{plan.budget}元，{word.zh}{abs(left)}元"
        en = f"; the year's budget is {plan.budget} yuan: {abs(left)} {word.en}"
    speech.say(
        f"全年补贴（按足额计）：现在{plan.before}元，采纳后{plan.after}元{zh}。",
        f"Subsidy of a year, were everybody paid: {plan.before} yuan now, {plan.after} with the "
        f"proposals{en}.",
    )


def _tell_published(known: Known, plan: FrequencyPlan) -> None:
    changed = [p for p in plan.proposals if p.changes]
    coming = [m for m in known.published if m.last > known.held.until]
    if changed and coming:
        months = "、".join(map(str, coming))
        example = Words(known.problem).site(changed[0].site)
        speech.say(
            f"{months}已经公布，不会因此变动；要改这些月份，用"
            f" roster frequency {example.zh} {changed[0].to.text.zh} --month {coming[0]}",
            f"{months}: in force, unchanged by this; to change such a month, use "
            f"roster frequency {example.zh} {changed[0].to.text.zh} --month {coming[0]}",
        )


def _write(inputs: Path, known: Known, plan: FrequencyPlan, path: Path, yes: bool) -> None:
    changed = [p for p in plan.proposals if p.changes]
    if not changed:
        speech.say("没有要改的，没有写文件。", "Nothing to change; no file was written.")
        return
    words = Words(known.problem)
    told = join(
        [
            Text(
                f"{words.site(p.site).zh}{p.now.text.zh}→{p.to.text.zh}",
                f"{words.site(p.site).en} {p.now.text.en} → {p.to.text.en}",
            )
            for p in changed
        ],
        zh="，",
        en=", ",
    )
    speech.say(f"采纳：{told.zh}；写到{path}", f"Taken over: {told.en}; into {path}")
    if not confirmed(yes=yes):
        return
    if path.suffix.lower() == ".xlsx":
        _copy(inputs, known, changed, path)
        return
    write_csv(path, demand_rows(with_proposals(known.problem, plan.proposals)))
    speech.say(
        f"已写{path}。核对后用它替换“需求”表；间隔按新频次取默认。",
        f"Wrote {path}. Look it over, then put it in place of the sheet 需求; gaps of changed stations "
        "are the usual ones.",
    )


def _copy(inputs: Path, known: Known, changed: list[FrequencyProposal], path: Path) -> None:
    """A copy of all the inputs with the proposals in it, their reasons as the cells' notes."""
    problem, month = known.problem, Month(year=known.year, month=12)
    county = known.rates.county
    told = {p.site: (p.to, reason(problem, p, county)) for p in changed}
    found = examine(inputs, month, assume_calendar=True, read_calendars=False)
    write_copy(
        inputs, found, month, path, lambda sheets: put_frequencies(sheets["需求"], problem, told)
    )
