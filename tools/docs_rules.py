"""The text of docs/rules-and-levels.md, from the rule book, the levels and the audit's docstrings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.sheets.settings import settings_fields
from roster.model.audit import CHECKS
from roster.model.levels import LEVEL_NAMES, LOWER_LEVELS, Level
from roster.model.rules import RULES, Rule, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable

CHOICE = "the documents are silent; usual in duty rosters"
SOURCES: dict[str, str] = {
    "opening": "F4 四（一）4 工作日值班; F1 沁源 每周二或周四",
    "capacity": "F1 屯留 每个工作日安排一名; F4 四（一）4",
    "one_place": CHOICE,
    "availability": CHOICE,
    "eligibility": "F4 四（一）3 人员条件",
    "ban": CHOICE,
    "max_day": CHOICE,
    "max_week": CHOICE,
    "max_month": CHOICE,
    "max_consecutive": CHOICE,
    "rest": CHOICE,
    "same_day_travel": CHOICE,
    "max_weekends": CHOICE,
    "max_hours": CHOICE,
    "site_limit": CHOICE,
    "succession": CHOICE,
    "budget": "F4 五 专项资金; a cap is the county's choice",
    "fixed": CHOICE,
    "changed": CHOICE,
    "pin": CHOICE,
    "centre_short": "F4 四（一）4 在每个工作日安排值班",
    "floor_short": "F4 四（一）4 但每月至少排班1次",
    "visit_short": "F4 四（一）4 原则上每周值班一次",
    "extra_short": "F1, F4 六（三）: fairs and gatherings as occasions",
    "understaffed": "as wanted in 需求",
    "too_close": "F4 四（一）4 原则上每周: evenly spread; the gaps are settings",
    "too_far": "F4 四（一）4 原则上每周: evenly spread; the gaps are settings",
    "centre_over": "as allowed in 需求",
    "min_consecutive": CHOICE,
    "min_days_off": CHOICE,
    "min_hours": CHOICE,
    "load_share": CHOICE,
    "trip_share": CHOICE,
    "off_weekday": "F1 平顺 值班时间要相对固定; F1 沁源",
    "weekday_change": "F1 平顺 值班时间要相对固定",
    "faces": "F1 平顺 要相对固定, read to include persons",
    "avoided_day": CHOICE,
    "off_preferred": CHOICE,
    "request_missed": CHOICE,
    "market_missed": "F1, F4 六（三）: market days as occasions; opt-in",
    "same_firm": CHOICE,
    "travel_minutes": CHOICE,
}

_HEAD = """\
# Rules and levels

<!-- Written by `python -m tools.write_docs` from the rule book, the levels and the audit. -->

Every rule of the roster is listed once, in `roster/model/rules.py`, under a key, a Chinese and an
English name, a level, a unit and a weight. It is written twice: `roster/model/audit/` counts it from
a finished roster in plain Python, `roster/solver/` makes the solver keep or minimise it. Every solve
ends with the audit counting all levels again: a broken hard rule or another value is an error, not a
roster. How to add one: [adding-a-rule.md](adding-a-rule.md).

