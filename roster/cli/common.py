"""What several commands share: options, months, inputs with their history, the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.speech import speech, t
from roster.cli.stores import stored
from roster.errors import InputError, InputProblem, UnknownError
from roster.io import Examination, examine
from roster.model.calendar import Month
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.store import Store
from roster.text import Text

InputsArgument = Annotated[
    Path,
    typer.Argument(
        metavar=t("输入", "INPUTS"),
        help=t(
            "工作簿、含一个工作簿的文件夹，或 CSV 文件夹",
            "a workbook, a folder with one, or a folder of CSV files",
        ),
    ),
]
CountyArgument = Annotated[
    str,
    typer.Argument(
        metavar=t("县区", "COUNTY"),
        help=t("县区代码，如 qinyuan", "the county's id, e.g. qinyuan"),
    ),
]
MonthOption = Annotated[
    str,
    typer.Option(
        "--month", metavar=t("年-月", "YYYY-MM"), help=t("月份，如 2026-12", "month, e.g. 2026-12")
    ),
]
OutputsOption = Annotated[
    Path,
    typer.Option(
        "--outputs", metavar=t("文件夹", "FOLDER"), help=t("输出文件夹", "the folder for outputs")
    ),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar=t("地址", "ADDRESS"),
        help=t(
            "数据库地址，默认当前文件夹的 roster.db",
            "database address; default: roster.db in this folder",
        ),
    ),
]
UnannouncedOption = Annotated[
    bool,
    typer.Option(
        "--unannounced-calendar",
        help=t(
            "年历未公布时按周一至周五出草稿（不能公布）",
            "draft a year without an announced calendar as Monday to Friday",
        ),
    ),
]
OUTPUTS = Path("outputs")
INTERRUPTED = 130  # exit code after Ctrl-C


def month_of(text: str) -> Month:
    """The month named on the command line."""
    try:
        return Month.parse(text)
    except ValueError:
        raise typer.BadParameter(
            t(f"“{text}”不是月份，应写作 2026-12", f"{text!r} is no month, write 2026-12"),
            param_hint="--month",
        ) from None


def day_of(text: str, option: str) -> date:
    """The day named on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            t(f"“{text}”不是日期，应写作 2026-11-25", f"{text!r} is no date, write 2026-11-25"),
            param_hint=option,
        ) from None


def read_inputs(
    path: Path,
    month: Month,
    address: str | None,
    *,
    assume_calendar: bool = False,
    read_calendars: bool = True,
) -> Problem:
    """The problem of the inputs, its history completed by what the store has published. How much was
    assumed is said on standard error.

    ``read_calendars`` as for ``examine``. Writes nothing: a store that is not there yet has published
    nothing, and is not made. Raises InputError, also where the inputs cannot be read.
    """
    found = examined(
        path, month, address, assume_calendar=assume_calendar, read_calendars=read_calendars
    )
    if found.problem is None:
        raise InputError(found.problems)
    if count := len(found.assumptions):
        speech.complain(
            Text(
                f"输入中有{count}处按推定的意思读取，逐条核对请运行 roster check",
                f"{count} thing(s) in the inputs were understood by assumption; roster check lists them",
            )
        )
    return found.problem


def examined(
    path: Path,
    month: Month,
    address: str | None,
    *,
    assume_calendar: bool = False,
    read_calendars: bool = True,
) -> Examination:
    """All that is found in the inputs, their history completed by what the store has published. Raises
    InputError where a file cannot be read.
    """
    found = _examined(path, month, (), assume_calendar, read_calendars)
    store = stored(address)
    if store is None or found.problem is None:
        return found
    with store:
        published = store.published_duties(found.problem.settings.county_id, month)
    if not published:
        return found
    return _examined(path, month, published, assume_calendar, read_calendars)


def read_written(path: Path, month: Month, *, read_calendars: bool = True) -> Problem:
    """The problem as the inputs alone say, whatever was published; a year that is not announced has its
    weekdays assumed. Raises InputError, also where the inputs cannot be read.
    """
    found = _examined(path, month, (), True, read_calendars)
    if found.problem is None:
        raise InputError(found.problems)
    return found.problem


def _examined(
    path: Path,
    month: Month,
    published: Sequence[Duty],
    assume_calendar: bool,
    read_calendars: bool,
) -> Examination:
    try:
        return examine(
            path,
            month,
            published=published,
            assume_calendar=assume_calendar,
            read_calendars=read_calendars,
        )
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise InputError(
            [
                InputProblem(
                    Text(f"读不出来（{why}）", f"cannot be read ({why})"),
                    Text(
                        "请检查路径和权限，关闭正在使用它的程序",
                        "check the path and your rights, and close programs that use it",
                    ),
                    file=path.name or str(path),
                )
            ]
        ) from error


def newest(store: Store, county: str, month: Month) -> Revision:
    """The newest revision of the month. Raises UnknownError, naming what there is."""
    revision = store.latest(county, month)
    if revision is not None:
        return revision
    if county not in store.counties():
        known = "、".join(store.counties()) or "无"
        raise UnknownError(
            Text(
                f"没有县区“{county}”的排班（已有：{known}），请先运行 roster plan",
                f"no roster of county {county!r} (known: {', '.join(store.counties()) or 'none'}); "
                "run roster plan first",
            )
        )
    months = [str(m) for m in store.months(county)]
    raise UnknownError(
        Text(
            f"“{county}”没有{month}的排班（已有：{'、'.join(months)}），请先运行 roster plan",
            f"{county!r} has no roster of {month} (known: {', '.join(months)}); run roster plan first",
        )
    )
