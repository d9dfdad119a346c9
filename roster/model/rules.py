"""The rule book: every rule once, by name. The audit has one function for each key, the solver another.

Every hard rule but ``pin`` and ``fixed`` is a *packing* rule: leaving a duty out never breaks one. So
without duties that have to be an empty roster is lawful, and a set of those contradicts exactly when the
roster made of them alone breaks a rule.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roster.model.levels import Level
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


class Rule(NamedTuple):
    """A duty rule: its key in code, its level, its names, what one unit of its size is, its weight."""

    key: str
    level: Level
    name: Text
    unit: Text
    weight: int = 1

    @property
    def overridable(self) -> bool:
        """Whether a reason can exempt a duty from it: limits that the county has set itself, and what
        persons agreed to all the same. Nobody is exempted from the law, from the site's hours or from
        being in one place only.
        """
        return self.key in _OVERRIDABLE

    @property
    def weighable(self) -> bool:
        """Whether a county may weigh it: hard rules have no price, and changes are alone in their level."""
        return self.level not in (Level.HARD, Level.STABILITY)


_OVERRIDABLE = frozenset(
    {
        "availability",
        "ban",
        "max_day",
        "max_week",
        "max_month",
        "max_consecutive",
        "rest",
        "max_weekends",
        "max_hours",
        "site_limit",
        "succession",
        "budget",
    }
)
_TIMES = Text("次", "times")
_DUTIES = Text("人次", "duties")
_DAYS = Text("天", "days")

RULES: tuple[Rule, ...] = (
    Rule("opening", Level.HARD, Text("只在开放时段值班", "open session only"), _DUTIES),
    Rule("capacity", Level.HARD, Text("不超过需求", "no more than wanted"), _DUTIES),
    Rule("one_place", Level.HARD, Text("一时一地", "one place at a time"), _TIMES),
    Rule("availability", Level.HARD, Text("请假", "availability"), _DUTIES),
    Rule("eligibility", Level.HARD, Text("人员资格", "eligibility"), _DUTIES),
    Rule("ban", Level.HARD, Text("禁止安排", "bans"), _DUTIES),
    Rule("max_day", Level.HARD, Text("每日上限", "daily limit"), _DUTIES),
    Rule("max_week", Level.HARD, Text("每周上限", "weekly limit"), _DUTIES),
    Rule("max_month", Level.HARD, Text("每月上限", "monthly limit"), _DUTIES),
    Rule("max_consecutive", Level.HARD, Text("连续值班上限", "consecutive days"), _TIMES),
    Rule("rest", Level.HARD, Text("值班间隔", "rest between duties"), _TIMES),
    Rule("same_day_travel", Level.HARD, Text("同日赶路时间", "same-day travel time"), _TIMES),
    Rule(
        "max_weekends",
        Level.HARD,
        Text("周末上限", "weekend limit"),
        Text("个周末", "weekends"),
    ),
    Rule("max_hours", Level.HARD, Text("工时上限", "hours limit"), Text("分钟", "minutes")),
    Rule("site_limit", Level.HARD, Text("同站点上限", "limit at a site"), _DUTIES),
    Rule("succession", Level.HARD, Text("次日不接", "forbidden successions"), _TIMES),
    Rule("budget", Level.HARD, Text("补贴预算", "subsidy budget"), Text("元", "yuan")),
    Rule("pin", Level.HARD, Text("指定安排", "pins"), _DUTIES),
    Rule("fixed", Level.HARD, Text("已定不动", "days that stay"), _DUTIES),
    Rule("centre_short", Level.COVER, Text("中心缺岗", "centre short"), _DUTIES),
    Rule(
        "floor_short",
        Level.COVER,
        Text("站点当月未开放", "station below the monthly floor"),
        Text("站", "stations"),
        5,
    ),
    Rule(
        "visit_short", Level.DEMAND, Text("坐班次数不足", "visits below the frequency"), _TIMES, 10
    ),
    Rule("extra_short", Level.DEMAND, Text("加场未排", "extra visit not held"), _TIMES, 10),
    Rule("understaffed", Level.DEMAND, Text("坐班人数不足", "visit understaffed"), _DUTIES, 5),
    Rule("too_close", Level.DEMAND, Text("坐班间隔过近", "visits too close"), _TIMES),
    Rule("too_far", Level.DEMAND, Text("坐班间隔过远", "visits too far apart"), _TIMES),
    Rule("centre_over", Level.DEMAND, Text("中心多排", "more than wanted at the centre"), _DUTIES),
    Rule("min_consecutive", Level.DEMAND, Text("连续值班过短", "too few days in a row"), _DAYS, 10),
    Rule("min_days_off", Level.DEMAND, Text("连休过短", "too few days off in a row"), _DAYS, 10),
    Rule("min_hours", Level.DEMAND, Text("工时不足", "too few hours"), Text("小时", "hours"), 10),
    Rule("changed", Level.STABILITY, Text("改动", "changes"), Text("处", "changes")),
    Rule(
        "load_share",
        Level.FAIRNESS,
        Text("总负荷不均", "uneven load"),
        Text("百分之一平方分", "hundredths of a squared point"),
    ),
    Rule(
        "trip_share",
        Level.FAIRNESS,
        Text("下乡次数不均", "uneven station trips"),
        Text("百分之一平方次", "hundredths of a squared trip"),
    ),
    Rule("off_weekday", Level.REGULARITY, Text("偏离惯常星期", "off the usual weekday"), _TIMES, 3),
    Rule(
        "weekday_change",
        Level.REGULARITY,
        Text("更换惯常星期", "usual weekday changed"),
        Text("站", "stations"),
        2,
    ),
    Rule("faces", Level.REGULARITY, Text("不同面孔", "different faces"), Text("人", "persons")),
    Rule("avoided_day", Level.WISHES, Text("排在不愿值班日", "duty on an avoided day"), _DUTIES, 3),
    Rule(
        "off_preferred",
        Level.WISHES,
        Text("未排在愿值班日", "duty off the preferred days"),
        _DUTIES,
    ),
    Rule("request_missed", Level.WISHES, Text("点名意愿未排", "request not met"), _DUTIES, 3),
    Rule("market_missed", Level.WISHES, Text("坐班未逢集", "visit not on a market day"), _TIMES, 2),
    Rule(
        "same_firm",
        Level.WISHES,
        Text("中心连日同一机构", "same firm on successive centre days"),
        _TIMES,
    ),
    Rule(
        "travel_minutes",
        Level.TRAVEL,
        Text("单程车程", "minutes on the road, one way"),
        Text("分钟", "minutes"),
    ),
)

RULE_BY_KEY: dict[str, Rule] = {rule.key: rule for rule in RULES}
NOWHERE: Mapping[str, Level] = MappingProxyType({})


def rules_of(level: Level, moved: Mapping[str, Level] = NOWHERE) -> tuple[Rule, ...]:
    """The rules of one level, in the order of the book; ``moved`` are those that a county counts in
    another level than the book (``Settings.levels``), by key.
    """
    return tuple(rule for rule in RULES if moved.get(rule.key, rule.level) is level)


def may_count_in(rule: Rule, level: Level) -> bool:
    """Whether a county may count the rule in the level. Hard rules stay hard and others never become
    so, and no more do changes; cover stays above all, because the centre's workdays and the monthly
    floor are duties (F4).
    """
    if not rule.weighable or level in (Level.HARD, Level.STABILITY):
        return rule.level is level
    return rule.level is not Level.COVER or level is Level.COVER


def level_name(rule: Rule) -> str:
    """What the clerk writes in the 规则 sheet to count a rule in another level: 层级:不同面孔."""
    return f"层级:{rule.name.zh}"


def weight_name(rule: Rule) -> str:
    """What the clerk writes in the 规则 sheet to weigh a rule: 权重:不同面孔."""
    return f"权重:{rule.name.zh}"


def least_weight(rule: Rule) -> int:
    """The smallest weight a county may give the rule: 0 switches it off, but not on the cover level,
    because the centre's workdays and the monthly floor are duties (F4).
    """
    return 1 if rule.level is Level.COVER else 0
