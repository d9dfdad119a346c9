"""Proposals of how to change a month, printed before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from roster.cli.speech import speech
from roster.model.alterations import Names, alterations, effect_lines, effects, told
from roster.model.comparison import SAME, level_changes, level_line, shortage_text
from roster.model.differences import changes_between
from roster.model.levels import Level
from roster.model.problem import Problem
from roster.model.revision import Revision
from roster.model.roster import LevelScore
from roster.model.shortages import find_shortages
from roster.solver.solve import Solution
from roster.text import Text, join


def tell_base(base: Revision, newest: Revision) -> None:
    """What the proposals are compared with: the revision in force, whatever drafts came after it."""
    county, month = base.problem.settings.county, base.roster.month
    draft = Text("", "")
    if newest.number != base.number:
        draft = Text(
            f"（已含第{newest.number}版草稿的变更）",
            f" (with the changes of draft {newest.number})",
        )
    speech.say(
        f"{county} {month}，与第{base.number}版相比{draft.zh}：",
        f"{county} {month}, against revision {base.number}{draft.en}:",
    )


def tell_proposal(number: int, base: Revision, problem: Problem, solution: Solution) -> None:
    """The duties that change, who is concerned, shortages, levels."""
    head = _head(base, solution, least=number == 1)
    speech.say(f"\n方案{number}：{head.zh}", f"\nproposal {number}: {head.en}")
    names = Names(base.problem, problem)
    changes = alterations(base.roster.duties, solution.duties)
    for change in changes:
        line = told(change, names)
        speech.say(f"  {line.zh}", f"  {line.en}")
    for effect in effects(changes):
        who, lines = names.person(effect.person), join(effect_lines(effect, names))
        speech.say(f"  通知{who}：{lines.zh}", f"  tell {who}: {lines.en}")
    _tell_shortages(base, problem, solution)
    for change_of_level in level_changes(
        (base.problem, base.roster.duties),
        (problem, solution.duties),
        (base.roster.levels, solution.levels),
    ):
        if change_of_level.verdict is not SAME and change_of_level.level is not Level.STABILITY:
            line = level_line(
                change_of_level._replace(sure=True)
            )  # these are counts, not forecasts
            speech.say(f"  {line.zh}", f"  {line.en}")


def _head(base: Revision, solution: Solution, *, least: bool) -> Text:
    size = changes_between(base.roster.duties, solution.duties)
    if not size:
        return Text("值班不用改动", "no duty changes")
    proof = Text("", "")
    if least and _proven(solution.levels):
        proof = Text("，已证明不能更少", ", proven: no fewer will do")
    elif least:
        proof = Text("，没有算到底，也许还能更少", ", not solved to the end: fewer may do")
    return Text(f"改动{size}处{proof.zh}", f"{size} change(s){proof.en}")


def _proven(levels: Sequence[LevelScore]) -> bool:
    """Whether the number of changes is proven minimal: as long as the levels above are, too."""
    upper = (Level.COVER, Level.DEMAND, Level.STABILITY)
    return all(score.optimal for score in levels if score.level in upper)


def _tell_shortages(base: Revision, problem: Problem, solution: Solution) -> None:
    before = {shortage_text(base.problem, s) for s in base.roster.shortages}
    after = {shortage_text(problem, s) for s in find_shortages(problem, solution.duties)}
    for text in sorted(after - before):
        speech.say(f"  新缺口：{text.zh}", f"  new shortage: {text.en}")
    for text in sorted(before - after):
        speech.say(f"  不再缺：{text.zh}", f"  no longer short: {text.en}")
