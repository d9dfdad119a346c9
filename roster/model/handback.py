"""A workbook that a clerk edited and gave back: what was edited, made good on the newest revision.

The edits are relative to the revision that the workbook shows. Where the same cell was changed since, they
clash and are refused; where nothing was, they are changes by hand like any other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from roster.model.edits import HandChange, check, fault_text
from roster.model.requests import Duty
from roster.model.wording import Words
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from roster.model.edits import Checked
    from roster.model.problem import Problem


class Place(NamedTuple):
    """Where an edit stands: a sheet, and the row and column of it; no row where one was deleted."""

    sheet: str
    row: int | None = None
    column: str = ""

    @property
    def text(self) -> Text:
        """工作表“排班总表” 第7行 “8日”列."""
        zh, en = f"工作表“{self.sheet}”", f"sheet “{self.sheet}”"
        if self.row is None:
            return Text(f"{zh} 删去的行", f"{en}, a deleted row")
        return Text(
            f"{zh} 第{self.row}行 “{self.column}”列",
            f"{en}, row {self.row}, column “{self.column}”",
        )


class CellEdit(NamedTuple):
    """What was edited of a site's day: who ``was`` there in the workbook's revision and who is to be there
    ``now``; ``places`` says of a duty where it stands, ``place`` where the whole does.
    """

    site: str
    day: date
    was: frozenset[Duty]
    now: frozenset[Duty]
    place: Place
    places: Mapping[Duty, Place]
    reason: str = ""

    @property
    def removed(self) -> tuple[Duty, ...]:
        """The duties taken out, in order."""
        return tuple(sorted(self.was - self.now, key=Duty.order))

    @property
    def added(self) -> tuple[Duty, ...]:
        """The duties put in, in order."""
        return tuple(sorted(self.now - self.was, key=Duty.order))


class Refused(NamedTuple):
    """Edits that belong together and were refused, and why, each reason with its place; ``overridable``
    where a reason would allow them.
    """

    edits: tuple[CellEdit, ...]
    reasons: tuple[Text, ...]
    overridable: bool = False


class Weighed(NamedTuple):
    """What edits come to: those ``taken``, as the audit ``checked`` them together (without a fault), and
    those ``refused``; ``done`` is how many the newest revision holds already.
    """

    taken: tuple[HandChange, ...]
    checked: Checked
    refused: tuple[Refused, ...]
    done: int


def weigh(
    problem: Problem,
    duties: Sequence[Duty],
    edits: Sequence[CellEdit],
    *,
    on: date,
    published: Sequence[Duty] | None = None,
    reason: str = "",
) -> Weighed:
    """The edits on the newest revision's problem and duties, made on the day ``on``: as many as the audit
    allows, edits that belong together all or none. ``reason`` is for edits that give none of their own.
    """
    held, done = _by_cell(duties), 0
    refused: list[Refused] = []
    open_groups: list[tuple[CellEdit, ...]] = []
    for group in together(edits):
        left = tuple(e for e in group if held[e.site, e.day] != e.now)
        done += len(group) - len(left)
        against = _clashes(problem, left, held)
        if against:
            refused.append(Refused(left, against))
        elif left:
            open_groups.append(left)

    def checked(groups: Iterable[Sequence[CellEdit]]) -> Checked:
        changes = [_change(group, reason) for group in groups]
        return check(problem, duties, changes, on=on, published=published)

    taken, found = _lawful(open_groups, checked)
    refused += [
        _refused(problem, group, checked([*taken, group]))
        for group in open_groups
        if group not in taken
    ]
    return Weighed(tuple(_change(g, reason) for g in taken), found, tuple(refused), done)


def together(edits: Sequence[CellEdit]) -> list[tuple[CellEdit, ...]]:
    """Edits that are one: a person who is taken out in one cell and put into another moves, and half a move
    is none.
    """
    group = list(range(len(edits)))
    leaves: dict[str, list[int]] = defaultdict(list)
    for number, edit in enumerate(edits):
        for duty in edit.removed:
            leaves[duty.person].append(number)
    for number, edit in enumerate(edits):
        for other in (n for duty in edit.added for n in leaves[duty.person]):
            old, new = group[other], group[number]
            group = [new if g == old else g for g in group]
    found: dict[int, list[CellEdit]] = defaultdict(list)
    for edit, of in zip(edits, group, strict=True):
        found[of].append(edit)
    return [tuple(one) for one in found.values()]


def _change(group: Sequence[CellEdit], otherwise: str) -> HandChange:
    reasons = dict.fromkeys(e.reason for e in group if e.reason)
    return HandChange(
        tuple(d for e in group for d in e.removed),
        tuple(d for e in group for d in e.added),
        "；".join(reasons) or otherwise,
    )


def _lawful(
    groups: Sequence[tuple[CellEdit, ...]],
    checked: Callable[[Iterable[Sequence[CellEdit]]], Checked],
) -> tuple[list[tuple[CellEdit, ...]], Checked]:
    """The groups that are lawful together, in order, and what they come to. One that needs another is tried
    again once that is taken.
    """
    whole = checked(groups)
    if not whole.faults:
        return list(groups), whole
    taken: list[tuple[CellEdit, ...]] = []
    found, before = checked(taken), -1
    while len(taken) > before:
        before = len(taken)
        for group in groups:
            if group not in taken and not (trial := checked([*taken, group])).faults:
                taken.append(group)
                found = trial
    return taken, found


# --- why an edit is refused -----------------------------------------------------------------------


def _clashes(
    problem: Problem, group: Sequence[CellEdit], held: Mapping[tuple[str, date], frozenset[Duty]]
) -> tuple[Text, ...]:
    """What stands against the edits before any rule is asked: the newest revision differs there, or the
    person or the site is no longer there.
    """
    words, found, told = Words(problem), list[Text](), list[CellEdit]()
    for edit in group:
        before = len(found)
        there = held[edit.site, edit.day]
        if there != edit.was:
            now = _people(words, there)
            found.append(
                _at(
                    edit.place,
                    Text(
                        f"最新版已另有改动，现为{now.zh}",
                        f"the newest revision was changed there, it has {now.en} now",
                    ),
                )
            )
        for duty in edit.added:
            if duty.person not in problem.person or duty.site not in problem.site:
                gone = Text(
                    "最新版的输入里已没有此人或此站点",
                    "the newest inputs no longer have this person or site",
                )
                found.append(_at(edit.places.get(duty, edit.place), gone))
        told += [edit] if len(found) > before else []
    return (*found, *_along(e for e in group if e not in told)) if found else ()


def _people(words: Words, duties: Iterable[Duty]) -> Text:
    names = [words.person(d.person) for d in sorted(duties, key=Duty.order)]
    return Text("、".join(names) or "无人", ", ".join(names) or "nobody")


def _refused(problem: Problem, group: tuple[CellEdit, ...], found: Checked) -> Refused:
    """The edits with their faults; where all faults are of others that they meet, with these."""
    words = Words(problem)
    places = {d: e.places.get(d, e.place) for e in group for d in (*e.removed, *e.added)}
    own = [f for f in found.faults if f.duty in places] or list(found.faults)
    reasons = [
        _at(places.get(fault.duty, group[0].place), fault_text(words, fault)) for fault in own
    ]
    told = {(f.duty.site, f.duty.date) for f in own}
    reasons += _along(e for e in group if (e.site, e.day) not in told)
    return Refused(group, tuple(reasons), all(fault.overridable for fault in own))


def _along(edits: Iterable[CellEdit]) -> Iterator[Text]:
    """The edits that nothing stands against but that they belong to the others."""
    for edit in edits:
        yield _at(
            edit.place,
            Text(
                "与上面的改动是一起的（同一人从一处调到另一处），一并不收",
                "belongs to the edits above (somebody moves), so it is refused with them",
            ),
        )


def _at(place: Place, told: Text) -> Text:
    return join([place.text, told], zh="：", en=": ")


def _by_cell(duties: Iterable[Duty]) -> Mapping[tuple[str, date], frozenset[Duty]]:
    found: dict[tuple[str, date], frozenset[Duty]] = defaultdict(frozenset)
    for duty in duties:
        found[duty.site, duty.date] |= {duty}
    return found
