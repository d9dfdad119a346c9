"""roster explain … shortage: each candidate's reason, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roster.cli.names import site_named
from roster.cli.speech import speech
from roster.model.comparison import shortage_text
from roster.model.levels import UPPER_LEVELS
from roster.model.problem import Problem
from roster.model.revision import Revision
from roster.model.roster import OpenSlot, Shortage, SolverSettings, WayOut
from roster.model.wording import Words
from roster.solver.clock import Clock
from roster.solver.ways_out import Search, WaysOut
from roster.text import Text, join


def tell_shortages(found: Revision, words: list[str], settings: SolverSettings) -> None:
    """Every shortage, or those of one site; ``settings.time_limit`` for the ways out of each."""
    problem, roster = found.problem, found.roster
    site = site_named(problem, words[0]) if words else None
    shortages = [s for s in roster.shortages if site in (None, s.site)]
    if not shortages:
        speech.say("没有缺口。", "no shortage.")
        return
    proven = all(s.optimal for s in roster.levels if s.level in UPPER_LEVELS)
    looked = WaysOut(problem, roster.duties, Clock(settings), proven=proven)
    total = sum(s.missing for s in roster.shortages if s.rule != "floor_short")
    for number, shortage in enumerate(shortages, 1):
        line = shortage_text(problem, shortage)
        speech.say(f"\n{number}. {line.zh}", f"\n{number}. {line.en}")
        for reason in _reasons(problem, shortage):
            speech.say(f"  {reason.zh}", f"  {reason.en}")
        if shortage.slots:
            _tell_ways(looked.of(shortage, settings.time_limit), total)
    if total > 1 and site is None:
        _tell_all(*looked.of_all(settings.time_limit))


def _tell_all(chosen: Sequence[WayOut], left: int) -> None:
    """One set of changes for all shortages, where any was found."""
    if not chosen:
        return
    speech.say(
        f"\n全月一起补，可以同时改这{len(chosen)}处（试排过，改完"
        f"{f'还缺{left}' if left else '没有缺口'}）：",
        f"\nall together, with these {len(chosen)} changes (tried; {left} short then):",
    )
    for way in chosen:
        speech.say(f"  · {way.zh}", f"  - {way.en}")


def _reasons(problem: Problem, shortage: Shortage) -> Iterator[Text]:
    if shortage.zh:
        yield Text(shortage.zh, shortage.en)
    words = Words(problem)
    for slot in shortage.slots:
        when = words.slot(shortage.site, slot.date, slot.session)
        why = join(_by_reason(words, slot))
        yield Text(f"{when.zh}：{why.zh}", f"{when.en}: {why.en}")


def _by_reason(words: Words, slot: OpenSlot) -> Iterator[Text]:
    """People with the same reason together: 请假（李喆、王垚）."""
    if slot.zh:
        yield Text(slot.zh, slot.en)
    people: dict[Text, list[str]] = {}
    for reason in slot.reasons:
        text = Text(reason.zh, reason.en)
        people.setdefault(text, []).append(words.person(reason.person))
    for text, names in people.items():
        yield Text(f"{text.zh}（{'、'.join(names)}）", f"{text.en} ({', '.join(names)})")


def _tell_ways(search: Search, total: int) -> None:
    if search.ways:
        speech.say(
            "  怎么补（逐条试排过，任选其一）：",
            "  ways out, each tried by solving; any one will do:",
        )
        for way in search.ways:
            told = way.told
            speech.say(
                f"    · {told.zh}（全月缺口由{total}降到{told.left}）",
                f"    - {told.en} (the month is short of {told.left} instead of {total})",
            )
    elif search.whole:
        speech.say(
            f"  试排了{search.tried}种改法，改一处或两处都补不上，需要增派人员或减少坐班。",
            f"  {search.tried} changes were tried, alone and in pairs: none helps; it takes more people "
            "or fewer visits.",
        )
    else:
        speech.say(
            f"  时限内试排了{search.tried}种改法，还没有补得上的；可加 --time-limit 60 再试。",
            f"  {search.tried} changes were tried in the time given, none helps; try --time-limit 60.",
        )
