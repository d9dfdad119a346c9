"""roster notices: the sheets and texts of a month, a week or a site, made again."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from roster.cli.common import (
    OUTPUTS,
    CountyArgument,
    MonthOption,
    OutputsOption,
    StoreOption,
    day_of,
    month_of,
    newest,
)
from roster.cli.names import site_named
from roster.cli.publishing.printing import TemplatesOption, chosen_templates
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import RosterError
from roster.model.calendar import Month
from roster.model.problem import Problem
from roster.model.revision import Revision
from roster.model.roster import Status
from roster.publish.folder import add_files
from roster.publish.notices import missing_glyphs
from roster.publish.notices.sets import (
    KIND_NAMES,
    MADE,
    SITE_KINDS,
    Format,
    Kind,
    Wanted,
    build_sets,
)
from roster.publish.weeks import week_with
from roster.store import Store
from roster.text import Text

Choice = TypeVar("Choice", bound=StrEnum)


def notices_command(
    county: CountyArgument,
    month: MonthOption,
    site: Annotated[
        list[str] | None,
        typer.Option(
            "--site",
            metavar=t("站点", "SITE"),
            help=t("只要一个站点（名称或编号）；可写多次", "one site, by name or id; repeatable"),
        ),
    ] = None,
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar=t("年-月-日", "YYYY-MM-DD"),
            help=t(
                "只要这天所在的一周，如 2026-12-07", "only the week of this day, e.g. 2026-12-07"
            ),
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar=t("种类", "KINDS"),
            help=t(
                "notice 公示、sign-in 签到表、overview 一览表、announcement 公告、"
                "broadcast 广播稿，逗号分开",
                "notice, sign-in, overview, announcement, broadcast; with commas",
            ),
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar=t("格式", "FORMATS"),
            help=t("pdf,docx,png,html,txt（微信文字），逗号分开", "pdf,docx,png,html,txt (texts)"),
        ),
    ] = None,
    internal: Annotated[
        bool,
        typer.Option(
            "--internal",
            help=t(
                "也做内部的（带电话），放在 internal/", "the internal ones too, below internal/"
            ),
        ),
    ] = False,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help=t("用最新的草稿，盖“草稿”字样", "from the newest draft, stamped as one"),
        ),
    ] = False,
    templates: TemplatesOption = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            "--outputs",
            metavar=t("文件夹", "FOLDER"),
            help=t(
                "放在哪里，默认本月的输出文件夹", "where to; default: the month's folder of outputs"
            ),
        ),
    ] = None,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> None:
    """Make notices and all that goes with them again, from the revision in force."""
    wanted = month_of(month)
    with existing(store) as opened:
        revision = _revision(opened, county, wanted, draft=draft)
    chosen = _wanted(revision.problem, site, week, kind, formats, internal=internal)
    problem, roster = revision.problem, revision.roster
    own = chosen_templates(templates)
    files = build_sets(problem, roster, chosen, lang=speech.lang, templates=own)
    in_force = roster.status is Status.PUBLISHED
    folder = to or outputs / county / f"{wanted}{'' if in_force else '-draft'}"
    add_files(folder, files)
    for warning in missing_glyphs(problem, roster):
        speech.complain(warning)
    speech.say(
        f"{county} {wanted} 第{revision.number}版{'' if in_force else '（草稿）'}："
        f"{len(files)}个文件在 {folder}",
        f"{county} {wanted}, revision {revision.number}{'' if in_force else ' (draft)'}: "
        f"{len(files)} file(s) in {folder}",
    )


def _revision(store: Store, county: str, month: Month, *, draft: bool) -> Revision:
    """The revision in force, or the newest where drafts are asked for. Raises RosterError."""
    found = newest(store, county, month) if draft else store.latest_published(county, month)
    if draft and found is not None and found.roster.status is not Status.DRAFT:
        raise RosterError(
            Text(
                f"{county} {month} 没有草稿，最新的第{found.number}版已经公布；去掉 --draft 再试",
                f"{county} {month} has no draft: its newest revision {found.number} is published; "
                "leave out --draft",
            )
        )
    if found is None:
        number = newest(store, county, month).number
        raise RosterError(
            Text(
                f"{county} {month} 还没有公布，只有草稿第{number}版。先运行 roster publish，"
                "或加 --draft 出盖有“草稿”字样的",
                f"{county} {month} is not published, there is draft {number} only; run roster publish "
                "first, or add --draft for sheets that are stamped as a draft",
            )
        )
    return found


def _wanted(
    problem: Problem,
    sites: list[str] | None,
    week: str | None,
    kind: str | None,
    formats: str | None,
    *,
    internal: bool,
) -> Wanted:
    """What the options ask for. Without kinds all, but of single sites only what sites have."""
    usual = SITE_KINDS if sites else frozenset(Kind)
    wanted = Wanted(
        kinds=_choices(kind, Kind, "--kind") or usual,
        formats=_choices(formats, Format, "--format") or frozenset(Format),
        sites=frozenset(site_named(problem, name) for name in sites) if sites else None,
        week=week_with(problem.planned_month, day_of(week, "--week")) if week else None,
        internal=internal,
    )
    _require_made(wanted)
    return wanted


def _choices(text: str | None, of: type[Choice], option: str) -> frozenset[Choice]:
    """Words with commas between them. Raises BadParameter for an unknown one."""
    words = [word.strip() for word in (text or "").replace("，", ",").split(",") if word.strip()]
    known = {str(choice): choice for choice in of}
    for word in words:
        if word not in known:
            raise typer.BadParameter(
                t(
                    f"没有“{word}”，可写 {'、'.join(known)}",
                    f"no {word!r}; one of {', '.join(known)}",
                ),
                param_hint=option,
            )
    return frozenset(known[word] for word in words)


def _require_made(wanted: Wanted) -> None:
    """Refuse what would make nothing. Raises BadParameter."""
    if wanted.week is not None and wanted.kinds == {Kind.ANNOUNCEMENT}:
        raise typer.BadParameter(
            t("公告按月，不按周", "an announcement is of a month, not of a week"),
            param_hint="--week",
        )
    if not any(wanted.formats & MADE[kind] for kind in wanted.kinds):
        names = {k: "、".join(sorted(MADE[k])) for k in sorted(wanted.kinds)}
        told = "；".join(f"{KIND_NAMES[k].to(speech.lang)} {v}" for k, v in names.items())
        raise typer.BadParameter(
            t(f"没有这种格式的，有的是：{told}", f"not made in that format; there is: {told}"),
            param_hint="--format",
        )
