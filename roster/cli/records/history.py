"""roster history: a month's revisions, who made each and why; the audit trail; the inputs as they were."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.common import StoreOption, month_of, newest
from roster.cli.hand import CountyOption, county_of
from roster.cli.records.history_words import entry_lines, event_line
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import RosterError, UnknownError
from roster.model.calendar import Month
from roster.store import Store
from roster.text import Text


def history_command(
    county: CountyOption = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month",
            metavar=t("年-月", "YYYY-MM"),
            help=t("月份，如 2026-12；默认全部", "month, e.g. 2026-12; default: all"),
        ),
    ] = None,
    trail: Annotated[
        bool,
        typer.Option(
            "--trail",
            help=t(
                "看留痕：谁在何时做了什么、为什么", "the audit trail: who did what, when and why"
            ),
        ),
    ] = False,
    inputs: Annotated[
        int | None,
        typer.Option(
            "--inputs",
            min=1,
            metavar=t("版次", "NUMBER"),
            help=t("取出这一版的输入文件（原样）", "write back the inputs of this revision"),
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar=t("文件", "FILE"),
            help=t("输入文件写到哪里，默认原文件名", "where to; default: the inputs' own name"),
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Show how a month, or each month, came to be what it is."""
    wanted = None if month is None else month_of(month)
    with existing(store) as opened:
        chosen = county_of(opened, county)
        if inputs is not None:
            _write_inputs(opened, chosen, wanted, inputs, out)
        elif trail:
            _tell_trail(opened, chosen, wanted)
        else:
            for each in opened.months(chosen) if wanted is None else [wanted]:
                _tell_month(opened, chosen, each)


def _tell_month(store: Store, county: str, month: Month) -> None:
    entries = store.history(county, month)
    name = entries[-1].revision.problem.settings.county
    speech.say(f"{name} {month}：共{len(entries)}版", f"{name} {month}: {len(entries)} revision(s)")
    for entry in entries:
        for line in entry_lines(entry):
            speech.say(line.zh, line.en)


def _tell_trail(store: Store, county: str, month: Month | None) -> None:
    """The lines of the county, or those of one month."""
    found = [e for e in store.events(county) if month in (None, e.month)]
    if not found:
        raise UnknownError(
            Text(f"没有 {county} {month} 的留痕", f"nothing is on record of {county} {month}")
        )
    name, of = _name(store, county), "" if month is None else f" {month}"
    speech.say(f"{name}{of} 留痕：{len(found)}条", f"{name}{of}: {len(found)} line(s) on record")
    for event in found:
        line = event_line(event)
        speech.say(line.zh, line.en)


def _name(store: Store, county: str) -> str:
    """The county's name, as it was called last."""
    return newest(store, county, store.months(county)[-1]).problem.settings.county


def _write_inputs(
    store: Store, county: str, month: Month | None, number: int, out: Path | None
) -> None:
    """The copy of a revision's inputs, written to a file that is not there yet."""
    if month is None:
        raise typer.BadParameter(
            t("取出输入要写明 --month", "say which month with --month"), param_hint="--inputs"
        )
    source = store.source(county, month, number)
    file = out or Path(source.name)
    if file.exists():
        raise RosterError(
            Text(
                f"“{file}”已存在，没有覆盖。请用 --out 换一个文件名",
                f"“{file}” exists and was not replaced; choose another name with --out",
            )
        )
    aside = file.with_name(f".{file.name}.new")
    try:
        aside.write_bytes(source.content)
        os.replace(aside, file)
    finally:
        aside.unlink(missing_ok=True)
    speech.say(
        f"{county} {month} 第{number}版的输入已写到 {file}",
        f"the inputs of revision {number} of {county} {month} are in {file}",
    )
