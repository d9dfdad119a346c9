"""roster publish: behind the gate, a draft becomes a published revision with notices and feeds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

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
from roster.cli.outputs import write_outputs
from roster.cli.speech import speech, t
from roster.errors import PublishRefusedError
from roster.model.audit import describe, violations
from roster.model.gate import GATES, gate, refusals
from roster.model.revision import Revision
from roster.publish.notices import missing_glyphs
from roster.store import open_store

SHANGHAI = ZoneInfo("Asia/Shanghai")


def publish_command(
    county: CountyArgument,
    month: MonthOption,
    on: Annotated[
        str | None,
        typer.Option("--on", help=t("公布日期，默认今天", "day of publication; default: today")),
    ] = None,
    override: Annotated[
        list[str] | None,
        typer.Option(
            "--override",
            help=t(
                "放行理由，如 lead_time=临时增设；可写多次",
                "reason to pass a gate, e.g. lead_time=new station; repeatable",
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
    with open_store(store) as opened:
        revision = newest(opened, county, wanted)
        if revision.published_at is None:
            passed = _pass_the_gate(revision, day, reasons)
            revision = opened.publish(
                county,
                wanted,
                revision.number,
                published_on=day,
                published_at=now,
                overrides=passed,
            )
            speech.say(
                f"已公布：{county} {month} 第{revision.number}版。",
                f"published: {county} {month}, revision {revision.number}.",
            )
        else:
            speech.say(
                f"{county} {month} 第{revision.number}版已经公布过，没有新版；重新写出文件。",
                f"{county} {month}, revision {revision.number} was published before; files written again.",
            )
        folder = write_outputs(opened, county, wanted, outputs, speech.lang)
    for warning in missing_glyphs(revision.problem, revision.roster):
        speech.complain(warning)
    speech.say(
        f"公示在 {folder / 'notices'}，日历在 {folder / 'feeds'}",
        f"notices in {folder / 'notices'}, feeds in {folder / 'feeds'}",
    )


def _pass_the_gate(revision: Revision, day: date, reasons: dict[str, str]) -> dict[str, str]:
    """The overrides that were needed. Raises PublishRefusedError where the gate stays shut."""
    broken = [
        describe(revision.problem, f) for f in violations(revision.problem, revision.roster.duties)
    ]
    findings = gate(revision.problem, revision.roster, on=day, violations=broken, overrides=reasons)
    refused = refusals(findings)
    if refused:
        raise PublishRefusedError(refused)
    return {finding.key: finding.reason for finding in findings if finding.reason}


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
