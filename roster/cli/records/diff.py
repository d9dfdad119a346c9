"""roster diff: what differs between two revisions of a month."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from roster.cli.common import MonthOption, StoreOption, month_of, newest
from roster.cli.hand import CountyOption, county_of
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.cli.tables import add_row, plain_table
from roster.errors import UnknownError
from roster.model.alterations import KIND_NAMES, Alteration, Kind, effect_lines, moment
from roster.model.calendar import Month
from roster.model.corrections import Correction, superseded_by
from roster.model.levels import LEVEL_NAMES
from roster.model.revision import Revision
from roster.model.roster import STATUS_NAMES
from roster.model.sites import SESSION_NAMES
from roster.store import Store
from roster.text import Text, day_text, join, weekday_text

MOST = 2


def diff_command(
    month: MonthOption,
    revisions: Annotated[
        list[int] | None,
        typer.Argument(
            metavar=t("[版次 [版次]]", "[FROM [TO]]"),
            help=t(
                "两个版次，默认为已公布的和最新的；只写一个时与最新的比较",
                "two revisions; default: the one in force and the newest; one alone is compared with "
                "the newest",
            ),
        ),
    ] = None,
    county: CountyOption = None,
    store: StoreOption = None,
) -> None:
    """Print what differs between two revisions: duties, people, inputs, levels."""
    wanted, numbers = month_of(month), revisions or []
    if len(numbers) > MOST:
        raise typer.BadParameter(
            t("最多写两个版次", "name two revisions at most"),
            param_hint=t("版次", "FROM TO"),
        )
    with existing(store) as opened:
        before, after = _chosen(opened, county_of(opened, county), wanted, numbers)
    correction = Correction(before, after)
    _print_head(correction)
    if not correction.alterations:
        speech.say("值班没有不同。", "no duty differs.")
    else:
        speech.console().print(_changes(correction))
        speech.console().print(_people(correction))
    if correction.inputs:
        speech.say("输入的不同：", "differences of the inputs:")
        for line in correction.inputs:
            speech.say(f"  {line.zh}", f"  {line.en}")
    if correction.alterations and correction.levels:
        speech.console().print(_levels(correction))


def _chosen(
    store: Store, county: str, month: Month, numbers: list[int]
) -> tuple[Revision, Revision]:
    """The two revisions asked for. Raises UnknownError where there is no such one, or only one."""
    latest = newest(store, county, month)
    if len(numbers) == MOST:
        return store.revision(county, month, numbers[0]), store.revision(county, month, numbers[1])
    if numbers:
        return store.revision(county, month, numbers[0]), latest
    published = store.published(county)
    in_force = store.latest_published(county, month)
    before = superseded_by(latest, published) if latest.published_at else in_force
    if before is not None:
        return before, latest
    if latest.number > 1:
        return store.revision(county, month, latest.number - 1), latest
    raise UnknownError(
        Text(
            f"“{county}”{month}只有第1版，没有可比较的",
            f"{county!r} has only revision 1 of {month}: there is nothing to compare it with",
        )
    )


def _print_head(correction: Correction) -> None:
    before, after = (_named(r) for r in (correction.before, correction.after))
    county, month = correction.after.problem.settings.county, correction.after.roster.month
    size = sum(change.size for change in correction.alterations)
    people, sites = len(correction.effects), len(correction.sites)
    speech.say(
        f"{county} {month} {before.zh} → {after.zh}：值班变动{size}处，涉及{people}人、{sites}个站点。",
        f"{county} {month}, {before.en} → {after.en}: {size} change(s) of duties, {people} people, "
        f"{sites} site(s).",
    )


def _named(revision: Revision) -> Text:
    status = STATUS_NAMES[revision.roster.status]
    return Text(
        f"第{revision.number}版（{status.zh}）", f"revision {revision.number} ({status.en})"
    )


def _changes(correction: Correction) -> Table:
    table = plain_table(
        t("值班变动", "duties"),
        [
            t("日期", "date"),
            t("星期", "weekday"),
            t("站点", "site"),
            t("时段", "session"),
            t("变动", "change"),
            t("原安排", "as it was"),
            t("现安排", "as it is"),
        ],
    )
    for change in correction.alterations:
        slot, names = change.slot, correction.names
        add_row(
            table,
            day_text(slot.date).to(speech.lang),
            weekday_text(slot.date).to(speech.lang),
            names.site(slot.site).to(speech.lang),
            SESSION_NAMES[slot.session].to(speech.lang),
            KIND_NAMES[change.kind].to(speech.lang),
            names.people(change.old).to(speech.lang) or "—",
            _now(change, correction),
        )
    return table


def _now(change: Alteration, correction: Correction) -> str:
    people = correction.names.people(change.people).to(speech.lang) or "—"
    if change.kind is Kind.MOVED and change.after is not None:
        return f"{moment(change.after.slot).to(speech.lang)} {people}"
    return people


def _people(correction: Correction) -> Table:
    table = plain_table(
        t("涉及人员", "persons concerned"),
        [t("人员", "person"), t("怎样变", "what changes")],
        (t("减", "lost"), t("增", "gained")),
    )
    for effect in correction.effects:
        said = join(effect_lines(effect, correction.names))
        add_row(
            table,
            correction.names.person(effect.person),
            said.to(speech.lang),
            str(len(effect.lost)),
            str(len(effect.gained)),
        )
    return table


def _levels(correction: Correction) -> Table:
    table = plain_table(
        t("各层级", "levels"),
        [t("层级", "level"), t("变化", "change"), t("原来", "before"), t("现在", "after")],
    )
    for change in correction.levels:
        add_row(
            table,
            LEVEL_NAMES[change.level].to(speech.lang),
            change.verdict.to(speech.lang),
            change.before.to(speech.lang),
            change.after.to(speech.lang),
        )
    return table
