"""roster explain … duty: why this person, here, that day, and not another person or day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from roster.cli.names import day_named, person_named, site_named
from roster.cli.speech import speech
from roster.errors import UnknownError
from roster.model.alternatives import Kind, Outcome, Scales
from roster.model.explanations import nobody
from roster.model.levels import LEVEL_NAMES, Level
from roster.model.reasons import Reasons
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.model.wording import Words, dated
from roster.text import Text, join

TOLD = 6  # so many of those who could come are told with their reason
SWAPS = 3  # so many swaps are told: there is one for every pair of duties


def tell_duty(found: Revision, words: list[str]) -> None:
    """Each duty at the site on the day. Raises UnknownError."""
    if len(words) not in (2, 3):
        raise UnknownError(
            Text(
                "请写明站点和日期，如：班 郭道镇 2026-12-08，后面可再写一个人",
                "name a site and a day: duty 郭道镇 2026-12-08, and a person if you like",
            )
        )
    problem = found.problem
    site, day = site_named(problem, words[0]), day_named(problem.planned_month, words[1])
    duties = [d for d in found.roster.duties if (d.site, d.date) == (site, day)]
    if not duties:
        raise _nobody(found, site, day)
    scales = Scales(problem, found.roster.duties)
    reasons = Reasons(scales)
    for duty in duties:
        _head(reasons, duty)
        if len(words) == 3:
            _tell_person(scales, reasons, duty, person_named(problem, words[2]))
        else:
            _tell_all(scales, reasons, duty)


def _nobody(found: Revision, site: str, day: date) -> UnknownError:
    where, when = Words(found.problem).site(site), dated(day)
    days = [dated(d) for d in sorted({d.date for d in found.roster.of_site[site]})]
    zh = "、".join(d.zh for d in days) or "没有"
    en = ", ".join(d.en for d in days) or "none"
    return UnknownError(
        Text(
            f"{where.zh}{when.zh}没有人值班。本月值班的日子：{zh}",
            f"nobody is on duty at {where.en} on {when.en}. Its days of the month: {en}",
        )
    )


def _head(reasons: Reasons, duty: Duty) -> None:
    what, who = reasons.words.duty(duty), reasons.words.person(duty.person)
    speech.say(f"\n{what.zh}：{who}", f"\n{what.en}: {who}")


def _tell_person(scales: Scales, reasons: Reasons, duty: Duty, person: str) -> None:
    """Why not this one person: in place of whoever serves, or in exchange for a duty of theirs."""
    outcomes = [scales.weigh(m) for m in scales.other_people(duty) if m.person == person]
    if not outcomes:
        who = reasons.words.person(person)
        speech.say(f"这一班就有{who}。", f"{who} is on this duty.")
        return
    speech.say("如果换人：", "someone else instead:")
    _lines(reasons, outcomes)
    swaps = [scales.weigh(m) for m in scales.swaps(duty, person)]
    if swaps:
        speech.say("如果对换（两人总数不变）：", "swapped, so that both keep their number:")
        _lines(reasons, sorted(swaps, key=_rank(scales)))


def _tell_all(scales: Scales, reasons: Reasons, duty: Duty) -> None:
    people = [scales.weigh(m) for m in scales.other_people(duty)]
    lawful = sorted((o for o in people if o.breach is None), key=_rank(scales))
    barred = [o for o in people if o.breach is not None]
    swaps = [scales.weigh(m) for o in people for m in scales.swaps(duty, o.move.person)]
    allowed = sorted((o for o in swaps if o.breach is None), key=_rank(scales))[:SWAPS]
    days = [scales.weigh(m) for m in scales.other_days(duty)]
    others = sorted((o for o in [*allowed, *days] if _as_good(o)), key=_rank(scales))
    _in_short(reasons, lawful, barred, others[:1])
    pinned = any(o.breach.rule == "pin" for o in barred if o.breach)  # then it is so for all
    if barred and not pinned:
        speech.say(f"来不了的{len(barred)}人：", f"cannot come ({len(barred)}):")
        _lines(reasons, barred)
    if lawful:
        speech.say(f"来得了的{len(lawful)}人，换上会怎样：", f"can come ({len(lawful)}), and then:")
        _lines(reasons, lawful[:TOLD])
        _rest(reasons, lawful[TOLD:])
    if allowed:
        speech.say("两人对换（总数不变），影响最小的：", "swaps, so that both keep their number:")
        _lines(reasons, allowed)
    if days:
        speech.say("同一人换一天：", "the same person on another day:")
        _lines(reasons, days)


def _rest(reasons: Reasons, outcomes: list[Outcome]) -> None:
    """Those who would cost more, by name only."""
    if outcomes:
        names = [reasons.words.person(o.move.person) for o in outcomes]
        speech.say(
            f"  影响更大的还有{len(names)}人：{'、'.join(names)}（要看哪一位，在问题后面写上姓名）",
            f"  {len(names)} more would cost more: {', '.join(names)} (add a name to the question)",
        )


def _rank(scales: Scales) -> Callable[[Outcome], tuple[bool, int, int]]:
    """Outcomes from the best: of those that cost something, the lower the level the less."""
    levels = len(scales.order)

    def key(outcome: Outcome) -> tuple[bool, int, int]:
        place = scales.order.index(outcome.level) if outcome.level else levels
        better = outcome.difference < 0
        return (
            outcome.breach is not None,
            place - 2 * levels if better else -place,
            outcome.difference,
        )

    return key


def _as_good(outcome: Outcome) -> bool:
    """Whether a move is lawful and costs nothing."""
    return outcome.breach is None and (outcome.level is None or outcome.difference < 0)


def _in_short(
    reasons: Reasons, lawful: list[Outcome], barred: list[Outcome], others: list[Outcome]
) -> None:
    """One sentence: of other people, and of ``others``, the best swap or day where it costs nothing."""
    best = lawful[0] if lawful else None
    if best is not None and _as_good(best):
        who, why = reasons.words.person(best.move.person), reasons.why(best)
        speech.say(
            f"一句话：也可以换成{who}，{why.zh}。", f"In short: it may as well be {who}: {why.en}."
        )
        return
    told = nobody(reasons, barred)
    if best is not None and best.level is not None:
        told = _none_as_good(reasons, best, best.level, (len(lawful), len(barred)))
    but = join((_but(reasons, o) for o in others), "", "")
    speech.say(f"一句话：{told.zh}{but.zh}。", f"In short: {told.en}{but.en}.")


def _none_as_good(reasons: Reasons, best: Outcome, level: Level, count: tuple[int, int]) -> Text:
    """That nobody is as good; ``count`` is of those who could come and of those who cannot."""
    (free, barred), name = count, LEVEL_NAMES[level]
    who = reasons.words.person(best.move.person)
    return Text(
        f"其他{free + barred}人里{barred}人来不了，换{free}人中的谁都不如现在；"
        f"影响最小的是{who}，也会使“{name.zh}”变差",
        f"of {free + barred} others {barred} cannot come, and none of the rest is as good; {who} "
        f"costs least, on the level of {name.en}",
    )


def _but(reasons: Reasons, outcome: Outcome) -> Text:
    """A swap or another day that is as good as the roster, or better."""
    move = reasons.move(outcome)
    to = Text("换到", "moved to ") if outcome.move.kind is Kind.DAY else Text("", "")
    how = Text("反而更好", "better")
    if outcome.level is None:
        how = Text("和现在一样好", "as good as now")
    return Text(f"；不过{to.zh}{move.zh}，{how.zh}", f"; but {to.en}{move.en}, it is {how.en}")


def _lines(reasons: Reasons, outcomes: Iterable[Outcome]) -> None:
    for line in _told(reasons, outcomes):
        speech.say(f"  {line.zh}", f"  {line.en}")


def _told(reasons: Reasons, outcomes: Iterable[Outcome]) -> Iterator[Text]:
    for outcome in outcomes:
        head, why, gains = reasons.move(outcome), reasons.why(outcome), reasons.gains(outcome)
        told = join([why, gains]) if gains else why
        no = outcome.breach is not None and outcome.move.kind is not Kind.PERSON
        yield Text(
            f"{head.zh}：{'不行，' if no else ''}{told.zh}",
            f"{head.en}: {'no, ' if no else ''}{told.en}",
        )