F1 and F4 are the sources named in the [glossary](glossary.md#sources).

## Hard rules

A roster that breaks a hard rule is refused: `roster plan` never makes one, `roster publish` never
publishes one, `roster audit` exits with 1. All of them but `pin` are *packing* rules: leaving a duty
out never breaks one. So without pins the empty roster is lawful, and there is always a roster, with
its shortages; only pins (指定) can contradict one another, and then the smallest contradictory sets
are named before anything is solved ([decision 0001](decisions/0001-hard-rules-are-packing-rules.md)).

Limits count what lies around the month: duties published in the same week, and runs of days that
began before it.

## Levels

The other rules are penalties: size (in the rule's own unit) × weight, added up within their level.
Levels are minimised one after another and nothing on a lower level is ever bought with something on
a higher one: no fairness for an empty centre day, no shorter road for an unfair share. For each level
the roster carries its value, the bound that the solver proved (no roster can have less, given the
levels above), and whether both are equal: then it is proven optimal.
"""

_SHORTAGES = """
## Shortages

What levels 到岗 and 需求 could not meet is listed as a shortage (缺口) with its dates, how many are
missing, and, for each slot that would have met it and for each person of the pool, the first hard
rule that stands against putting the person there: leave, already on duty elsewhere, weekly limit …
The reasons come from the audit, so they are true of this roster. "可以安排，时限内未排到" means that
no rule stands against it: plan again with a longer `--time-limit`. The rules `too_close`, `too_far`,
`centre_over` and those of a person's month (`min_consecutive`, `min_days_off`, `min_hours`) are
penalties of the level, but no shortages: `roster audit` names them.

A stretch of days with a duty, or of days off, is too short only where both its ends are known. Days
of the month are known, and those before it from the first day of 历史值班 or of published duties on;
after the month only published duties are. So a stretch that may go on next month is not short.

A wish for a site (愿意 with 站点) asks for every session there that it touches; each one that somebody
else serves counts under `request_missed`, times the wish's 权重.

## Fairness

Load is counted in points, by default 2 for a full centre day, 1 for half of one, and 2 for a station
duty (half a day and the road). Each person's fair share is

    fair = T · w / W      w = workdays the person could serve × 承担比例 / 100,  W = sum of all w

where T is everything carried in the window: the past load of the present pool, and the planned month
with every demand met. "Could serve" means: in the pool, entitled by category, and not on leave for
the whole day, so that leave, a later 起算日期 and an earlier 离任日期 pro-rate the share by
themselves. A duty that a shortage leaves open stays in T: nobody's share shrinks by it.

The window is the month, the quarter or the year of the planned month (公平统计周期), up to the end of
that month; but it starts not before the first month of which history is known
([decision 0002](decisions/0002-fairness-window.md)). Station trips are shared in the same way among
those who serve stations, as a rule of their own. Loads, trips and shares are kept in tenths, the
penalty is the square of the distance: so 1 is a hundredth of a squared point, and one person two
points off costs more than two persons one point off. A public-post person costs no subsidy, but that
plays no part here: cost never decides who is chosen.

## The settings that steer them

| 设置 | what it is |
|---|---|
"""

_WEIGHTS = """| `权重:<规则>` | weight of a rule inside its level, 0 to 1000; rules of 到岗 at least 1 |
| `层级:<规则>` | the level in which a scored rule counts; rules of 到岗 stay there |

All settings and their defaults: [inputs.md](inputs.md#settings).

## The rules
"""

STEERING = (
    "层级顺序",
    "公平统计周期",
    "负荷:中心全天",
    "负荷:中心半天",
    "负荷:站点一次",
    "每人每日上限",
    "每人每周上限",
    "每人每月上限",
    "连续值班天数上限",
    "值班间隔天数",
    "最少连续值班天数",
    "最少连休天数",
    "每人周末上限",
    "每人每月最多小时",
    "每人每月最少小时",
    "月度补贴预算",
)


def page() -> str:
    """The whole page."""
    return "".join((_HEAD, _levels(), _SHORTAGES, _settings(), _WEIGHTS, *map(_rules, Level)))


def _levels() -> str:
    order = "、".join(LEVEL_NAMES[level].zh for level in LOWER_LEVELS)
    rows = [
        (str(number), f"{LEVEL_NAMES[level].zh} {level.value}", "、".join(_names(level)))
        for number, level in enumerate((x for x in Level if x is not Level.HARD), 1)
    ]
    head = "\n| order | level | rules |\n|---|---|---|\n"
    tail = f"""
The first two are always first; 稳定 counts only where a roster is being changed
([changing.md](changing.md)); 层级顺序 puts the last four ({order}) in another order.
"""
    return head + _table(rows) + tail


def _names(level: Level) -> list[str]:
    return [rule.name.zh for rule in rules_of(level)]


def _settings() -> str:
    fields = settings_fields()
    return _table((f"`{name}`", str(fields[name][1].description)) for name in STEERING)


def _rules(level: Level) -> str:
    hard = level is Level.HARD
    columns = [
        "key",
        "规则",
        "rule",
        "unit",
        *([] if hard else ["weight"]),
        "what it counts",
        "source",
    ]
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    name = LEVEL_NAMES[level]
    rows = (_row(rule, hard) for rule in RULES if rule.level is level)
    return f"\n### {name.zh}: {name.en}\n\n{head}{_table(rows)}"


def _row(rule: Rule, hard: bool) -> tuple[str, ...]:
    weight = () if hard else (str(rule.weight),)
    unit = f"{rule.unit.zh} {rule.unit.en}"
    counts, source = _first_paragraph(CHECKS[rule.key].__doc__), SOURCES[rule.key]
    return (f"`{rule.key}`", rule.name.zh, rule.name.en, unit, *weight, counts, source)


def _first_paragraph(docstring: str | None) -> str:
    return " ".join((docstring or "").split("\n\n")[0].split())


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows
    )
