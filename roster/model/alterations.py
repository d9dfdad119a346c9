"""What differs between two rosters of a month as people say it: somebody else, another day, cancelled.

The slots that differ are those of ``differences``. A session that is given up in one slot and taken up
in another of its site and week was moved: the nearest pair first, as in the calendars. Sizes stay those
of the slots, so that they add up to ``changes_between``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import monday_of
from roster.model.differences import differences
from roster.model.sites import SESSION_NAMES
from roster.model.wording import Words, dated
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from roster.model.differences import Difference
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.slots import SlotKey

NOTHING = Text("", "")


class Kind(StrEnum):
    """What became of a session."""

    REPLACED = "replaced"
    MORE = "more"
    FEWER = "fewer"
    MOVED = "moved"
    CANCELLED = "cancelled"
    ADDED = "added"


KIND_NAMES: dict[Kind, Text] = {
    Kind.REPLACED: Text("换人", "other person"),
    Kind.MORE: Text("增加人员", "more people"),
    Kind.FEWER: Text("减少人员", "fewer people"),
    Kind.MOVED: Text("改期", "moved"),
    Kind.CANCELLED: Text("取消", "cancelled"),
    Kind.ADDED: Text("新增", "new"),
}


class Staffed(NamedTuple):
    """A slot and the ids of those who serve in it, in order."""

    slot: SlotKey
    people: tuple[str, ...]


class Alteration(NamedTuple):
    """One session as it was (None: it was not held) and as it is (None: it is not held)."""

    before: Staffed | None
    after: Staffed | None

    @property
    def slot(self) -> SlotKey:
        """Where people know it from: the slot it had, else the one it has."""
        staffed = self.before or self.after
        assert staffed is not None
        return staffed.slot

    @property
    def old(self) -> tuple[str, ...]:
        """Who served."""
        return self.before.people if self.before else ()

    @property
    def people(self) -> tuple[str, ...]:
        """Who serves."""
        return self.after.people if self.after else ()

    @property
    def gone(self) -> tuple[str, ...]:
        """Who no longer serves."""
        return tuple(p for p in self.old if p not in self.people)

    @property
    def new(self) -> tuple[str, ...]:
        """Who newly serves."""
        return tuple(p for p in self.people if p not in self.old)

    @property
    def kept(self) -> tuple[str, ...]:
        """Who serves as before."""
        return tuple(p for p in self.people if p in self.old)

    @property
    def kind(self) -> Kind:
        """What became of it."""
        if self.before is None or self.after is None:
            return Kind.ADDED if self.before is None else Kind.CANCELLED
        if self.before.slot != self.after.slot:
            return Kind.MOVED
        more = len(self.people) - len(self.old)
        return Kind.MORE if more > 0 else Kind.FEWER if more < 0 else Kind.REPLACED

    @property
    def size(self) -> int:
        """How many changes it counts as; a move counts in both of its slots."""
        if self.kind is Kind.MOVED:
            return len(self.old) + len(self.people)
        return max(len(self.gone), len(self.new))

    @property
    def days(self) -> tuple[date, ...]:
        """The dates that it concerns, in order."""
        slots = {s.slot.date for s in (self.before, self.after) if s is not None}
        return tuple(sorted(slots))


class Effect(NamedTuple):
    """What the alterations mean for one person: duties lost, gained, and held on another day."""

    person: str
    lost: tuple[Alteration, ...]
    gained: tuple[Alteration, ...]
    moved: tuple[Alteration, ...]


def alterations(before: Iterable[Duty], after: Iterable[Duty]) -> list[Alteration]:
    """Every session that differs, by date, site and session."""
    emptied: list[Staffed] = []
    filled: list[Staffed] = []
    found: list[Alteration] = []
    for difference in differences(before, after):
        old, new = _sides(difference)
        if not new.people:
            emptied.append(old)
        elif not old.people:
            filled.append(new)
        else:
            found.append(Alteration(old, new))
    found += _moved(emptied, filled)
    return sorted(found, key=lambda a: (a.slot.date, a.slot.site, a.slot.session.rank))


def effects(changes: Sequence[Alteration]) -> list[Effect]:
    """Each person concerned, in the order of ids."""
    people = {p for change in changes for p in (*change.gone, *change.new)}
    people |= {p for change in changes if change.kind is Kind.MOVED for p in change.kept}
    return [
        Effect(
            person,
            tuple(c for c in changes if person in c.gone),
            tuple(c for c in changes if person in c.new),
            tuple(c for c in changes if c.kind is Kind.MOVED and person in c.kept),
        )
        for person in sorted(people)
    ]


def _sides(difference: Difference) -> tuple[Staffed, Staffed]:
    old, new = (*difference.gone, *difference.kept), (*difference.new, *difference.kept)
    slot = difference.slot
    return Staffed(slot, tuple(sorted(old))), Staffed(slot, tuple(sorted(new)))


def _moved(emptied: Sequence[Staffed], filled: Sequence[Staffed]) -> Iterator[Alteration]:
    pairs = sorted(
        (abs((old.slot.date - new.slot.date).days), old.slot.session != new.slot.session, old, new)
        for old in emptied
        for new in filled
        if _same_week(old.slot, new.slot)
    )
    taken: set[Staffed] = set()
    for _, _, old, new in pairs:
        if not taken & {old, new}:
            taken |= {old, new}
            yield Alteration(old, new)
    yield from (Alteration(old, None) for old in emptied if old not in taken)
    yield from (Alteration(None, new) for new in filled if new not in taken)


def _same_week(old: SlotKey, new: SlotKey) -> bool:
    return old.site == new.site and monday_of(old.date) == monday_of(new.date)


class Names:
    """People and sites of two problems of a month; who or what is in both bears the newer name."""

    def __init__(self, before: Problem, after: Problem) -> None:
        self._before, self._after = Words(before), Words(after)

    def person(self, person: str) -> str:
        """The person's name; namesakes have their id added."""
        words = self._after if person in self._after.problem.person else self._before
        return words.person(person)

    def people(self, people: Iterable[str]) -> Text:
        """Several names."""
        return join((Text(n, n) for n in map(self.person, people)), "、", ", ")

    def site(self, site: str) -> Text:
        """A township by its name, the only centre as what it is."""
        words = self._after if site in self._after.problem.site else self._before
        return words.site(site)

    def is_station(self, site: str) -> bool:
        """Whether the site is, or was, a station."""
        words = self._after if site in self._after.problem.site else self._before
        return words.problem.is_station(site)

    def slot(self, slot: SlotKey) -> Text:
        """12月8日（星期二）郭道镇上午 / Tue 8 Dec, 郭道镇, morning."""
        where, when, part = self.site(slot.site), dated(slot.date), SESSION_NAMES[slot.session]
        return Text(f"{when.zh}{where.zh}{part.zh}", f"{when.en}, {where.en}, {part.en}")

    def opening(self, site: str) -> Text:
        """What a session of the site is called: 坐班 at a station, 值班 at the centre."""
        return Text("坐班", "visit") if self.is_station(site) else Text("值班", "duty")


