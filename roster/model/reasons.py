"""Outcomes of alternatives in the words of a clerk: who would have how much more, what would be missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model import comparison
from roster.model.alternatives import Kind
from roster.model.levels import LEVEL_NAMES, Level
from roster.model.sites import SESSION_NAMES
from roster.model.wording import Words, dated, times
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roster.model.alternatives import Breach, Outcome, RuleChange, Scales
    from roster.model.audit import Finding
    from roster.model.requests import Duty

SAME = Text("各层得分完全一样，换也可以", "every level stays the same: it may be changed")
BETTER = Text(
    "反而更好，时限内没有算到；换上或延长时限再排都行",
    "better: not found in the time given; change it, or plan again with more time",
)
SHARES = ("load_share", "trip_share")
DAYS = {  # findings about a person's day, told as a sentence
    "avoided_day": Text("{day}{who}不愿值班", "{who} would rather not serve on {day}"),
    "off_preferred": Text("{day}不是{who}愿意值班的日子", "{day} is no day that {who} prefers"),
}
WORSE = {
    Level.COVER: Text("到岗变差", "worse cover"),
    Level.DEMAND: Text("需求变差", "worse demand"),
    Level.STABILITY: Text("会多改动已定的班", "more changes of what is known"),
    Level.FAIRNESS: Text("没有现在公平", "less fair"),
    Level.REGULARITY: Text("没有现在固定", "less regular"),
    Level.WISHES: Text("不如现在合意愿", "less welcome"),
    Level.TRAVEL: Text("路更远", "longer roads"),
}


class Reasons:
    """Says what a move of a roster comes to."""

    def __init__(self, scales: Scales) -> None:
        self.scales, self.problem = scales, scales.problem
        self.words = Words(scales.problem)

    def move(self, outcome: Outcome) -> Text:
        """What would be changed, as the head of a line: 李喆, 与李喆12月9日（星期三）中心全天对换."""
        move = outcome.move
        who = self.words.person(move.person)
        if move.kind is Kind.PERSON:
            return Text(who, who)
        if move.kind is Kind.DAY:
            return dated(move.added[0].date)
        theirs = self.words.duty(move.removed[1])
        return Text(f"与{who}的{theirs.zh}对换", f"swapped with {who}'s {theirs.en}")

    def why(self, outcome: Outcome) -> Text:
        """Why the roster is as it is and not so, in one sentence."""
        if outcome.breach is not None:
            return self._breach(outcome.breach, outcome)
        if outcome.level is None:
            return SAME
        decides = [c for c in outcome.changes if c.level is outcome.level]
        if outcome.difference < 0:
            told = self._told(decides, better=True)
            return Text(f"{BETTER.zh}：{told.zh}", f"{BETTER.en}: {told.en}")
        head, told = WORSE[outcome.level], self._told(decides)
        return Text(f"{head.zh}：{told.zh}", f"{head.en}: {told.en}")

    def gains(self, outcome: Outcome) -> Text | None:
        """What a move that is worse would have been good for, on levels that come later."""
        if outcome.breach is not None or outcome.level is None or outcome.difference < 0:
            return None
        better = [c for c in outcome.changes if c.level is not outcome.level and c.size < 0]
        if not better:
            return None
        told, name = self._told(better, better=True), LEVEL_NAMES[outcome.level]
        return Text(
            f"好处是{told.zh}，但{name.zh}在前",
            f"it would be good for this: {told.en}; but {name.en} comes first",
        )

    def effect(self, changes: Iterable[RuleChange], difference: int) -> Text:
        """What one level's changes come to: 变差：…, where its value grows by the difference."""
        better = difference < 0
        head = comparison.BETTER if better else comparison.WORSE
        told = self._told(changes, better=better)
        return Text(f"{head.zh}：{told.zh}", f"{head.en}: {told.en}")

    def _breach(self, breach: Breach, outcome: Outcome) -> Text:
        if breach.rule == "pin":
            note = next(
                (p.note for p in self.problem.pins if p.duty in outcome.move.removed and p.note), ""
            )
            return Text(
                f"这一班是指定的{f'（{note}）' if note else ''}",
                f"the duty is pinned{f' ({note})' if note else ''}",
            )
        text = self._elsewhere(breach, outcome) or breach.text
        if breach.rule == "availability":
            away = "有事不能来" if "不可" in text.zh else text.zh  # the clerk's word is 其他不可
            text = Text(f"当天{away}", text.en)
        if breach.person is None or breach.person == outcome.move.person:
            return text
        who = self.words.person(breach.person)
        return Text(f"{who}{text.zh}", f"{who}: {text.en}")

    def _elsewhere(self, breach: Breach, outcome: Outcome) -> Text | None:
        """Where the person is on duty that day already, for the rules that this breaks."""
        if breach.rule not in ("one_place", "max_day"):
            return None
        days = {d.date for d in outcome.move.added if d.person == breach.person}
        own = self.scales.facts.of_person.get(breach.person or "", ())
        there = [d for d in own if d.date in days and d not in outcome.move.removed]
        told = join((self._place(d) for d in there), zh="、", en=" and ")
        return Text(f"当天已在{told.zh}值班", f"on duty at {told.en} that day")

    def _place(self, duty: Duty) -> Text:
        where, part = self.words.site(duty.site), SESSION_NAMES[duty.session]
        return Text(f"{where.zh}（{part.zh}）", f"{where.en} ({part.en})")

    def _told(self, changes: Iterable[RuleChange], *, better: bool = False) -> Text:
        """The rules that got worse (or better) by themselves; all of them where none did. Of the two
        shares only the one that weighs more: the other says the same of the same people.
        """
        changes = list(changes)
        turned = [c for c in changes if c.size and (c.size < 0) is better] or changes
        shares = [c for c in turned if c.rule in SHARES]
        if shares:
            most = max(shares, key=lambda c: abs(c.size) * self.scales.facts.weight(c.rule))
            turned = [c for c in turned if c not in shares or c is most]
        return join(text for change in turned for text in self._phrases(change))

    def _phrases(self, change: RuleChange) -> Iterator[Text]:
        if change.rule in SHARES:
            yield from self._shares(change)
        elif change.rule == "travel_minutes":
            yield _minutes(change)
        elif change.rule == "faces":
            yield from self._faces(change)
        elif change.size > 0:
            yield from map(self._finding, change.new)
        else:
            for finding in change.gone:
                text = self._finding(finding)
                yield Text(f"不再有“{text.zh}”", f"no longer: {text.en}")

    def _finding(self, finding: Finding) -> Text:
        if finding.rule in DAYS and finding.person and finding.duties:
            who, day = self.words.person(finding.person), dated(finding.duties[0].date)
            zh, en = DAYS[finding.rule]
            return Text(zh.format(who=who, day=day.zh), en.format(who=who, day=day.en))
        who = self.words.person(finding.person) if finding.person else ""
        where = self.words.site(finding.site) if finding.site and not who else Text("", "")
        space = " " if who or where.en else ""
        return Text(f"{who}{where.zh}{finding.text.zh}", f"{who}{where.en}{space}{finding.text.en}")

    def _faces(self, change: RuleChange) -> Iterator[Text]:
        before = {f.site: f.size for f in change.gone}
        after = {f.site: f.size for f in change.new}
        for site in dict.fromkeys([*after, *before]):
            assert site is not None
            place, old, new = self.words.site(site), before.get(site, 0), after.get(site, 0)
            yield Text(
                f"{place.zh}本月见到的人由{old}位变为{new}位",
                f"{place.en} would see {new} persons in the month instead of {old}",
            )

    def _shares(self, change: RuleChange) -> Iterator[Text]:
        """Each person's distance from the fair share, those who end up with most first."""
        trips = change.rule == "trip_share"
        people = dict.fromkeys(f.person for f in (*change.new, *change.gone) if f.person)
        before, after = _distances(change.gone), _distances(change.new)
        for person in sorted(people, key=lambda p: -after.get(p, 0)):
            yield self._distance(person, before.get(person, 0), after.get(person, 0), trips=trips)

    def _distance(self, person: str, before: int, after: int, *, trips: bool) -> Text:
        who, count = self.words.person(person), times if trips else self.words.load
        what = Text("下乡", "station trips ") if trips else Text("", "")
        old, new = _off(count(abs(before)), before), _off(count(abs(after)), after)
        return Text(
            f"{who}{what.zh}会{new.zh}（现在{old.zh.removeprefix('比应排')}）",
            f"{who} would have {what.en}{new.en} (now {old.en})",
        )


def _off(size: Text, distance: int) -> Text:
    """How far from the fair share."""
    if not distance:
        return Text("正好等于应排", "exactly the fair share")
    more = distance > 0
    return Text(
        f"比应排{'多' if more else '少'}{size.zh}",
        f"{size.en} {'above' if more else 'below'} the fair share",
    )


def _distances(findings: Iterable[Finding]) -> dict[str, int]:
    """Tenths from the fair share by person: findings keep the square as their size."""
    found = {}
    for finding in findings:
        assert finding.person is not None
        sign = 1 if "多" in finding.text.zh else -1
        found[finding.person] = sign * round(finding.size**0.5)
    return found


def _minutes(change: RuleChange) -> Text:
    return Text(
        f"单程{'多' if change.size > 0 else '少'}走{abs(change.size)}分钟",
        f"{abs(change.size)} minutes' road {'more' if change.size > 0 else 'less'}, one way",
    )
