"""roster edit: any set of hand changes, checked at once, kept as a draft."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.changing.edit_rows import WantedRows
from roster.cli.changing.edit_wanted import Wanted, change_of, wanted_of
from roster.cli.changing.effects import refuse_faults, tell_effects, tell_head
from roster.cli.changing.saving import YesOption, confirmed, keep
from roster.cli.changing.standing import Standing, standing
from roster.cli.common import OUTPUTS, OutputsOption, StoreOption
from roster.cli.hand import (
    ByOption,
    CountyOption,
    OnOption,
    ReasonOption,
    county_of,
    reason_of,
    today,
    who,
)
from roster.cli.speech import t
from roster.cli.stores import existing
from roster.errors import UnknownError
from roster.io.files.edits import ADD, REMOVE, REPLACE
from roster.model.calendar import Month
from roster.model.edits import HandChange, check
from roster.model.wording import Words
from roster.text import Text


def edit_command(
    remove: Annotated[
        list[str] | None,
        typer.Option(
            "--remove",
            metavar=t("班", "DUTY"),
            help=t(
                "去掉一班，如 “张三 2026-12-08 郭道镇”；站点、时段可省；可写多次",
                "take a duty out: “张三 2026-12-08 郭道镇”; repeatable",
            ),
        ),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            metavar=t("班", "DUTY"),
            help=t(
                "排上一班，如 “李四 2026-12-08 郭道镇 上午”；时段可省；可写多次",
                "put a duty in: “李四 2026-12-08 郭道镇 上午”; repeatable",
            ),
        ),
    ] = None,
    replace: Annotated[
        list[str] | None,
        typer.Option(
            "--replace",
            metavar=t("班=人员", "DUTY=PERSON"),
            help=t(
                "换一个人，如 “张三 2026-12-08 = 李四”；可写多次",
                "somebody else: “张三 2026-12-08 = 李四”; repeatable",
            ),
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar=t("文件", "FILE"),
            help=t(
                "CSV 文件，列为 动作、人员、日期、站点、时段、替换为、理由",
                "a CSV file with these columns: 动作 人员 日期 站点 时段 替换为 理由",
            ),
        ),
    ] = None,
    reason: ReasonOption = "",
    yes: YesOption = False,
    county: CountyOption = None,
    by: ByOption = None,
    on: OnOption = None,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> None:
    """Change duties of a month's newest revision by hand."""
    day, why = today(on), reason_of(reason)
    wanted = [wanted_of(REMOVE, text, why) for text in remove or []]
    wanted += [wanted_of(ADD, text, why) for text in add or []]
    wanted += [wanted_of(REPLACE, text, why) for text in replace or []]
    rows = None if file is None else WantedRows(file, why)
    month = _month(wanted, rows)
    with existing(store) as opened:
        now = standing(opened, county_of(opened, county), month)
        changes = _changes(now, wanted, rows)
        checked = check(now.problem, now.duties, changes, on=day, published=now.published)
        tell_head(now.revision)
        tell_effects(checked)
        refuse_faults(Words(now.problem), checked)
        if confirmed(yes=yes):
            made_by, told = who(by), checked.edited.reason
            keep(opened, now.revision, checked, by=made_by, why=told, outputs=outputs)


def _month(wanted: list[Wanted], rows: WantedRows | None) -> Month:
    """The month that is changed: that of most changes. Raises BadParameter where there are none."""
    months = [Month.of(w.spot.day) for w in wanted] + ([] if rows is None else rows.months)
    if not months:
        raise typer.BadParameter(
            t("请写出至少一处改动", "give at least one change"),
            param_hint="--remove, --add, --replace, --file",
        )
    return Counter(months).most_common(1)[0][0]


def _changes(now: Standing, wanted: list[Wanted], rows: WantedRows | None) -> list[HandChange]:
    """What was written, looked up. Raises UnknownError or InputError."""
    problem, duties = now.problem, now.duties
    for one in wanted:
        if one.spot.day not in problem.month:
            raise UnknownError(
                Text(
                    f"{one.spot.day}不在{problem.month}，一次只改一个月",
                    f"{one.spot.day} is not in {problem.month}; change one month at a time",
                )
            )
    found = [change_of(problem, duties, one) for one in wanted]
    return found + ([] if rows is None else rows.changes(problem, duties))
