"""A roster level by level in words: what is met, what falls short, who is farthest from the fair share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.audit import audit
from roster.model.levels import Level
from roster.model.rules import RULE_BY_KEY
from roster.model.shares import SCALE, serving_days
from roster.model.wording import Words, times
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.roster import LevelScore

WELL = {
    Level.COVER: Text(
        "中心每个工作日都有人，各站点当月都开放", "the centre is staffed, every station is open"
    ),
    Level.DEMAND: Text(
        "各站点的坐班次数、人数和间隔都合要求", "every visit wanted is held and spaced"
    ),
    Level.STABILITY: Text("与原来的排班相同", "the same as before"),
    Level.REGULARITY: Text("没有站点坐班", "no station is visited"),
    Level.WISHES: Text("各人意愿、逢集都照顾到了", "every wish and market day is met"),
    Level.TRAVEL: Text("不用走路", "no roads"),
}
SHARES = ("load_share", "trip_share")
PROVEN = Text("已证明不能更好", "proven: it cannot be better")
GIVEN = Text(
    "上面各层照现在这样，已证明不能更好",
    "proven: no better while the levels above stay as they are",
)
OPEN = Text("没有算到底，也许还能更好", "not solved to the end: it may get better")


def states(problem: Problem, duties: Iterable[Duty]) -> dict[Level, Text]:
    """How the roster stands on each level, in the county's order."""
    held = list(duties)
    report, words = audit(problem, held), Words(problem)
    found: dict[Level, Text] = {}
    for level in problem.levels:
        told = [
            _sized(s.rule, s.size)
            for s in report.rules
            if s.level is level and s.size and s.weight and s.rule not in SHARES
        ]
        if level is Level.FAIRNESS:  # squares of distances tell nobody anything
            found[level] = join(filter(any, [_fairness(problem, held, words), *told]))
            continue
        found[level] = join(told, "，", ", ") if told else WELL[level]
    return found


def proofs(scores: Sequence[LevelScore]) -> dict[Level, Text]:
    """Whether each level can be better: a proof holds only as long as the levels above stay as they are."""
    found, sure = {}, True
    for score in scores:
        found[score.level] = (PROVEN if sure else GIVEN) if score.optimal else OPEN
        sure = sure and score.optimal
    return found


def _sized(rule: str, size: int) -> Text:
    name, unit = RULE_BY_KEY[rule].name, RULE_BY_KEY[rule].unit
    if rule == "travel_minutes":
        return Text(f"单程共{size}分钟", f"{size} minutes, one way")
    return Text(f"{name.zh}{size}{unit.zh}", f"{name.en}: {size}")


def _fairness(problem: Problem, duties: Sequence[Duty], words: Words) -> Text:
    loads, trips = _distances(problem, duties)
    told = []
    if loads:
        told.append(_ends(loads, words, Text("值班", "duties")))
    if trips and any(problem.is_station(d.site) for d in duties):
        told.append(_ends(trips, words, Text("下乡", "station trips")))
    return join(told)


def _distances(problem: Problem, duties: Sequence[Duty]) -> tuple[dict[str, int], dict[str, int]]:
    """Tenths of points and of trips from the fair share, of those who could serve in the month."""
    loads, trips = {}, {}
    for person in problem.people:
        if serving_days(problem, person, problem.month.first):
            share, own = problem.shares[person.id], [d for d in duties if d.person == person.id]
            load = share.past_load + sum(map(problem.load, own))
            loads[person.id] = SCALE * load - share.fair_load
            if person.serves_stations:
                count = share.past_trips + sum(problem.is_station(d.site) for d in own)
                trips[person.id] = SCALE * count - share.fair_trips
    return loads, trips


def _ends(distances: Mapping[str, int], words: Words, what: Text) -> Text:
    """Those farthest above and below their share."""
    top, low = (
        max(distances, key=lambda p: distances[p]),
        min(distances, key=lambda p: distances[p]),
    )
    count = words.load if what.en == "duties" else times
    parts = []
    if distances[top] > 0:
        size, who = count(distances[top]), words.person(top)
        parts.append(Text(f"{who}比应排多{size.zh}", f"{who} {size.en} above the fair share"))
    if distances[low] < 0:
        size, who = count(-distances[low]), words.person(low)
        parts.append(Text(f"{who}少{size.zh}", f"{who} {size.en} below"))
    told = join(parts, "，", ", ")
    if not parts:
        return Text(
            f"{what.zh}人人正好等于应排", f"{what.en}: everybody has exactly the fair share"
        )
    return Text(f"{what.zh}相差最大的：{told.zh}", f"{what.en}, farthest: {told.en}")
