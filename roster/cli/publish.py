"""roster publish: behind the gate, a draft becomes a published revision with notices and feeds."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

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
from roster.cli.notice import notice_dates
from roster.cli.outputs import write_outputs
from roster.cli.recheck import broken_now, read_again
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import PublishRefusedError
from roster.model.gate import GATES, LEAD_TIME, SHANGHAI, GateFinding, gate, planned_on
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
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> None:
    """Publish the newest draft of the month."""
    wanted, reasons = month_of(month), _reasons(override or [])
    now = datetime.now(SHANGHAI)
    day = now.date() if on is None else day_of(on, "--on")
    with existing(store) as opened:
        revision = newest(opened, county, wanted)
        again = None if inputs is None else read_again(inputs, revision, store)
        if revision.published_at is None:
            revision = _publish(opened, revision, again, day, now, reasons)
        else:
            _told_already(revision, again)
        folder = write_outputs(opened, county, wanted, outputs, speech.lang)
    for warning in missing_glyphs(revision.problem, revision.roster):
        speech.complain(warning)
    speech.say(
        f"公示在 {folder / 'notices'}，日历在 {folder / 'feeds'}",
        f"notices in {folder / 'notices'}, feeds in {folder / 'feeds'}",
    )


def _publish(
    store: Store,
    draft: Revision,
    again: Problem | None,
    day: date,
    now: datetime,
    reasons: dict[str, str],
) -> Revision:
    county, month = draft.roster.county, draft.problem.planned_month
    if again is not None and again.digest != draft.problem.digest:
        speech.say(
            "输入在编排之后有改动，已按现在的输入再核对。",
            "The inputs have changed since the roster was planned; checked again as they are now.",
        )
    passed = _pass_the_gate(draft, again or draft.problem, day, reasons)
    revision = store.publish(
        county, month, draft.number, published_on=day, published_at=now, overrides=passed
    )
    speech.say(
        f"已公布：{county} {month} 第{revision.number}版。",
        f"published: {county} {month}, revision {revision.number}.",
    )
    return revision


def _told_already(revision: Revision, again: Problem | None) -> None:
    """What is published stays published: that it no longer holds is only told."""
    name, number = f"{revision.roster.county} {revision.roster.month}", revision.number
    speech.say(
        f"{name} 第{number}版已经公布过，没有新版；重新写出文件。",
        f"{name}, revision {number} was published before; files written again.",
    )
    broken = broken_now(again, revision.roster) if again is not None else []
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


def _pass_the_gate(
    revision: Revision, now: Problem, day: date, reasons: dict[str, str]
) -> dict[str, str]:
    """The overrides that were needed; hard rules are those of the draft's inputs and of those ``now``.

    Raises PublishRefusedError where the gate stays shut.
    """
    problem, roster = revision.problem, revision.roster
    broken = dict.fromkeys([*broken_now(problem, roster), *broken_now(now, roster)])
    findings = gate(problem, roster, on=day, violations=list(broken), overrides=reasons)
    refused = [finding for finding in findings if finding.reason is None]
    if refused:
        raise PublishRefusedError([_refusal(revision, finding, day) for finding in refused])
    return {finding.key: finding.reason for finding in findings if finding.reason}


def _refusal(revision: Revision, finding: GateFinding, day: date) -> Text:
    """What is wrong, what would be right, and how a reason is given."""
    texts, roster = [finding.text], revision.roster
    if finding.key == LEAD_TIME.key and roster.duties:
        since = max(day, planned_on(roster))  # no invented day is counted from
        texts.append(notice_dates(revision.problem, roster.duties[0].date, since))
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
        found[key] = reason.strip()
    return found
