"""roster explain … what-if: the month with changed inputs, solved and compared; nothing is kept."""

from __future__ import annotations

from roster.cli.explaining.options import Wanted
from roster.cli.explaining.wanted import proposals
from roster.cli.planning.progress import progress_on_terminal
from roster.cli.speech import speech
from roster.errors import UnknownError
from roster.model.comparison import (
    level_changes,
    level_line,
    people_changes,
    shortage_text,
    subsidy,
)
from roster.model.revision import Revision
from roster.model.roster import SolverSettings
from roster.solver.progress import Start
from roster.solver.what_if import Comparison, what_if
from roster.text import Text, join


def tell_what_if(found: Revision, wanted: Wanted, settings: SolverSettings) -> None:
    """Solve as it is and as it would be, and tell the difference. Raises UnknownError."""
    asked = list(proposals(found, wanted))
    if not asked:
        raise UnknownError(
            Text(
                "请用选项写明假如什么，如 --leaves 李喆、--weekly 王和镇、--budget -10%",
                "say with options what if: --leaves 李喆, --weekly 王和镇, --budget -10%",
            )
        )
    told = join(p.text for p in asked)
    speech.say(f"\n假如：{told.zh}", f"\nWhat if: {told.en}")
    draft = Start(found.roster.duties, found.roster.levels)
    with progress_on_terminal() as watch:
        both = what_if(found.problem, asked, settings, watch, draft)
    seconds = f"{settings.time_limit:g}"
    speech.say(
        f"（从草稿出发，原样和改后各求解{seconds}秒来比较；草稿没有改动）",
        f"(solved from the draft, as it is and as it would be, {seconds} seconds each; it is untouched)",
    )
    _tell(both)


def _tell(both: Comparison) -> None:
    now, then = both
    before, after = (now.problem, now.duties), (then.problem, then.duties)
    for change in level_changes(before, after, (now.levels, then.levels)):
        line = level_line(change)
        speech.say(f"  {line.zh}", f"  {line.en}")
    costs = subsidy(*before), subsidy(*after)
    duties = len(now.duties), len(then.duties)
    speech.say(
        f"  值班{duties[0]}人次→{duties[1]}人次，补贴{costs[0]}元→{costs[1]}元",
        f"  duties {duties[0]} → {duties[1]}, subsidy {costs[0]} → {costs[1]} yuan",
    )
    old = {shortage_text(now.problem, s) for s in now.shortages}
    new = [x for s in then.shortages if (x := shortage_text(then.problem, s)) not in old]
    if new:
        speech.say("新出现的缺口：", "new shortages:")
        for line in new:
            speech.say(f"  {line.zh}", f"  {line.en}")
    people = list(people_changes(before, after))
    if people:
        told = join(people)
        speech.say(f"各人本月次数：{told.zh}", f"duties of the month: {told.en}")
