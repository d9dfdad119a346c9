"""The words of the workbook: names of sheets, titles, short names of sites, dates."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roster.model.roster import STATUS_NAMES, Status
from roster.model.rules import RULE_BY_KEY
from roster.model.sheets import BY_DAY, BY_SITE, STAMP_SHEET
from roster.model.sites import SESSION_NAMES, Session, SiteKind
from roster.text import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_ZH, Text, day_text, join

if TYPE_CHECKING:
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.roster import Roster

SHEETS: dict[str, Text] = {
    "about": Text("说明", "About"),
    "by_site": BY_SITE,
    "by_person": Text("人员排班", "By person"),
    "by_day": BY_DAY,
    "changes": Text("更正", "Correction"),
    "why": Text("为什么", "Why"),
    "fairness": Text("公平统计", "Fairness"),
    "periods": Text("分期统计", "By period"),
    "shortages": Text("缺口", "Shortages"),
    "scores": Text("得分", "Scores"),
    "stamp": STAMP_SHEET,
}
EDITABLE = ("by_site", "by_day")  # read back by roster import

LEAVE = Text("假", "L")
HALF_LEAVE = {
    Session.FULL: LEAVE,
    Session.MORNING: Text("上午假", "L am"),
    Session.AFTERNOON: Text("下午假", "L pm"),
}

_SUFFIXES = ("街道办事处", "街道", "开发区", "镇", "乡")
_LOCAL = ZoneInfo("Asia/Shanghai")


def title(problem: Problem, roster: Roster) -> Text:
    """沁源县2026年12月法律服务人员值班表."""
    month, county = roster.planned_month, problem.settings.county
    return Text(
        f"{county}{month.year}年{month.month}月法律服务人员值班表",
        f"{county}: legal service duty roster, {MONTHS_EN[month.month - 1]} {month.year}",
    )


def status_mark(roster: Roster) -> Text | None:
    """What the title adds unless the roster is the valid published one: （草稿）."""
    if roster.status is Status.PUBLISHED:
        return None
    name = STATUS_NAMES[roster.status]
    return Text(f"（{name.zh}）", f" ({name.en.upper()})")


def subtitle(problem: Problem, roster: Roster) -> Text:
    """Who made it, which revision, when; and the warning where the calendar was assumed."""
    planned = _local(roster.planned_at)
    parts = [
        Text(problem.settings.bureau, problem.settings.bureau),
        revision_text(roster),
        Text(
            f"编制于{planned:%Y}年{planned.month}月{planned.day}日",
            f"planned on {day_text(planned.date()).en} {planned:%Y}",
        ),
    ]
    if not roster.calendar_announced:
        parts.append(
            Text(
                "节假日安排尚未公布，按平常星期推算",
                "public holidays not announced yet: plain weekdays assumed",
            )
        )
    return join(parts, zh="　", en=" · ")


def revision_text(roster: Roster) -> Text:
    """第2版, or 未编号 while the store has not numbered it."""
    if not roster.revision:
        return Text("未编号", "not numbered")
    return Text(f"第{roster.revision}版", f"revision {roster.revision}")


def created_at(roster: Roster) -> datetime:
    """When the roster was planned, in UTC and naive, as file properties are written."""
    moment = roster.planned_at
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def moment_text(moment: datetime) -> str:
    """2026-11-20 17:00 on the clocks of the county."""
    return f"{_local(moment):%Y-%m-%d %H:%M}"


def _local(moment: datetime) -> datetime:
    # A naive moment is taken as it stands: the machine's own zone must not change the bytes.
    return moment.astimezone(_LOCAL) if moment.tzinfo else moment


def short_weekday(day: date) -> Text:
    """The weekday in one character: 二 / Tue."""
    return Text(WEEKDAYS_ZH[day.weekday()], WEEKDAYS_EN[day.weekday()])


def short_names(problem: Problem) -> dict[str, Text]:
    """Names for narrow columns: 郭道镇 is 郭道 where no other site would be called so."""
    stems = {s.id: _stem(s.name) if s.kind is SiteKind.STATION else s.name for s in problem.sites}
    count = Counter(stems.values())
    names = {
        s.id: Text(*(2 * (stems[s.id] if count[stems[s.id]] == 1 else s.name,)))
        for s in problem.sites
    }
    centres = [s.id for s in problem.sites if s.kind is SiteKind.CENTRE]
    if len(centres) == 1:
        names[centres[0]] = Text("中心", "Centre")
    return names


def _stem(name: str) -> str:
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) >= len(suffix) + 2:
            return name.removesuffix(suffix)
    return name


def rule_name(key: str) -> Text:
    """The rule's name in the rule book; the key itself for a rule of another program version."""
    rule = RULE_BY_KEY.get(key)
    return rule.name if rule else Text(key, key)


def rule_unit(key: str) -> Text:
    """What one unit of the rule's size is; nothing for a rule of another program version."""
    rule = RULE_BY_KEY.get(key)
    return rule.unit if rule else Text("", "")


def count_text(number: int, unit: Text) -> Text:
    """So many of a unit: 2人次 / duties: 2."""
    return Text(f"{number}{unit.zh}", f"{unit.en}: {number}" if unit.en else str(number))


def hours_text(problem: Problem, site: str, session: Session) -> str:
    """The session's hours: 08:00—12:00, 14:00—18:00."""
    return ", ".join(str(span) for span in problem.site[site].hours(session))


def session_name(session: Session) -> Text:
    """全天 / full day."""
    return SESSION_NAMES[session]
