"""The whole report, sentence by sentence and table by table."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from roster.model.figures import rates, tables
from roster.model.figures.numbers import Number, numbers, sentences
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.figures.tables import Grid

MOST_NUMBERS = 200
_FROM = re.compile(r"[从由][^,，、\d]{0,10}(\d{2,4}[年月][^,，、\d]{0,6})?$")
_UP_TO = re.compile(
    r"(增长|增加|上升|提高|下降|减少|降低|降)[到至为]([^,，、\d]{0,6}\d{1,4}[年月])?[^,，、\d]{0,6}"
)
_WHOLE = (  # parts that are all there is
    (re.compile(r"中心"), re.compile(r"站点|工作站|乡镇站?")),
    (re.compile(r"男"), re.compile(r"女")),
    (re.compile(r"上半年"), re.compile(r"下半年")),
)
_GROWTH = re.compile(r"(增长|上升|增加|提高|增幅|下降|减少|降低|降幅)[^\d]{0,4}$")
_FALL = re.compile(r"下降|减少|降低|降幅")
_LAST_YEAR = re.compile(r"(去年|上年)(同期)?")
_PARTS = re.compile(r"其中|包括|整合|分别(为|是|有)|由")
_ALL_PARTS = re.compile(r"分别(为|是|有)")
_SUM = re.compile(r"(合计|共计|总计)[^\d,，、]{0,8}$")


class Doubt(NamedTuple):
    """Figures that do not fit: on which ``line`` (from 1), the words, what is wrong, what would be
    right.
    """

    line: int
    quote: str
    message: Text
    corrections: tuple[Text, ...]


class Fit(NamedTuple):
    """Figures that were compared and fit."""

    line: int
    quote: str


class Implied(NamedTuple):
    """A rate of a target that the report does not tell, and what the target must have been."""

    line: int
    quote: str
    message: Text


class Checked(NamedTuple):
    """All that was compared."""

    doubts: tuple[Doubt, ...]
    fits: tuple[Fit, ...]
    implied: tuple[Implied, ...]


Found = Doubt | Fit | Implied


def check_report(text: str, grids: Sequence[Grid] = ()) -> Checked:
    """Check a report's text, the tables in it, and those given beside it."""
    found: list[Found] = []
    for line, sentence in sentences(text):
        near = numbers(sentence)
        if len(near) > MOST_NUMBERS:  # a list without stops, no sentence
            continue
        for number in near:
            if number.unit == "%":
                found += _rate(line, sentence, near, number)
        found += _parts(line, sentence, near)
        found += _sums(line, sentence, near)
    for grid in (*tables.grids_in(text), *grids):
        found += [_of_table(t) for t in tables.check(grid)]
    return Checked(
        tuple(f for f in found if isinstance(f, Doubt)),
        tuple(f for f in found if isinstance(f, Fit)),
        tuple(f for f in found if isinstance(f, Implied)),
    )


def _of_table(told: tables.Told) -> Found:
    if told.message is None:
        return Fit(told.line, told.quote)
    return Doubt(told.line, told.quote, told.message, told.corrections)


def _rate(line: int, sentence: str, near: list[Number], rate: Number) -> list[Found]:
    if _GROWTH.search(rate.before):
        return _growth(line, sentence, near, rate)
    if both := rates.share_of(sentence, near, rate):
        return _share(line, sentence, rate, *both)
    kind = rates.kind_of(rate.before)
    if kind is None:
        return []
    both = rates.pair(kind, near, rate)
    if both is None:
        return _alone(line, sentence, near, rate, kind)
    part, whole = both
    quote = _quote(sentence, part, whole, rate)
    if rates.fits(part.value, whole.value, rate.value, rate.decimals):
        return [Fit(line, quote)]
    decimals = max(1, rate.decimals)
    right = f"{100 * part.value / whole.value:.{decimals}f}%"
    message = Text(
        f"{part.value:g}÷{whole.value:g}={right}，不是{rate.shown}",
        f"{part.value:g} of {whole.value:g} is {right}, not {rate.shown}",
    )
    return [Doubt(line, quote, message, tuple(rates.corrections(kind, part, whole, rate)))]


