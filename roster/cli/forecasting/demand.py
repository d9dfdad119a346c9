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
    UntilOption,
    YearOption,
    know,
    tell_grounds,
)
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.errors import RosterError
from roster.io.demand_sheet import demand_csv
from roster.model.frequency_proposals import FrequencyPlan, propose, with_proposals
from roster.model.frequency_reasons import reason
from roster.model.wording import Words
from roster.text import Text, join


def demand_command(
    inputs: InputsArgument,
    records: RecordsOption,
    year: YearOption = None,
    on: UntilOption = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar=t("文件", "FILE"),
            help=t(
                "确认后把采纳建议的“需求”表写到这个新的 CSV 文件；原来的输入不动",
                "write the sheet 需求 with the proposals into this new CSV file, once confirmed",
            ),
        ),
    ] = None,
    yes: YesOption = False,
    store: StoreOption = None,
) -> None:
    """Propose each station's frequency from the records; applied only on the clerk's word."""
    if to is not None:
        _require_new(to)
    known = know(inputs, records, year, on, store)
    plan = propose(known.problem, known.rates, known.year)
    tell_grounds(known)
    speech.console().print(_table(known, plan))
    for proposal in plan.proposals:
        line = reason(known.problem, proposal, known.rates.county)
        speech.say(line.zh, line.en)
    _tell_cost(plan)
    _tell_published(known, plan)
    if to is not None:
        _write(known, plan, to, yes)


def _require_new(path: Path) -> None:
    """Refuse a file that is there already. Raises RosterError."""
    if path.exists():
        raise RosterError(
            Text(
                f"“{path}”已经有了，不会覆盖。请换一个文件名",
                f"“{path}” is there already and is not overwritten; choose another name",
            )
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


def _write(known: Known, plan: FrequencyPlan, path: Path, yes: bool) -> None:
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
    content = demand_csv(with_proposals(known.problem, plan.proposals))
    with path.open("xb") as file:
        file.write(content)
    speech.say(
        f"已写{path}。核对后用它替换“需求”表；间隔按新频次取默认。",
        f"Wrote {path}. Look it over, then put it in place of the sheet 需求; gaps of changed stations "
        "are the usual ones.",
    )
