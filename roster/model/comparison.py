"""Two rosters of a month compared in words: level by level, shortage by shortage, person by person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from roster.model.levels import LEVEL_NAMES
from roster.model.rules import RULE_BY_KEY
from roster.model.summary import states
from roster.model.wording import Words
from roster.text import Text, span_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roster.model.levels import Level
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.roster import Shortage

SAME = Text("不变", "unchanged")
BETTER, WORSE = Text("变好", "better"), Text("变差", "worse")


class LevelChange(NamedTuple):
    """A level in both: ``verdict`` is what became of it."""

    level: Level
    verdict: Text
    before: Text
    after: Text


def level_changes(
    before: tuple[Problem, Sequence[Duty]],
    after: tuple[Problem, Sequence[Duty]],
    values: dict[Level, tuple[int, int]],
) -> list[LevelChange]:
    """Each level with its value before and after, and both in words."""
    told = states(*before), states(*after)
    found = []
    for level, text in told[0].items():
        old, new = values[level]
        verdict = SAME if old == new else BETTER if new < old else WORSE
        found.append(LevelChange(level, verdict, text, told[1][level]))
    return found


def level_line(change: LevelChange) -> Text:
    """One line: 公平：变差：now; then."""
    name = LEVEL_NAMES[change.level]
    if change.verdict is SAME:
        return Text(
            f"{name.zh}：不变（{change.after.zh}）", f"{name.en}: unchanged ({change.after.en})"
        )
    return Text(
        f"{name.zh}：{change.verdict.zh}。原来：{change.before.zh}。改后：{change.after.zh}",
        f"{name.en}: {change.verdict.en}. Now: {change.before.en}. Then: {change.after.en}",
    )


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
    where = Words(problem).site(shortage.site)
    return Text(
        f"{days.zh}{where.zh}：{rule.name.zh}{shortage.missing}{rule.unit.zh}",
        f"{days.en}, {where.en}: {rule.name.en} {shortage.missing}",
    )