def moment(slot: SlotKey) -> Text:
    """A slot without its site: 12月10日（星期四）上午 / Thu 10 Dec, morning."""
    when, part = dated(slot.date), SESSION_NAMES[slot.session]
    return Text(f"{when.zh}{part.zh}", f"{when.en}, {part.en}")


def told(change: Alteration, names: Names) -> Text:
    """The alteration in a line, for those inside: 12月8日（星期二）郭道镇上午：张某 → 李某."""
    where, what = names.slot(change.slot), _what(change, names)
    return Text(f"{where.zh}：{what.zh}", f"{where.en}: {what.en}")


def _what(change: Alteration, names: Names) -> Text:
    old, now, word = names.people(change.old), names.people(change.people), NOTHING
    if change.kind in (Kind.ADDED, Kind.CANCELLED):
        word = names.opening(change.slot.site)
    if change.kind is Kind.ADDED:
        return Text(f"新增{word.zh}，{now.zh}", f"new {word.en}, {now.en}")
    if change.kind is Kind.CANCELLED:
        return Text(f"取消{word.zh}（原为{old.zh}）", f"{word.en} cancelled (was {old.en})")
    if change.after is not None and change.kind is Kind.MOVED:
        day = moment(change.after.slot)
        still = change.old == change.people
        zh = f"仍由{now.zh}" if still else f"{old.zh} → {now.zh}"
        en = f"still {now.en}" if still else f"{old.en} → {now.en}"
        return Text(f"改到{day.zh}，{zh}", f"moved to {day.en}, {en}")
    return _persons(change, names)


def _persons(change: Alteration, names: Names) -> Text:
    """Who goes and who comes in one slot, and who stays."""
    gone, new, kept = (names.people(p) for p in (change.gone, change.new, change.kept))
    if not change.gone:
        text = Text(f"增加{new.zh}", f"also {new.en}")
    elif not change.new:
        text = Text(f"减去{gone.zh}", f"without {gone.en}")
    else:
        text = Text(f"{gone.zh} → {new.zh}", f"{gone.en} → {new.en}")
    if not change.kept:
        return text
    return Text(f"{text.zh}（{kept.zh}不变）", f"{text.en} ({kept.en} as before)")


def effect_lines(effect: Effect, names: Names) -> list[Text]:
    """What changes for the person, a line a duty: gained, moved, lost."""
    lines = [_gained(change, names) for change in effect.gained]
    for change in effect.moved:
        assert change.after is not None
        old, new = names.slot(change.slot), moment(change.after.slot)
        lines.append(Text(f"{old.zh}改到{new.zh}", f"{old.en} is moved to {new.en}"))
    return lines + [_lost(change, names) for change in effect.lost]


def _gained(change: Alteration, names: Names) -> Text:
    assert change.after is not None
    slot, gone = names.slot(change.after.slot), names.people(change.gone)
    if change.gone:
        return Text(f"接{slot.zh}（原为{gone.zh}）", f"takes over {slot.en} (was {gone.en})")
    return Text(f"新增{slot.zh}", f"new: {slot.en}")


def _lost(change: Alteration, names: Names) -> Text:
    slot, new = names.slot(change.slot), names.people(change.new)
    if change.kind is Kind.CANCELLED:
        why = Text("已取消", "cancelled")
    elif change.new:
        why = Text(f"改由{new.zh}", f"now {new.en}")
    else:
        why = Text("不再需要", "no longer needed")
    return Text(f"不再值{slot.zh}（{why.zh}）", f"no longer {slot.en} ({why.en})")
