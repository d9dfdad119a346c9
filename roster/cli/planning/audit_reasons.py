"""roster audit: what a file states of reasons and accounts, worked out anew. Ways out of shortages need the
solver, and are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roster.model.accounts import accounts, spreads
from roster.model.explanations import explanations
from roster.model.problem import Problem
from roster.model.roster import Roster
from roster.text import Text


def untrue_reasons(roster: Roster, problem: Problem) -> Iterator[Text]:
    """A line for each kind of statement that is wrong; a file of format roster/1 makes none."""
    if roster.format == "roster/1":
        return
    kept = accounts(problem, roster.duties)
    parts: tuple[tuple[Text, Sequence[object], Sequence[object]], ...] = (
        (
            Text("值班说明", "explanations"),
            roster.explanations,
            explanations(problem, roster.duties),
        ),
        (Text("各人负担", "accounts"), roster.accounts, kept),
        (Text("均匀程度", "spreads"), roster.spreads, spreads(problem, kept)),
    )
    for name, stated, found in parts:
        wrong = sum(item not in found for item in stated) or abs(len(found) - len(stated))
        if wrong:
            yield Text(
                f"{name.zh}：{wrong}条与复核不同", f"{name.en}: {wrong} differ from the audit"
            )
