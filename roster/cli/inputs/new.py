"""roster new: a workbook to fill in, its stations already there."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.common import month_of
from roster.cli.speech import speech, t
from roster.io.columns import SHEETS
from roster.io.packaged.counties import County, counties_named, near_counties
from roster.io.packaged.townships import townships_of
from roster.io.report import alike
from roster.io.template.county import NewCounty, starting_sheets
from roster.io.template.write import write_inputs
from roster.model.calendar import Month
from roster.model.gate import SHANGHAI
from roster.text import Text, join

_NAME = re.compile(r"[\w·（）()-]{1,40}")


def new_command(
    county: Annotated[
        str,
        typer.Argument(
            metavar=t("县区名称", "COUNTY"),
            help=t("县（市、区）的名称，如 沁源县", "the county's Chinese name, e.g. 沁源县"),
        ),
    ],
    city: Annotated[
        str | None,
        typer.Option(
            "--city",
            metavar=t("市", "CITY"),
            help=t(
                "所属市，如 阳泉市；两个市都有的县区要写",
                "the city above it; needed where two cities have such a county",
            ),
        ),
    ] = None,
    stations: Annotated[
        str | None,
        typer.Option(
            "--stations",
            metavar=t("乡镇", "TOWNSHIPS"),
            help=t(
                "只设这些站点，以“、”分隔；默认全部乡镇",
                "stations at these townships only, with commas between; default: all",
            ),
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month",
            metavar=t("年-月", "YYYY-MM"),
            help=t(
                "第一个要排的月份，默认下个月", "the first month to be planned; default: the next"
            ),
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all-sheets",
            help=t("连同可以不要的工作表", "the optional sheets too"),
        ),
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar=t("文件", "FILE"),
            help=t("写到哪里，默认 县名.xlsx", "where to; default: the county's name"),
        ),
    ] = None,
) -> None:
    """Write a workbook to fill in: drop-downs, notes, and the stations of a known county."""
    if not _NAME.fullmatch(county):
        raise typer.BadParameter(
            t(f"“{county}”不是县区名称", f"{county!r} is no county's name"),
            param_hint=t("县区名称", "COUNTY"),
        )
    found = _known(county, city)
    start = _start(county, city, found, stations)
    first = _next_month() if month is None else month_of(month)
    file = to or Path(f"{start.name}.xlsx")
    require_new(file)
    sheets = starting_sheets(start, first, speech.lang)
    if everything:
        sheets |= {sheet.name: [] for sheet in SHEETS if not sheet.required}
    write_inputs(file, sheets, speech.lang, month=first)
    _tell(file, start, found, first)


def require_new(file: Path) -> None:
    """Refuse a file that is there already, or that is no workbook by its name. Raises BadParameter."""
    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter(
            t(f"“{file}”应以 .xlsx 结尾", f"{str(file)!r} must end in .xlsx"), param_hint="--to"
        )
    if file.exists():
        raise typer.BadParameter(
            t(
                f"“{file}”已存在，没有覆盖，请换一个文件名",
                f"{str(file)!r} exists and was not replaced; choose another name",
            ),
            param_hint="--to",
        )


def _next_month() -> Month:
    today = datetime.now(SHANGHAI).date()
    year, month = divmod(today.year * 12 + today.month, 12)
    return Month(year=year, month=month + 1)


def _known(name: str, city: str | None) -> County | None:
    """The county of that name; None where it is not known. Raises BadParameter where several have it."""
    found = counties_named(name, city)
    if len(found) > 1:
        cities = [c.city for c in found]
        raise typer.BadParameter(
            t(
                f"有{len(found)}个“{name}”，请写明 --city {' 或 '.join(cities)}",
                f"there are {len(found)} of {name!r}; say --city {' or '.join(cities)}",
            ),
            param_hint="--city",
        )
    return found[0] if found else None


def _start(name: str, city: str | None, found: County | None, stations: str | None) -> NewCounty:
    listed = None if stations is None else [w for w in re.split(r"[、,，\s]+", stations) if w]
    if found is None:
        return NewCounty(name, city or "", stations=tuple(dict.fromkeys(listed or ())))
    towns = [town.name for town in townships_of(found.name, found.city)]
    chosen = towns if listed is None else [_township(word, towns) for word in listed]
    return NewCounty(found.name, found.city, found.id, tuple(dict.fromkeys(chosen)))


def _township(word: str, known: list[str]) -> str:
    """The township that a word means, 镇, 乡 or 街道 being left out or not. Raises BadParameter."""
    meant = [n for n in known if n == word] or [
        n for n in known if re.fullmatch(f"{re.escape(word)}(镇|乡|街道|街道办事处)", n)
    ]
    if len(meant) != 1:
        near = alike(word, known)
        raise typer.BadParameter(
            t(f"没有乡镇“{word}”。{near.zh}", f"no township {word!r}; {near.en}"),
            param_hint="--stations",
        )
    return meant[0]


def _tell(file: Path, start: NewCounty, found: County | None, month: Month) -> None:
    if found is None:
        told = _unknown(start.name)
        speech.say(told.zh, told.en)
    count = len(start.stations)
    rows = Text(
        f"中心和{count}个站点，每个站点每周坐班1次",
        f"the centre and {count} station(s), each with a visit a week",
    )
    if not count:
        rows = Text("只有中心一行，没有站点", "the centre alone, without stations")
    speech.say(f"已写到 {file}：{rows.zh}。", f"written to {file}: {rows.en}.")
    speech.say(
        f"先看“说明”表，填好“人员”等各表，再运行 roster check {file} --month {month}",
        f"look at the sheet 说明, fill in 人员 and the others, then run roster check {file} "
        f"--month {month}",
    )


def _unknown(name: str) -> Text:
    told = [
        Text(
            f"自带的名单里没有“{name}”（只收山西省118个县区），请自己填写站点和县区代码",
            f"{name!r} is not in the packaged list (118 counties of Shanxi); fill in its stations "
            "and 县区代码 yourself",
        )
    ]
    if near := near_counties(name):
        told.append(Text(f"是否应为：{'、'.join(near)}", f"did you mean: {', '.join(near)}"))
    return join(told, "。", ". ")
