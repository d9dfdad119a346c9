"""Why each duty is this person's: in a line each, for roster.json and the workbook."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from roster.model.alternatives import Scales
from roster.model.reasons import Reasons
from roster.model.roster import Explanation
from roster.model.rules import RULE_BY_KEY
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.alternatives import Outcome
    from roster.model.problem import Problem
    from roster.model.requests import Duty

ALONE = Text("值班人员库里没有别人", "there is nobody else in the pool")
BARRED = {
    "one_place": Text("当天另有值班", "on duty elsewhere"),
    "max_day": Text("当天另有值班", "on duty elsewhere"),
    "availability": Text("请假、开庭等", "on leave"),
    "max_week": Text("当周已满", "full that week"),
    "max_month": Text("当月已满", "full that month"),
    "max_consecutive": Text("连续天数已满", "too many days in a row"),
    "rest": Text("间隔太短", "too little rest"),
}


def explanations(problem: Problem, duties: Iterable[Duty]) -> tuple[Explanation, ...]:
    """The best other person for each duty and what the change would cost, in the duties' order. Swaps
    and other days are left to ``roster explain``: there are ten times as many of them.
    """
    scales = Scales(problem, duties)
    reasons = Reasons(scales)
    return tuple(_explained(scales, reasons, duty) for duty in scales.facts.duties)


def _explained(scales: Scales, reasons: Reasons, duty: Duty) -> Explanation:
    moves = list(scales.other_people(duty))
    best = scales.best(moves)
    if best is not None:
        why = reasons.why(best)
        return Explanation(
            duty=duty, instead=best.move.person, level=best.level, zh=why.zh, en=why.en
        )
    barred = [scales.weigh(move) for move in moves]
    rules = {o.breach.rule for o in barred if o.breach}
    why = nobody(reasons, barred)
    rule = "pin" if "pin" in rules else rules.pop() if len(rules) == 1 else ""
    return Explanation(duty=duty, instead=None, rule=rule, zh=why.zh, en=why.en)


def nobody(reasons: Reasons, barred: Iterable[Outcome]) -> Text:
    """Why no one else may take a duty: a rule for all, or how many each rule stands against."""
    found = list(barred)
    if not found:
        return ALONE
    pinned = [o for o in found if o.breach and o.breach.rule == "pin"]
    if pinned:
        return reasons.why(pinned[0])
    count = Counter(
        BARRED.get(o.breach.rule, RULE_BY_KEY[o.breach.rule].name) for o in found if o.breach
    )
    told = join((Text(f"{x.zh}{n}人", f"{x.en} {n}") for x, n in count.most_common()), "、", ", ")
    return Text(
        f"其余{len(found)}人都不能来：{told.zh}", f"none of the {len(found)} others: {told.en}"
    )
