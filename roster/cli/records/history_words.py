"""How a revision came about, and what the audit trail says, in words for whoever inspects it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from roster.model.feed_addresses import FeedScope
from roster.model.gate import GATES, SHANGHAI
from roster.model.revision import Revision
from roster.model.roster import STATUS_NAMES
from roster.model.rules import RULE_BY_KEY
from roster.model.swaps import STATE_NAMES, SwapState
from roster.model.wording import Words
from roster.store import Entry, Event
from roster.text import Text, day_text, join

GATE_NAMES = {gate.key: gate.name for gate in GATES}
SCOPE_NAMES = {
    FeedScope.PERSON: Text("个人", "a person"),
    FeedScope.SITE: Text("站点", "a site"),
    FeedScope.COUNTY: Text("全县", "the county"),
}
UNNAMED = Text("（未署名）", "(unnamed)")


def entry_lines(entry: Entry) -> Iterator[Text]:
    """A revision in a few lines: what it is, what it rests on, what was changed, its publication."""
    revision = entry.revision
    yield _head(revision)
    if entry.source is not None:
        yield Text(f"  输入：{entry.source}", f"  inputs: {entry.source}")
    for change in revision.origin.changes:
        told = change.text(revision.problem)
        yield Text(f"  · {told.zh}", f"  - {told.en}")
    if entry.differs is not None:
        base = revision.origin.base
        yield Text(
            f"  与第{base}版相比，改动{entry.differs}处",
            f"  duties that differ from revision {base}: {entry.differs}",
        )
    yield from _exemptions(revision)
    if revision.published_at is not None:
        yield _publication(entry, revision.published_at)


def event_line(event: Event) -> Text:
    """A line of the audit trail: when, who, what, why."""
    what, who = WHAT.get(event.what, _other)(event), _who(event.made_by)
    month = f"  {event.month}" if event.month else ""
    told = Text(
        f"{moment(event.at)}  {who.zh}{month}  {what.zh}",
        f"{moment(event.at)}  {who.en}{month}  {what.en}",
    )
    return _with_why(told, event.why)


def moment(at: datetime) -> str:
    """A moment in China, to the minute."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _head(revision: Revision) -> Text:
    status, origin = STATUS_NAMES[revision.roster.status], revision.origin
    who, at, number = _who(origin.by), moment(revision.created_at), revision.number
    made = Text("编排", "planned")
    if origin.base is not None:
        made = Text(f"由第{origin.base}版修改", f"changed from revision {origin.base}")
    return _with_why(
        Text(
            f"第{number}版（{status.zh}）  {at}  {who.zh}  {made.zh}",
            f"revision {number} ({status.en})  {at}  {who.en}  {made.en}",
        ),
        origin.why,
    )


def _exemptions(revision: Revision) -> Iterator[Text]:
    words = Words(revision.problem)
    for exempt in revision.problem.exemptions:
        rule, slot = RULE_BY_KEY[exempt.rule].name, words.duty(exempt.duty)
        who = words.person(exempt.duty.person)
        yield Text(
            f"  例外：{who}{slot.zh}，不计“{rule.zh}”（{exempt.reason}）",
            f"  exempted: {who}, {slot.en}, from “{rule.en}” ({exempt.reason})",
        )


def _publication(entry: Entry, at: datetime) -> Text:
    roster, who = entry.revision.roster, _who(entry.published_by)
    day = day_text(roster.published_on or at.astimezone(SHANGHAI).date())
    told = Text(
        f"  {moment(at)}  {who.zh}  公布，公布日期{day.zh}",
        f"  {moment(at)}  {who.en}  published, dated {day.en}",
    )
    reasons = _overrides(entry.revision.overrides)
    if reasons:
        told = Text(f"{told.zh}，放行：{reasons.zh}", f"{told.en}, overridden: {reasons.en}")
    return _with_why(told, entry.published_why)


def _overrides(overrides: dict[str, str]) -> Text | None:
    """缺口（已申请支援）、提前公示（急）; None where nothing was overridden."""
    if not overrides:
        return None
    named = [(GATE_NAMES.get(g, Text(g, g)), reason) for g, reason in sorted(overrides.items())]
    return join((Text(f"{n.zh}（{r}）", f"{n.en} ({r})") for n, r in named), zh="、", en=", ")


def _draft(event: Event) -> Text:
    number, duties = event.revision, event.detail["duties"]
    if event.base is None:
        return Text(
            f"编排第{number}版，{duties}次值班", f"planned revision {number} (duties: {duties})"
        )
    return Text(
        f"在第{event.base}版基础上作出第{number}版，{duties}次值班",
        f"made revision {number} from revision {event.base} (duties: {duties})",
    )


def _published(event: Event) -> Text:
    reasons = _overrides(event.detail["overrides"])
    told = Text(f"公布第{event.revision}版", f"published revision {event.revision}")
    if event.base is not None:
        told = Text(
            f"{told.zh}，更正第{event.base}版", f"{told.en}, which corrects revision {event.base}"
        )
    if reasons:
        told = Text(f"{told.zh}，放行：{reasons.zh}", f"{told.en}, overridden: {reasons.en}")
    return told


def _superseded(event: Event) -> Text:
    by = event.detail["by"]
    return Text(
        f"第{event.revision}版被第{by}版更正",
        f"revision {event.revision} gave way to revision {by}",
    )


def _swap(event: Event) -> Text:
    number, state = event.detail["swap"], STATE_NAMES[SwapState(event.detail["state"])]
    return Text(f"第{number}号换班申请：{state.zh}", f"swap {number}: {state.en}")


def _address(event: Event) -> Text:
    scope, holder = SCOPE_NAMES[FeedScope(event.detail["scope"])], event.detail["holder"]
    gave = Text("发出日历地址", "gave out a feed address")
    if event.detail.get("replaces"):
        gave = Text("换发日历地址", "gave out a new feed address, in place of the old one,")
    return Text(f"{gave.zh}：{scope.zh}{holder}", f"{gave.en} of {scope.en} {holder}")


def _revoked(event: Event) -> Text:
    short = event.detail["digest"][:8]
    return Text(f"收回日历地址（摘要{short}…）", f"revoked a feed address (digest {short}…)")


def _imported(event: Event) -> Text:
    months, revisions = event.detail["months"], event.detail["revisions"]
    return Text(
        f"导入备份：{months}个月，{revisions}版",
        f"imported a backup: {months} month(s), {revisions} revision(s)",
    )


def _other(event: Event) -> Text:
    detail: dict[str, Any] = event.detail
    return Text(f"{event.what} {detail}", f"{event.what} {detail}")


WHAT: dict[str, Callable[[Event], Text]] = {
    "draft": _draft,
    "published": _published,
    "superseded": _superseded,
    "swap": _swap,
    "feed address": _address,
    "feed address revoked": _revoked,
    "imported": _imported,
}


def _who(name: str) -> Text:
    return Text(name, name) if name else UNNAMED


def _with_why(text: Text, why: str) -> Text:
    return Text(f"{text.zh}，理由：{why}", f"{text.en}, because: {why}") if why else text
