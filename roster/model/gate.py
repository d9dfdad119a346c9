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
    from roster.model.revision import Revision
    from roster.model.roster import Roster, Shortage
    from roster.model.sites import Site

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_DUTY, FIRST_CHANGE = Text("首次值班", "first duty"), Text("首次变动", "first change")
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
PAST = Gate("past", Text("补记", "days past"), overridable=True)

GATES = (HARD_RULES, CALENDAR, PAST, LEAD_TIME, SHORTAGES)


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
    changed_from: Revision | None = None,
    today: date | None = None,
) -> list[GateFinding]:
    """The gates that publication on the day ``on`` finds shut, in the order of ``GATES``.

    ``changed_from`` is the revision in force that this roster corrects; None for a first publication.
    A correction is measured by what it changes: the first duty for the lead time is the first that is
    new, gone or held at other hours or another place, and only shortages that are new or have grown
    shut the gate.

    - ``hard_rules``: the audit found violations (passed in).
    - ``calendar``: the month's holidays are not announced, or were not when it was planned.
    - ``past``: days before ``today`` (``on`` where it is later) are otherwise than they were published; the
      reason says that they were held like that.
    - ``lead_time``: fewer workdays than ``notice_lead_workdays`` lie between ``on`` and the
      first duty (``first_day``), neither counted (``workdays_of_notice``); none are needed for none.
      Or ``on`` lies before the day of planning (``planned_on``): nobody could have read it then.
    - ``shortages``: the roster has any that nobody has acknowledged yet; the reason does.

    ``overrides`` are reasons by gate key; an empty one counts as none.
    """
    texts = {
        HARD_RULES: _hard_rules(violations),
        CALENDAR: _calendar(problem, roster),
        PAST: _past(roster, today or on, changed_from),
        LEAD_TIME: _lead_time(problem, roster, on, changed_from),
        SHORTAGES: _shortages(roster, changed_from),
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


def first_day(
    problem: Problem, roster: Roster, on: date, changed_from: Revision | None
) -> date | None:
    """The first day that a publication ``on`` a day tells something new about; None where there is none.

    The day of the first duty; of a correction the first day from ``on`` with a duty that is new or gone, or
    that is held at other hours or another place. Unchanged duties do not count.
    """
    if changed_from is None:
        return roster.duties[0].date if roster.duties else None
    old, sites = set(changed_from.roster.duties), changed_from.problem.site
    changed = {d.date for d in old ^ set(roster.duties) if d.date >= on}
    elsewhere = {s.id for s in problem.sites if s.id in sites and _moved(sites[s.id], s)}
    changed |= {d.date for d in roster.duties if d.site in elsewhere and d.date >= on}
    return min(changed, default=None)


def _moved(old: Site, new: Site) -> bool:
    """Whether the site is to be found elsewhere, or at other hours."""
    return (old.address, old.morning, old.afternoon) != (new.address, new.morning, new.afternoon)


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


def _lead_time(
    problem: Problem, roster: Roster, on: date, changed_from: Revision | None
) -> Text | None:
    notice = _short_notice(problem, roster, on, changed_from)
    found = [text for text in (_backdated(roster, on), notice) if text]
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


def _short_notice(
    problem: Problem, roster: Roster, on: date, changed_from: Revision | None
) -> Text | None:
    first = first_day(problem, roster, on, changed_from)
    wanted = problem.settings.notice_lead_workdays
    found = workdays_of_notice(problem.calendar, on, first) if first else wanted
    if first is None or found >= wanted:
        return None
    published, begins = day_text(on), day_text(first)
    what = FIRST_DUTY if changed_from is None else FIRST_CHANGE
    return Text(
        f"{published.zh}公布、{begins.zh}{what.zh}，中间只有{found}个工作日，应有{wanted}个",
        f"published on {published.en} for a {what.en} on {begins.en}: {found} workdays between,"
        f" {wanted} wanted",
    )


def _past(roster: Roster, today: date, changed_from: Revision | None) -> Text | None:
    """Days that are over and not as they were published: decided before, and not published in time."""
    if changed_from is None:
        return None
    differ = set(changed_from.roster.duties) ^ set(roster.duties)
    days = [day_text(day) for day in sorted({d.date for d in differ if d.date < today})]
    if not days:
        return None
    told, number = join(days, "、", ", "), changed_from.number
    return Text(
        f"{told.zh}已经过去，与已公布的第{number}版不同；当天确是这样值班的，请写明理由补记，"
        "不是的，请再运行 roster plan",
        f"{told.en} is over, and not as in the published revision {number}; give a reason if it was "
        "held like this, else run roster plan again",
    )


def _shortages(roster: Roster, changed_from: Revision | None) -> Text | None:
    known = {} if changed_from is None else _missing(changed_from.roster)
    open_ones = [s for s in roster.shortages if s.missing > known.get(_place(s), 0)]
    if not open_ones:
        return None
    count, rest = len(open_ones), len(open_ones) - SHOWN
    told = join(_shortage(roster, shortage) for shortage in open_ones[:SHOWN])
    more = Text("等", f"; and {rest} more") if rest > 0 else Text("", "")
    new = Text("", "") if changed_from is None else Text("新增或加重的", "new or grown ")
    return Text(
        f"有{count}处{new.zh}缺口（{told.zh}{more.zh}）；确需公布请写明理由",
        f"{count} {new.en}shortage(s): {told.en}{more.en}; give a reason to publish all the same",
    )


def _missing(roster: Roster) -> dict[tuple[object, ...], int]:
    return {_place(shortage): shortage.missing for shortage in roster.shortages}


def _place(shortage: Shortage) -> tuple[object, ...]:
    return shortage.rule, shortage.site, shortage.start, shortage.end


def _shortage(roster: Roster, shortage: Shortage) -> Text:
    rule, days = RULE_BY_KEY[shortage.rule], span_text(shortage.start, shortage.end)
    site = roster.sites.get(shortage.site, shortage.site)
    return Text(
        f"{site}{days.zh}{rule.name.zh}{shortage.missing}{rule.unit.zh}",
        f"{site} {days.en} {rule.name.en} {shortage.missing} {rule.unit.en}",
    )
