"""Two rosters of a month compared in words: level by level, shortage by shortage, person by person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from roster.model.audit import audit
from roster.model.levels import LEVEL_NAMES
from roster.model.rules import RULE_BY_KEY
from roster.model.summary import states
from roster.model.wording import Words, dated
from roster.text import Text, span_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roster.model.levels import Level
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.roster import LevelScore, Shortage

SAME = Text("不变", "unchanged")
DOUBT = Text("（时限内没有算到底，仅供参考）", " (not solved to the end: for orientation only)")
BETTER, WORSE = Text("变好", "better"), Text("变差", "worse")


class LevelChange(NamedTuple):
    """A level in both: ``verdict`` is what became of it; ``sure`` when both are proven optimal."""

    level: Level
    verdict: Text
    before: Text
    after: Text
    sure: bool


def level_changes(
    before: tuple[Problem, Sequence[Duty]],
    after: tuple[Problem, Sequence[Duty]],
    scores: tuple[Iterable[LevelScore], Iterable[LevelScore]],
) -> list[LevelChange]:
    """Each level with what became of its score, and both rosters in words."""
    now, then = ({score.level: score for score in found} for found in scores)
    values = tuple({level: s.value for level, s in found.items()} for found in (now, then))
    return [
        change._replace(sure=now[change.level].optimal and then[change.level].optimal)
        for change in _level_changes(before, after, values)
    ]


def counted_changes(
    before: tuple[Problem, Sequence[Duty]], after: tuple[Problem, Sequence[Duty]]
) -> list[LevelChange]:
    """The same for two rosters that are what they are: both are audited, nothing about it is open."""
    return list(_level_changes(before, after, (audit(*before).values, audit(*after).values)))


def _level_changes(
    before: tuple[Problem, Sequence[Duty]],
    after: tuple[Problem, Sequence[Duty]],
    values: Sequence[Mapping[Level, int]],
) -> Iterator[LevelChange]:
    told = states(*before), states(*after)
    for level, text in told[0].items():
        old, new = values[0][level], values[1][level]
        verdict = SAME if old == new else BETTER if new < old else WORSE
        yield LevelChange(level, verdict, text, told[1][level], sure=True)


def level_line(change: LevelChange) -> Text:
    """One line: 公平：变差：now; then."""
    name = LEVEL_NAMES[change.level]
    if change.verdict is SAME:
        told = Text(f"不变（{change.after.zh}）", f"unchanged ({change.after.en})")
    else:
        told = Text(
            f"{change.verdict.zh}。原来：{change.before.zh}。改后：{change.after.zh}",
            f"{change.verdict.en}. Now: {change.before.en}. Then: {change.after.en}",
        )
    doubt = Text("", "") if change.sure else DOUBT
    return Text(f"{name.zh}：{told.zh}{doubt.zh}", f"{name.en}: {told.en}{doubt.en}")


def people_changes(
    before: tuple[Problem, Sequence[Duty]], after: tuple[Problem, Sequence[Duty]]
) -> Iterator[Text]:
    """Who would have another number of duties, the greatest change first."""
    old, new = (Counter(d.person for d in duties) for _, duties in (before, after))
    words = Words(after[0])
    people = [p.id for p in after[0].people if old[p.id] != new[p.id]]
    for person in sorted(people, key=lambda p: -abs(new[p] - old[p])):
        name, more = words.person(person), new[person] - old[person]
        yield Text(
            f"{name}由{old[person]}次变为{new[person]}次（{more:+d}）",
            f"{name} {new[person]} duties instead of {old[person]} ({more:+d})",
        )


def subsidy(problem: Problem, duties: Iterable[Duty]) -> int:
    """Yuan that the duties cost."""
    return sum(problem.pay(d.person, d) for d in duties)


def shortage_text(problem: Problem, shortage: Shortage) -> Text:
    """12月7日—13日沁河镇：坐班次数不足1次."""
    rule, days = RULE_BY_KEY[shortage.rule], span_text(shortage.start, shortage.end)
    if shortage.start == shortage.end:
        days = dated(shortage.start)
    where = Words(problem).site(shortage.site)
    return Text(
        f"{days.zh}{where.zh}：{rule.name.zh}{shortage.missing}{rule.unit.zh}",
        f"{days.en}, {where.en}: {rule.name.en} {shortage.missing}",
    )
