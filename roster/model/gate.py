"""The gates of publication (公布前检查): what stands between a draft and the notice board.

Pure: the day and the audit's findings are passed in. Whether the inputs changed since the roster
was planned is asked by the command line, which has the inputs.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from roster.model.calendar import Calendar, days_between
from roster.model.rules import RULE_BY_KEY
from roster.text import Text, day_text, join, span_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.roster import Roster, Shortage

SHANGHAI = ZoneInfo("Asia/Shanghai")
SHOWN = 3  # so many shortages are named in a finding; the rest are in the explanation


class Gate(NamedTuple):
    """A gate: its key, its name, and whether a reason opens it."""

    key: str
    name: Text
    overridable: bool


HARD_RULES = Gate("hard_rules", Text("硬性规则", "hard rules"), overridable=False)
CALENDAR = Gate("calendar", Text("节假日安排", "holiday calendar"), overridable=False)
LEAD_TIME = Gate("lead_time", Text("提前公示", "notice lead time"), overridable=True)
SHORTAGES = Gate("shortages", Text("缺口", "shortages"), overridable=True)

GATES = (HARD_RULES, CALENDAR, LEAD_TIME, SHORTAGES)


class GateFinding(NamedTuple):
    """A gate that is shut, and why.

    ``reason`` is the override given, stripped and not empty; None where none was given or where the
    gate cannot be overridden.
    """

    key: str
    text: Text
    overridable: bool
    reason: str | None


def gate(
    problem: Problem,
    roster: Roster,
    *,
    on: date,
    violations: Sequence[Text],
    overrides: Mapping[str, str],
) -> list[GateFinding]:
    """The gates that publication on the day ``on`` finds shut, in the order of ``GATES``.

    - ``hard_rules``: the audit found violations (passed in).
    - ``calendar``: the month's holidays are not announced, or were not when it was planned.
    - ``lead_time``: fewer workdays than ``notice_lead_workdays`` lie between ``on`` and the
      roster's first duty, neither counted (``workdays_of_notice``); none are needed for no duties.
      Or ``on`` lies before the day of planning (``planned_on``): nobody could have read it then.
    - ``shortages``: the roster has any; the reason acknowledges them.

    ``overrides`` are reasons by gate key; an empty one counts as none.
    """
    texts = {
        HARD_RULES: _hard_rules(violations),
        CALENDAR: _calendar(problem, roster),
        LEAD_TIME: _lead_time(problem, roster, on),
        SHORTAGES: _shortages(roster),
    }
    return [
        GateFinding(g.key, text, g.overridable, _reason(g, overrides))
        for g, text in texts.items()
        if text is not None
    ]


def refusals(findings: Sequence[GateFinding]) -> list[Text]:
    """Why publication is refused: each finding without a valid reason; empty when it may go on."""
    return [finding.text for finding in findings if finding.reason is None]


def workdays_of_notice(calendar: Calendar, on: date, first: date) -> int:
    """Workdays after ``on`` and before ``first``; 0 when ``first`` is not later.

    Published on Wednesday, first duty on the next Tuesday: Thursday, Friday and Monday are 3. Days
    before the calendar begins count as workdays from Monday to Friday.
    """
    begins = min(day.date for day in calendar.days)
    return sum(
        calendar.is_workday(day) if day >= begins else day.weekday() < 5
        for day in days_between(on + timedelta(days=1), first - timedelta(days=1))
    )


def planned_on(roster: Roster) -> date:
    """The day on which the roster was planned, in China; a time without zone is taken as UTC."""
    at = roster.planned_at
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(SHANGHAI).date()


def _reason(of: Gate, overrides: Mapping[str, str]) -> str | None:
    return (overrides.get(of.key, "").strip() or None) if of.overridable else None


def _hard_rules(violations: Sequence[Text]) -> Text | None:
    if not violations:
        return None
    told = join(violations)
    return Text(
        f"违反硬性规则{len(violations)}处：{told.zh}",
        f"hard rules are broken ({len(violations)}): {told.en}",
    )


def _calendar(problem: Problem, roster: Roster) -> Text | None:
    if not problem.calendar.announced:
        return Text(
            f"{problem.month}的节假日安排尚未公布，请在日历表中填入后重新编排",
            f"the holidays of {problem.month} are not announced; fill in the calendar sheet"
            " and plan again",
        )
    if not roster.calendar_announced:
        return Text(
            "此版编排时节假日安排尚未公布，请重新编排",
            "this roster was planned before the holidays were announced; plan again",
        )
    return None


def _lead_time(problem: Problem, roster: Roster, on: date) -> Text | None:
    found = [t for t in (_backdated(roster, on), _short_notice(problem, roster, on)) if t]
    if not found:
        return None
    told = join(found)
    return Text(
        f"{told.zh}；确需公布请写明理由", f"{told.en}; give a reason to publish all the same"
    )


def _backdated(roster: Roster, on: date) -> Text | None:
    planned = planned_on(roster)
    if on >= planned:
        return None
    published, made = day_text(on), day_text(planned)
    if on.year != planned.year:
        published = Text(f"{on.year}年{published.zh}", f"{published.en} {on.year}")
        made = Text(f"{planned.year}年{made.zh}", f"{made.en} {planned.year}")
    return Text(
        f"公布日期{published.zh}早于编制日期{made.zh}",
        f"the day of publication, {published.en}, lies before the day of planning, {made.en}",
    )


def _short_notice(problem: Problem, roster: Roster, on: date) -> Text | None:
    if not roster.duties:
        return None
    first, wanted = roster.duties[0].date, problem.settings.notice_lead_workdays
    found = workdays_of_notice(problem.calendar, on, first)
    if found >= wanted:
        return None
    published, begins = day_text(on), day_text(first)
    return Text(
        f"{published.zh}公布、{begins.zh}首次值班，中间只有{found}个工作日，应有{wanted}个",
        f"published on {published.en} for a first duty on {begins.en}: {found} workdays between,"
        f" {wanted} wanted",
    )


def _shortages(roster: Roster) -> Text | None:
    if not roster.shortages:
        return None
    count, rest = len(roster.shortages), len(roster.shortages) - SHOWN
    told = join(_shortage(roster, shortage) for shortage in roster.shortages[:SHOWN])
    more = Text("等", f"; and {rest} more") if rest > 0 else Text("", "")
    return Text(
        f"有{count}处缺口（{told.zh}{more.zh}）；确需公布请写明理由",
        f"{count} shortage(s): {told.en}{more.en}; give a reason to publish all the same",
    )


def _shortage(roster: Roster, shortage: Shortage) -> Text:
    rule, days = RULE_BY_KEY[shortage.rule], span_text(shortage.start, shortage.end)
    site = roster.sites.get(shortage.site, shortage.site)
    return Text(
        f"{site}{days.zh}{rule.name.zh}{shortage.missing}{rule.unit.zh}",
        f"{site} {days.en} {rule.name.en} {shortage.missing} {rule.unit.en}",
    )
