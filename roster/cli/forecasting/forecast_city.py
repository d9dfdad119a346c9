"""roster forecast-city: where the year will end in each county of a city, and together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.table import Table

from roster.cli.common import StoreOption
from roster.cli.forecasting.forecast import percent
from roster.cli.forecasting.year_known import UntilOption, YearOption, know, notes
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.errors import InputError, InputProblem, RosterError
from roster.io.files.city import CityCounty, read_city
from roster.io.packaged.targets import target_of
from roster.model.distributions import Count, total
from roster.model.forecast import forecast
from roster.model.subsidy_outlook import subsidy_outlook
from roster.text import Text, join


class Ending(NamedTuple):
    """A county's year: its ``target`` (None where there is none), consultations ``done`` and ``left``, the
    subsidy in yuan, the ``notes`` on what it rests on.
    """

    name: str
    target: int | None
    done: int
    left: Count
    yuan: float
    notes: tuple[Text, ...] = ()


def forecast_city_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t(
                "各县区的表，列为 县区、输入、记录、年度咨询任务（CSV 或 Excel）",
                "a table of the counties: 县区, 输入 (inputs), 记录 (records), 年度咨询任务 (target)",
            ),
        ),
    ],
    year: YearOption = None,
    on: UntilOption = None,
    store: StoreOption = None,
) -> None:
    """Tell where the year ends in every county of a city, against the targets, and together."""
    counties = read_city(file)
    endings, problems = [], []
    for county in counties:
        try:
            endings.append(_ending(county, year, on, store))
        except InputError as error:
            problems += [_of(county, p) for p in error.problems]
        except RosterError as error:
            named = Text(county.name, county.name)
            speech.complain(join([named, error.text], zh="：", en=": "))
            raise typer.Exit(error.exit_code) from None
    if problems:
        raise InputError(problems)
    for ending in endings:
        for note in ending.notes:
            speech.say(f"  · {ending.name}：{note.zh}", f"  - {ending.name}: {note.en}")
    speech.console().print(_table(endings))
    _tell_targets(endings)


def _of(county: CityCounty, problem: InputProblem) -> InputProblem:
    """The problem with its county before the file's name."""
    file = f"{county.name} {problem.file}" if problem.file else county.name
    return InputProblem(
        problem.message, problem.remedy, file, problem.sheet, problem.row, problem.column,
        problem.value, problem.letter,
    )  # fmt: skip


def _ending(county: CityCounty, year: int | None, on: str | None, store: str | None) -> Ending:
    known = know(county.inputs, list(county.records), year, on, store)
    _require_same(county, known.problem.settings.county)
    of = forecast(known.problem, known.held, known.rates, known.year, known.duties, known.published)
    money = subsidy_outlook(known.problem, known.held, known.duties, of)
    target = county.target or known.problem.settings.year_target
    return Ending(county.name, target, of.done, of.left, money.end, tuple(notes(known)))


def _require_same(county: CityCounty, called: str) -> None:
    """Refuse a row whose inputs are another county's. Raises InputError."""
    names = [re.sub(r"(?<=..)[县市区]$", "", "".join(n.split())) for n in (county.name, called)]
    if names[0] == names[1]:
        return
    problem = InputProblem(
        Text(
            f"“规则”的县区名称是“{called}”，不是表里的“{county.name}”",
            f"the setting 县区名称 is {called}, and the list says {county.name}",
        ),
        Text("改正表里的县区，或它的输入路径", "correct the county in the list, or its path"),
        file=county.inputs.name,
    )
    raise InputError([problem])


def _table(endings: list[Ending]) -> Table:
    table = plain_table(
        t("各县区年度咨询任务", "the year's targets by county"),
        [t("县区", "county")],
        (
            t("任务", "target"),
            t("已完成", "done"),
            t("预计全年", "expected"),
            t("95%区间", "95 %"),
            t("完成率", "of target"),
            t("完成的可能", "probability"),
            t("补贴（元）", "subsidy (yuan)"),
        ),
    )
    for ending in endings:
        _row(table, ending)
    targets = [e.target for e in endings if e.target is not None]
    whole = sum(targets) if len(targets) == len(endings) else None
    left = total([e.left for e in endings])
    done, yuan = sum(e.done for e in endings), sum(e.yuan for e in endings)
    _row(table, Ending(t("合计", "together"), whole, done, left, yuan))
    return table


def _row(table: Table, of: Ending) -> None:
    low, high = of.left.interval(0.95)
    end = of.done + of.left.mean
    share, likely = "", ""
    if of.target is not None:
        share = f"{100 * end / of.target:.1f}%"
        likely = percent(of.left.at_least(of.target - of.done))
    add_row(
        table,
        of.name,
        "" if of.target is None else str(of.target),
        str(of.done),
        f"{end:.0f}",
        f"{of.done + low}—{of.done + high}",
        share,
        likely,
        f"{of.yuan:.0f}",
    )


def _tell_targets(endings: list[Ending]) -> None:
    """Counties without a target, and what is known of theirs."""
    for ending in endings:
        offered = target_of(ending.name)
        if ending.target is not None:
            continue
        zh = en = ""
        if offered is not None:
            zh = f"；已知{offered.year}年任务{offered.target}人次（{offered.source}），没有自动采用"
            en = f"; known is {offered.target} in {offered.year} ({offered.source}), not taken by itself"
        speech.say(
            f"{ending.name}没有年度任务：填在表里，或该县“规则”表的“年度咨询任务”{zh}。",
            f"{ending.name} has no target: give it in the table, or in its setting 年度咨询任务{en}.",
        )
