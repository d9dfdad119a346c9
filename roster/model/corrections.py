"""A correction (更正): a revision of a month beside the one that was in force before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from roster.model.alterations import Alteration, Effect, Names, alterations, effects
from roster.model.audit import audit
from roster.model.comparison import LevelChange, level_changes
from roster.model.input_changes import input_lines
from roster.model.levels import LEVEL_NAMES, Level
from roster.model.roster import LevelScore, Status
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.revision import Revision

# What the public or the persons on duty are told, and how it is decided whom it concerns. Leave, wishes,
# pins and the like are how a roster came about; they count only by what they change in it.
TOLD = (
    "settings",
    "calendar",
    "people",
    "sites",
    "centre_demands",
    "day_demands",
    "station_demands",
    "extra_visits",
    "closures",
)


@dataclass(frozen=True)
class Correction:
    """Two revisions of one month; each part is worked out when it is asked for.

    ``drafts`` are those between them that the newer one rests on, in order, where that is known.
    """

    before: Revision
    after: Revision
    drafts: tuple[Revision, ...] = ()

    @cached_property
    def names(self) -> Names:
        """The people and sites of both."""
        return Names(self.before.problem, self.after.problem)

    @cached_property
    def alterations(self) -> list[Alteration]:
        """Every session that differs."""
        return alterations(self.before.roster.duties, self.after.roster.duties)

    @cached_property
    def effects(self) -> list[Effect]:
        """Every person concerned."""
        return effects(self.alterations)

    @cached_property
    def sites(self) -> list[str]:
        """The sites with altered sessions: in the order of the newer problem, then those that are gone."""
        altered = {change.slot.site for change in self.alterations}
        known = [*self.after.problem.site, *self.before.problem.site]
        return [site for site in dict.fromkeys(known) if site in altered]

    @cached_property
    def inputs(self) -> list[Text]:
        """What differs in the inputs, a line each; with reasons, so for the bureau only."""
        return input_lines(self.before.problem, self.after.problem)

    @cached_property
    def levels(self) -> list[LevelChange]:
        """Each level, as the audit counts both rosters by their own inputs; stability, which is what the
        alterations are, left out.
        """
        before, after = ((r.problem, r.roster.duties) for r in (self.before, self.after))
        found = level_changes(before, after, (_scores(*before), _scores(*after)))
        return [change for change in found if change.level is not Level.STABILITY]

    @property
    def reasons(self) -> list[Text]:
        """Who changed what and why, as the revisions say themselves, each thing once."""
        told: list[Text] = []
        for revision in (*self.drafts, self.after):
            origin = revision.origin
            told += [change.text(revision.problem) for change in origin.changes]
            if origin.why and not any(origin.why in line.zh for line in told):
                told.append(Text(origin.why, origin.why))
            if origin.by:
                told.append(Text(f"经办：{origin.by}", f"by {origin.by}"))
        return list(dict.fromkeys(told))


def _scores(problem: Problem, duties: Sequence[Duty]) -> list[LevelScore]:
    """What is, not what could be: the values stand for themselves."""
    return [
        LevelScore(level=level, value=value, bound=value, optimal=True, seconds=0)
        for level, value in audit(problem, duties).values.items()
    ]


def level_text(change: LevelChange) -> Text:
    """One line: 公平：变差。原来：…。现在：…."""
    name, verdict = LEVEL_NAMES[change.level], change.verdict
    if change.before == change.after:
        return Text(
            f"{name.zh}：{verdict.zh}（{change.after.zh}）",
            f"{name.en}: {verdict.en} ({change.after.en})",
        )
    return Text(
        f"{name.zh}：{verdict.zh}。原来：{change.before.zh}。现在：{change.after.zh}",
        f"{name.en}: {verdict.en}. Before: {change.before.en}. After: {change.after.en}",
    )


def tells_the_same(before: Revision, after: Revision) -> bool:
    """Whether the newer revision has nothing to publish: its duties, visits and shortages are the same,
    and so is all in its inputs that anybody is told (``TOLD``).
    """
    old, new = before.roster, after.roster
    return (
        (old.duties, old.visits) == (new.duties, new.visits)
        and _shortages(before) == _shortages(after)
        and all(getattr(before.problem, f) == getattr(after.problem, f) for f in TOLD)
    )


def _shortages(revision: Revision) -> set[tuple[object, ...]]:
    return {(s.rule, s.site, s.start, s.end, s.missing) for s in revision.roster.shortages}


def superseded_by(revision: Revision, published: Iterable[Revision]) -> Revision | None:
    """The revision of the same month that was in force before this published one; None for the first.

    ``published`` are all that were ever published, of any months, in any order.
    """
    others = [
        r
        for r in published
        if (r.roster.county, r.roster.month) == (revision.roster.county, revision.roster.month)
        and r.number != revision.number
        and (revision.roster.status is Status.PUBLISHED or _turn(r) < _turn(revision))
    ]
    return max(others, key=_turn, default=None)


def _turn(revision: Revision) -> tuple[float, int]:
    """Its place in the order of publication."""
    assert revision.published_at is not None
    return revision.published_at.timestamp(), revision.number
