"""roster substitutes: who could step in for a duty, or fill a place that is open. Changes nothing."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

import typer

from roster.cli.changing.edit_wanted import Spot, spot_of
from roster.cli.changing.standing import Standing, standing
from roster.cli.common import StoreOption
from roster.cli.hand import CountyOption, OnOption, county_of, today
from roster.cli.names import person_named, site_named
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import ChangeRefusedError, UnknownError
from roster.model.calendar import Month
from roster.model.edits import compared_with, rule_text
from roster.model.levels import LEVEL_NAMES
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.rules import RULE_BY_KEY
from roster.model.settings import FairWindow
from roster.model.sites import SESSION_NAMES
from roster.model.slots import SlotKey
from roster.model.substitutes import Candidate, Effect, Place, Substitutes, substitutes
from roster.model.wording import Words, dated
from roster.text import Text, join

ALL_SAME = Text("各层不变", "every level stays the same")
SO_FAR = {
    FairWindow.MONTH: Text("本月", "the month"),
    FairWindow.QUARTER: Text("本季度", "the quarter"),
    FairWindow.YEAR: Text("本年", "the year"),
}


class Options(NamedTuple):
    """What the suggested command has to repeat."""

    county: str | None
    on: str | None
    store: str | None


def substitutes_command(
    day: Annotated[
        str, typer.Argument(metavar=t("日期", "DAY"), help=t("如 2026-12-08", "e.g. 2026-12-08"))
    ],
    site: Annotated[
        str,
        typer.Argument(
            metavar=t("站点", "SITE"),
            help=t("站点，或 中心", "a site, or 中心 for the centre"),
        ),
    ],
    session: Annotated[
        str | None,
        typer.Argument(
            metavar=t("时段", "SESSION"),
            help=t("全天、上午或下午；只有一个时可省", "全天, 上午, 下午; if there are several"),
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person",
            metavar=t("人员", "PERSON"),
            help=t("替谁（同一时段不止一人时）", "for whom, where several are on duty"),
        ),
    ] = None,
    county: CountyOption = None,
    on: OnOption = None,
    store: StoreOption = None,
) -> None:
    """List who could step in, best first, by a reason, and not at all."""
    today_, spot = today(on), spot_of([day, site, *([session] if session else [])], "DAY")
    month = Month.of(spot.day)
    with existing(store) as opened:
        now = standing(opened, county_of(opened, county), month)
    problem = compared_with(now.problem, now.published)
    words, place = Words(problem), _place(now, spot, person)
    if spot.day < today_:
        gone = dated(spot.day)
        raise ChangeRefusedError([Text(f"{gone.zh}已经过去", f"{gone.en} is over")])
    found = substitutes(problem, now.duties, place, on=today_)
    near = spot.day <= problem.frozen_until(today_)
    _tell(words, place, found)
    _tell_command(words, place, found, Options(county, on, store), near=near)


# --- which place ----------------------------------------------------------------------------------


def _place(now: Standing, spot: Spot, person: str | None) -> Place:
    """The duty or the open place that is meant. Raises UnknownError where that is not clear."""
    problem, site = now.problem, site_named(now.problem, spot.site)
    slots = [
        key
        for key in problem.slots
        if (key.site, key.date) == (site, spot.day) and spot.session in (None, key.session)
    ]
    there = [
        d
        for d in now.duties
        if (d.site, d.date) == (site, spot.day) and spot.session in (None, d.session)
    ]
    words = Words(problem)
    if person is not None:
        who = person_named(problem, person)
        return _one(words, spot, site, [d for d in there if d.person == who])
    staff = Counter(map(SlotKey.of, there))
    free = [key for key in slots if staff[key] < problem.slots[key].persons]
    if len(free) > 1:
        raise _unclear(words, spot, site, "不止一个时段，请写明", "several sessions; say which")
    return Place(free[0]) if free else _one(words, spot, site, there)


def _one(words: Words, spot: Spot, site: str, duties: Sequence[Duty]) -> Place:
    if len(duties) == 1:
        return Place(SlotKey.of(duties[0]), duties[0])
    if not duties:
        raise _unclear(words, spot, site, "没有这一班，也没有空缺", "no such duty, no open place")
    who = join((_who(words, d) for d in duties), "、", ", ")
    raise _unclear(
        words,
        spot,
        site,
        f"不止一班（{who.zh}），请用 --person 或时段指明",
        f"several duties ({who.en}); say which with --person or the session",
    )


def _who(words: Words, duty: Duty) -> Text:
    name, part = words.person(duty.person), SESSION_NAMES[duty.session]
    return Text(f"{name}{part.zh}", f"{name} {part.en}")


def _unclear(words: Words, spot: Spot, site: str, zh: str, en: str) -> UnknownError:
    when, where = dated(spot.day), words.site(site)
    return UnknownError(Text(f"{when.zh}{where.zh}{zh}", f"{when.en}, {where.en}: {en}"))


# --- what is told ---------------------------------------------------------------------------------


def _tell(words: Words, place: Place, found: Substitutes) -> None:
    what = words.slot(place.slot.site, place.slot.date, place.slot.session)
    who = "" if place.duty is None else words.person(place.duty.person)
    speech.say(f"{what.zh}：{who or '空缺'}", f"{what.en}: {who or 'open'}")
    _tell_people(words, found.free, Text("来得了，最合适的在前", "can come, best first"))
    _tell_people(words, found.by_reason, Text("写明理由才能来", "can come if a reason is given"))
    _tell_barred(words, found.barred)
    if found.exchanges:
        speech.say("两人对换（总数不变）：", "exchanges, so that both keep their number:")
    for exchange in found.exchanges:
        other = exchange.move.removed[1]
        name, theirs = words.person(other.person), words.duty(other)
        told = join(_effects(exchange.effects))
        speech.say(f"  与{name}的{theirs.zh}：{told.zh}", f"  with {name}'s {theirs.en}: {told.en}")


def _tell_people(words: Words, people: Sequence[Candidate], head: Text) -> None:
    if people:
        speech.say(f"{head.zh}（{len(people)}人）：", f"{head.en} ({len(people)}):")
    for number, one in enumerate(people, 1):
        name, load = words.person(one.person), _load(words, one)
        speech.say(f"  {number}. {name}：{load.zh}", f"  {number}. {name}: {load.en}")
        for line in (*_bent(one), *_effects(one.effects)):
            speech.say(f"     {line.zh}", f"     {line.en}")


def _tell_barred(words: Words, people: Sequence[Candidate]) -> None:
    if people:
        speech.say(f"来不了（{len(people)}人）：", f"cannot come ({len(people)}):")
    for one in people:
        name = words.person(one.person)
        why = next(a for a in one.against if not RULE_BY_KEY[a.rule].overridable).text
        speech.say(f"  {name}：{why.zh}", f"  {name}: {why.en}")


def _load(words: Words, one: Candidate) -> Text:
    """本月3次，本年累计20次（应排21次）；单程35分钟."""
    month, total, fair = (words.load(x) for x in (one.month, one.total, one.fair))
    window = words.problem.settings.fair_window
    zh, en = f"本月{month.zh}", f"{month.en} in the month"
    if window is not FairWindow.MONTH:
        zh += f"，{SO_FAR[window].zh}累计{total.zh}"
        en += f", {total.en} in {SO_FAR[window].en}"
    return Text(
        f"{zh}（应排{fair.zh}）；单程{one.minutes}分钟",
        f"{en} (fair share {fair.en}); {one.minutes} minutes' road, one way",
    )


def _bent(one: Candidate) -> Iterator[Text]:
    """The rules that only a reason overrides."""
    for against in one.against:
        told = rule_text(against.rule, against.text)
        yield Text(f"须例外：{told.zh}", f"to override: {told.en}")


def _effects(effects: Sequence[Effect]) -> list[Text]:
    found = []
    for effect in effects:
        name, text = LEVEL_NAMES[effect.level], effect.text
        found.append(Text(f"{name.zh}{text.zh}", f"{name.en} {text.en}"))
    return found or [ALL_SAME]


# --- the command for the best ---------------------------------------------------------------------


def _tell_command(
    words: Words, place: Place, found: Substitutes, options: Options, *, near: bool
) -> None:
    best = next(iter((*found.free, *found.by_reason)), None)
    if best is None:
        speech.say("没有人来得了。", "Nobody can come.")
        return
    parts = ["roster", "edit", *_change(words, place, best.person)]
    if near or best.against:
        parts += ["--reason", t("理由", "REASON")]
    for name, value in zip(("--county", "--on", "--store"), options, strict=True):
        parts += [name, value] if value is not None else []
    command = shlex.join(parts)
    speech.say(f"换成最合适的：{command}", f"for the best: {command}")


def _change(words: Words, place: Place, person: str) -> list[str]:
    """The option of roster edit; ids where names are not enough."""
    problem, slot = words.problem, place.slot
    where = f"{slot.date} {_site(problem, slot.site)} {SESSION_NAMES[slot.session].zh}"
    new = _name(problem, person)
    if place.duty is None:
        return ["--add", f"{new} {where}"]
    return ["--replace", f"{_name(problem, place.duty.person)} {where} = {new}"]


def _name(problem: Problem, person: str) -> str:
    name = problem.person[person].name
    alone = sum(name in (p.name, p.id) for p in problem.people) == 1
    return name if alone and "=" not in name else person


def _site(problem: Problem, site: str) -> str:
    name = problem.site[site].name
    return name if sum(name in (s.name, s.id) for s in problem.sites) == 1 else site