def _share(line: int, sentence: str, rate: Number, part: Number, whole: Number) -> list[Found]:
    """办结1238件，占受理1747件的83.09%."""
    quote = _quote(sentence, part, whole, rate)
    if rates.fits(part.value, whole.value, rate.value, rate.decimals):
        return [Fit(line, quote)]
    right = f"{100 * part.value / whole.value:.{max(1, rate.decimals)}f}%"
    message = Text(
        f"{part.value:g}÷{whole.value:g}={right}，不是{rate.shown}",
        f"{part.value:g} of {whole.value:g} is {right}, not {rate.shown}",
    )
    return [Doubt(line, quote, message, (Text(f"比率应为{right}", f"the rate should be {right}"),))]


def _alone(
    line: int, sentence: str, near: list[Number], rate: Number, kind: rates.Kind
) -> list[Found]:
    """A rate whose numbers are not told: it may still be impossible, or say what the target was."""
    quote = f"{rate.before}{rate.shown}"
    if kind.bounded:
        if rate.value <= 100:
            return []
        return [
            Doubt(line, quote, Text("这种比率不会超过100%", "such a rate never exceeds 100 %"), ())
        ]
    done = [n for n in near if kind.part.search(n.before) and n.end <= rate.start and n.exact]
    done = [n for n in done if n.unit not in ("%", "元", "万元", "")]
    if not done or not rate.value:
        return []
    half = 10.0**-rate.decimals / 2
    low, high = (100 * done[-1].value / (rate.value + side) for side in (half, -half))
    message = Text(
        f"材料没有说任务数；按此反推约为{low:.0f}—{high:.0f}{done[-1].unit}",
        f"the target is not told; it must have been about {low:.0f}–{high:.0f}",
    )
    return [Implied(line, _quote(sentence, done[-1], rate), message)]


def _growth(line: int, sentence: str, near: list[Number], rate: Number) -> list[Found]:
    """同比: this year's number, last year's, and the growth between them; or from one to another."""
    counts = [n for n in near if n.exact and n.unit != "%" and n.unit == _unit(near, rate)]
    before = [n for n in counts if _LAST_YEAR.search(n.before)]
    now = [n for n in counts if n not in before and n.end <= rate.start]
    if ends := _from_to(sentence, counts, rate):
        before, now = [ends[0]], [ends[1]]
    if len(before) != 1 or len(now) != 1 or not before[0].value:
        return []
    falls = bool(_FALL.search(rate.before))
    change = (now[0].value / before[0].value - 1) * (-100 if falls else 100)
    quote = _quote(sentence, now[0], before[0], rate)
    if abs(change - rate.value) <= 10.0**-rate.decimals / 2 + 1e-9:
        return [Fit(line, quote)]
    right = f"{abs(change):.{max(1, rate.decimals)}f}%"
    word = Text("下降", "a fall of") if (change < 0) != falls else Text("增长", "a growth of")
    message = Text(
        f"由{before[0].value:g}到{now[0].value:g}是{word.zh}{right}，不是{rate.shown}",
        f"from {before[0].value:g} to {now[0].value:g} is {word.en} {right}, not {rate.shown}",
    )
    return [Doubt(line, quote, message, (Text(f"比率应为{right}", f"the rate should be {right}"),))]


def _from_to(sentence: str, counts: list[Number], rate: Number) -> tuple[Number, Number] | None:
    """从100件下降到80件，降幅30%: the two numbers, where they are the last ones before the rate."""
    told = [n for n in counts if n.end <= rate.start]
    for first, last in pairwise(told[-2:]):
        said = sentence[first.end : last.start]
        if _FROM.search(sentence[: first.start]) and _UP_TO.fullmatch(said):
            return first, last
    return None


