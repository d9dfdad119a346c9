"""Rates and the numbers they are named after: does 1238 of 1747 make 83.09 %?"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.figures.numbers import Number


class Kind(NamedTuple):
    """A kind of rate: the words that name it, its part and its whole; ``bounded`` ones never exceed 100
    %.
    """

    name: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]
    bounded: bool


KINDS = (
    Kind(
        re.compile(r"(办结|结案|审结)(率|比例)"),
        re.compile(r"办结|已结|结案|审结"),
        re.compile(r"受理|接收|收案|新收|收到|承办|指派"),
        True,
    ),
    Kind(
        re.compile(r"完成率|任务(量|数|目标)?的?$|目标(任务)?的?$"),
        re.compile(r"完成|解答|接待|提供|办理|受理"),
        re.compile(r"任务|目标|计划|应完成"),
        False,
    ),
    Kind(
        re.compile(r"满意(率|度)"),
        re.compile(r"满意"),
        re.compile(r"回访|评价|调查|测评|受访"),
        True,
    ),
    Kind(re.compile(r"成功率"), re.compile(r"成功"), re.compile(r"调解|受理|参与"), True),
    Kind(
        re.compile(r"(到岗|出勤|在岗)率"),
        re.compile(r"实到|到岗|出勤|在岗"),
        re.compile(r"应到|应出勤|抽查|点名|应在岗"),
        True,
    ),
    Kind(re.compile(r"(覆盖|辩护)率"), re.compile(r"覆盖"), re.compile(r"应覆盖|共有|应"), True),
)


_RATES = ("%", "个百分点")
_SHARE = re.compile(r"[,，]?\s*(?:约)?占(?:了)?[^\d,，、]{0,12}")
_OF = re.compile(r"的\s*")


def kind_of(words: str) -> Kind | None:
    """The kind of rate that these words name; the last named where there are several."""
    found = [(m.end(), kind) for kind in KINDS for m in kind.name.finditer(words)]
    return max(found, key=lambda f: f[0])[1] if found else None


def pair(kind: Kind, near: Sequence[Number], rate: Number) -> tuple[Number, Number] | None:
    """The part and the whole that the rate is of: the nearest of each said before it, or else after it,
    of one unit; None where either is not told, or only about.
    """
    counts = [n for n in near if n.unit not in (*_RATES, "元", "万元")]
    whole = _nearest([n for n in counts if kind.whole.search(n.before)], rate)
    part = _nearest([n for n in counts if _is_part(kind, n)], rate)
    if whole is None or part is None or not (whole.exact and part.exact) or not whole.value:
        return None
    return (part, whole) if part.unit == whole.unit else None


def share_of(sentence: str, near: Sequence[Number], rate: Number) -> tuple[Number, Number] | None:
    """The part and the whole of X件，占Y件的Z%; None where the words are others, or more numbers stand
    before, so that the part may be their sum.
    """
    counts = [n for n in near if n.end <= rate.start]
    if len(counts) < 2 or not counts[-1].value:
        return None
    part, whole = counts[-2:]
    said = sentence[part.end : whole.start], sentence[whole.end : rate.start]
    if not _SHARE.fullmatch(said[0]) or not _OF.fullmatch(said[1]):
        return None
    others = [n for n in counts[:-2] if n.unit == part.unit and n.value != whole.value]
    if others or part.unit != whole.unit or part.unit in _RATES:
        return None
    return (part, whole) if part.exact and whole.exact else None


def _is_part(kind: Kind, number: Number) -> bool:
    return bool(kind.part.search(number.before)) and not kind.whole.search(number.before)


def _nearest(numbers: list[Number], rate: Number) -> Number | None:
    before = [n for n in numbers if n.end <= rate.start]
    return before[-1] if before else numbers[0] if numbers else None


def fits(part: float, whole: float, percent: float, decimals: int) -> bool:
    """Whether the rate is right, rounded or cut off at so many decimals."""
    exact, unit = 100 * part / whole, 10.0**-decimals
    return abs(exact - percent) <= unit / 2 + 1e-9 or 0 <= exact - percent < unit


def corrections(kind: Kind, part: Number, whole: Number, rate: Number) -> list[Text]:
    """What each of the three would have to be, were the other two right."""
    decimals = max(1, rate.decimals)
    right = f"{100 * part.value / whole.value:.{decimals}f}%"
    half = 10.0**-rate.decimals / 2
    low, high = max(0.0, rate.value - half), rate.value + half
    most = math.inf if not low else 100 * part.value / low
    return [
        Text(f"比率应为{right}", f"the rate should be {right}"),
        _should_be(kind.part, part, rate, whole.value * low / 100, whole.value * high / 100),
        _should_be(kind.whole, whole, rate, 100 * part.value / high, most),
    ]


def _should_be(
    said: re.Pattern[str], number: Number, rate: Number, least: float, most: float
) -> Text:
    """What the number should be, were the others right: whole numbers from ``least`` to ``most``."""
    told, unit = f"{_word(said, number)}{number.shown}", number.unit
    first = max(1, math.ceil(least - 1e-6))
    if most == math.inf or first > most + 1e-6:
        return Text(
            f"只改“{told}”得不出{rate.shown}", f"no other number in “{told}” makes {rate.shown}"
        )
    last = math.floor(most + 1e-6)
    value = f"{first}" if first == last else f"{first}—{last}"
    return Text(
        f"若只错在“{told}”，应为{value}{unit}",
        f"if only “{told}” is wrong, it should be {value}{unit}",
    )


def _word(said: re.Pattern[str], number: Number) -> str:
    """The word by which the number was found: 受理."""
    return "".join(m.group() for m in said.finditer(number.before))[:4]
