"""roster publish: behind the gate, a draft becomes a published revision with notices and feeds."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

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
from roster.cli.hand import ByOption, reason_of, who
from roster.cli.publishing.notice import notice_dates
from roster.cli.publishing.outputs import require_printable, shows, write_outputs
from roster.cli.publishing.recheck import broken_now, broken_today, read_again
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import PublishRefusedError
from roster.model.corrections import Correction, tells_the_same
from roster.model.gate import (
    FIRST_CHANGE,
    FIRST_DUTY,
    GATES,
    LEAD_TIME,
    SHANGHAI,
    GateFinding,
    first_day,
    gate,
    planned_on,
)
from roster.model.problem import Problem
from roster.model.revision import Revision
from roster.publish.notices import missing_glyphs
from roster.store import Store
from roster.text import Text, join


def publish_command(
    county: CountyArgument,
    month: MonthOption,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=t("年-月-日", "YYYY-MM-DD"),
            help=t("公布日期，默认今天", "day of publication; default: today"),
        ),
    ] = None,
    override: Annotated[
        list[str] | None,
        typer.Option(
            "--override",
            metavar=t("检查项=理由", "GATE=REASON"),
            help=t(
                "放行理由，如 lead_time=临时增设；可写多次",
                "reason to pass a gate, e.g. lead_time=new station; repeatable",
            ),
        ),
    ] = None,
    inputs: Annotated[
        Path | None,
        typer.Option(
            "--inputs",
            metavar=t("输入", "INPUTS"),
            help=t(
                "公布前按现在的输入再核对请假等",
                "check leave and all else again, as the inputs are now",
            ),
        ),
    ] = None,
    by: ByOption = None,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> None:
    """Publish the newest draft of the month."""
    wanted, reasons = month_of(month), _reasons(override or [])
    now = datetime.now(SHANGHAI)
    day = now.date() if on is None else day_of(on, "--on")
    with existing(store) as opened:
        revision = newest(opened, county, wanted)
        in_force = opened.latest_published(county, wanted)
        again = None if inputs is None else read_again(inputs, revision, store)
        if in_force is not None and tells_the_same(in_force, revision):
            _told_already(in_force, revision, again, max(day, now.date()))
            shown = revision if shows(outputs, revision) else in_force
        else:
            desk = Desk(opened, in_force, again, day, now, who(by))
            in_force = shown = _publish(desk, revision, reasons)
        folder = write_outputs(opened, county, wanted, outputs, speech.lang, shown)
    for warning in missing_glyphs(in_force.problem, in_force.roster):
        speech.complain(warning)
    _told_where(folder)


class Desk(NamedTuple):
    """What a publication looks at beside the draft: the store, the revision in force, the inputs as they
    are ``again`` now, the day of publication, the moment, and ``by`` whom.
    """

    store: Store
    in_force: Revision | None
    again: Problem | None
    day: date
    now: datetime
    by: str

    @property
    def today(self) -> date:
        """What is over today is over, whatever day the publication bears."""
        return max(self.day, self.now.date())


def _publish(desk: Desk, draft: Revision, reasons: dict[str, str]) -> Revision:
    county, month, again = draft.roster.county, draft.problem.planned_month, desk.again
    if again is not None and again.digest != draft.problem.digest:
        speech.say(
            "输入在编排之后有改动，已按现在的输入再核对。",
            "The inputs have changed since the roster was planned; checked again as they are now.",
        )
    passed = _pass_the_gate(desk, draft, reasons)
    require_printable(draft, desk.in_force)
    revision = desk.store.publish(
        county,
        month,
        draft.number,
        published_on=desk.day,
        published_at=desk.now,
        overrides=passed,
        made_by=desk.by,
    )
    speech.say(
        f"已公布：{county} {month} 第{revision.number}版。",
        f"published: {county} {month}, revision {revision.number}.",
    )
    if desk.in_force is not None:
        _told_changes(Correction(desk.in_force, revision))
    return revision


def _told_changes(correction: Correction) -> None:
    before, size = correction.before.number, sum(c.size for c in correction.alterations)
    people, sites = len(correction.effects), len(correction.sites)
    speech.say(
        f"更正第{before}版：值班变动{size}处，涉及{people}人、{sites}个站点。",
        f"corrects revision {before}: {size} change(s) of duties, {people} people, {sites} site(s).",
    )


def _told_where(folder: Path) -> None:
    speech.say(
        f"公示在 {folder / 'notices'}，日历在 {folder / 'feeds'}",
        f"notices in {folder / 'notices'}, feeds in {folder / 'feeds'}",
    )
    corrections = folder / "corrections"
    if corrections.is_dir():
        speech.say(f"更正在 {corrections}", f"corrections in {corrections}")


def _told_already(in_force: Revision, newest: Revision, again: Problem | None, today: date) -> None:
    """What is published stays published: that it no longer holds from ``today`` is only told."""
    name, number = f"{in_force.roster.county} {in_force.roster.month}", in_force.number
    if newest.number == number:
        speech.say(
            f"{name} 第{number}版已经公布过，没有新版；重新写出文件。",
            f"{name}, revision {number} was published before; files written again.",
        )
    else:
        speech.say(
            f"{name} 草稿第{newest.number}版与已公布的第{number}版没有可公布的差别，没有新版。",
            f"{name}: draft {newest.number} tells nothing that the published revision {number} does "
            "not; no new revision.",
        )
    past = [duty for duty in in_force.roster.duties if duty.date < today]
    broken = broken_now(again, in_force.roster, past) if again is not None else []
    if broken:
        told = join(broken)
        speech.complain(
            Text(
                f"注意：按现在的输入，已公布的第{number}版有{len(broken)}处不再成立：{told.zh}。"
                "请重新编排并公布更正",
                f"note: as the inputs are now, {len(broken)} thing(s) in the published revision "
                f"{number} no longer hold: {told.en}; plan again and publish the correction",
            )
        )


def _pass_the_gate(desk: Desk, draft: Revision, reasons: dict[str, str]) -> dict[str, str]:
    """The overrides that were needed. Raises PublishRefusedError where the gate stays shut."""
    findings = gate(
        draft.problem,
        draft.roster,
        on=desk.day,
        violations=broken_today(desk.store, draft, desk.in_force, desk.again, desk.today),
        overrides=reasons,
        changed_from=desk.in_force,
        today=desk.today,
    )
    refused = [finding for finding in findings if finding.reason is None]
    if refused:
        raise PublishRefusedError([_refusal(desk, draft, finding) for finding in refused])
    return {finding.key: finding.reason for finding in findings if finding.reason}


def _refusal(desk: Desk, draft: Revision, finding: GateFinding) -> Text:
    """What is wrong, what would be right, and how a reason is given."""
    texts, roster = [finding.text], draft.roster
    first = first_day(draft.problem, roster, desk.day, desk.in_force)
    if finding.key == LEAD_TIME.key and first is not None:
        since = max(desk.day, planned_on(roster))  # no invented day is counted from
        what = FIRST_CHANGE if desk.in_force else FIRST_DUTY
        texts.append(notice_dates(draft.problem, first, since, what))
    if finding.overridable:
        texts.append(
            Text(f"写明理由：--override {finding.key}=理由", f"--override {finding.key}=reason")
        )
    return join(texts)


def _reasons(overrides: list[str]) -> dict[str, str]:
    """``lead_time=reason`` pairs. Raises BadParameter for an unknown gate or a missing reason."""
    allowed = [g.key for g in GATES if g.overridable]
    found = {}
    for pair in overrides:
        key, _, reason = pair.partition("=")
        if key not in allowed or not reason.strip():
            raise typer.BadParameter(
                t(
                    f"“{pair}”应写作 检查项=理由，检查项可为 {'、'.join(allowed)}",
                    f"{pair!r} must be gate=reason, gate one of {', '.join(allowed)}",
                ),
                param_hint="--override",
            )
        found[key] = reason_of(reason)
    return found