def _unit(near: list[Number], rate: Number) -> str:
    """The unit of the nearest count before the rate."""
    units = [n.unit for n in near if n.end <= rate.start and n.unit not in ("%", "")]
    return units[-1] if units else ""


def _parts(line: int, sentence: str, near: list[Number]) -> list[Found]:
    """A total, then the parts that it consists of: 2337个平台，整合12个…、129个…、2196个…."""
    found: list[Found] = []
    for total, first in pairwise(near):
        said = sentence[total.end : first.start]
        if not _PARTS.search(said) or not total.unit or total.unit != first.unit:
            continue
        parts = [n for n in near if n.start >= first.start]
        whole = _all_there_is(parts, total.unit)
        parts = whole or _listed(sentence, parts, total.unit)
        value = sum(n.value for n in parts)
        if len(parts) < 2 or not all(n.exact for n in (total, *parts)):
            continue
        quote = _quote(sentence, total, *parts)
        if value == total.value:
            found.append(Fit(line, quote))
        elif value > total.value or whole or _ALL_PARTS.search(said):
            found.append(_sum_doubt(line, quote, total, parts))
    return found


def _all_there_is(numbers: list[Number], unit: str) -> list[Number]:
    """The two numbers of the unit, where together they are all there is: 中心 and 站点; else none."""
    of = [n for n in numbers if n.unit == unit]
    for pair in _WHOLE:
        said = [tuple(bool(p.search(n.before)) for p in pair) for n in of]
        if sorted(said) == [(False, True), (True, False)]:
            return of
    return []


def _sums(line: int, sentence: str, near: list[Number]) -> list[Found]:
    """Parts, then their sum: 甲5件、乙3件，共计8件."""
    found: list[Found] = []
    for total in near:
        if not _SUM.search(total.before) or not total.unit:
            continue
        parts = _listed(sentence, [n for n in reversed(near) if n.end <= total.start], total.unit)
        if len(parts) < 2 or not all(n.exact for n in (total, *parts)):
            continue
        quote = _quote(sentence, *parts, total)
        if sum(n.value for n in parts) == total.value:
            found.append(Fit(line, quote))
        else:
            found.append(_sum_doubt(line, quote, total, parts))
    return found


def _listed(sentence: str, numbers: list[Number], unit: str) -> list[Number]:
    """The numbers that are listed with 、 or 和 between them, all of the unit."""
    found = [n for n in numbers[:1] if n.unit == unit]
    for last, number in pairwise(numbers):
        first, second = sorted((last, number), key=lambda n: n.start)
        said = sentence[first.end : second.start]
        if number.unit != unit or not re.search(r"[、和及]", said) or re.search(r"[,，]", said):
            break
        found.append(number)
    return found


def _sum_doubt(line: int, quote: str, total: Number, parts: Sequence[Number]) -> Doubt:
    value = sum(n.value for n in parts)
    told = "+".join(f"{n.value:g}" for n in sorted(parts, key=lambda n: n.start))
    message = Text(f"{told}={value:g}，不是{total.shown}", f"{told} = {value:g}, not {total.shown}")
    gap = total.value - value
    right = [
        Text(f"{n.shown}改为{n.value + gap:g}{n.unit}", f"{n.shown} to {n.value + gap:g}")
        for n in sorted(parts, key=lambda n: n.start)
        if n.value + gap > 0
    ]
    fixes = [Text(f"合计应为{value:g}{total.unit}", f"the total should be {value:g}")]
    if right:
        either = join(right, zh="，或", en=", or ")
        fixes.append(Text(f"若合计不错，{either.zh}", f"were the total right, {either.en}"))
    return Doubt(line, quote, message, tuple(fixes))


def _quote(sentence: str, *of: Number) -> str:
    """The words from the first of the numbers to the last."""
    first = min(of, key=lambda n: n.start)
    last = max(n.end for n in of)
    return first.before + sentence[first.start : last]
