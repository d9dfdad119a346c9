"""The numbers of a sentence: what they count, what is said before them."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(
    r"(?<![\d.A-Za-z])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(万|亿|千)?(余|多)?\s*"
    r"(%|个百分点|人次|万元|[年月日号条件次人个名元户场起家所批册份块期天部])?"
)
_ABOUT = re.compile(r"(约|近|超|逾|大约|将近|超过|左右)\s*$")
_WIDE = str.maketrans("０１２３４５６７８９％，．：", "0123456789%,.:")
_LIMITS = re.compile(r"[,，、:：;；()（）“”《》]")


class Number(NamedTuple):
    """A number in a sentence: its ``value``, its decimals, its unit (件; % for a rate), the words
    ``before`` it back to the number or comma before, where it starts and ends. ``exact`` is False for
    about so many.
    """

    value: float
    decimals: int
    unit: str
    before: str
    start: int
    end: int
    exact: bool

    @property
    def shown(self) -> str:
        """The number as it is written, with its unit."""
        return f"{self.value:.{self.decimals}f}{self.unit}"


def plain(text: str) -> str:
    """Full-width digits and signs made narrow; thousands stay as they are."""
    return text.translate(_WIDE)


def numbers(sentence: str) -> list[Number]:
    """All numbers of the sentence but dates, in order."""
    found, last = [], 0
    for match in _NUMBER.finditer(sentence):
        whole, part, size, more, unit = match.groups()
        lead = sentence[last : match.start()]
        last = match.end()
        if unit in ("年", "月", "日", "号"):
            continue
        before = _LIMITS.split(lead)[-1] or lead
        about = bool(size or more or _ABOUT.search(lead))
        found.append(
            Number(
                float(whole.replace(",", "") + (part or "")),
                len(part or ".") - 1,
                unit or "",
                before.strip(" ,，、"),
                match.start(),
                match.end(),
                not about,
            )
        )
    return found


def sentences(text: str) -> list[tuple[int, str]]:
    """Each sentence with the line it starts on, from 1; a line's end is a sentence's end."""
    found = []
    for number, line in enumerate(plain(text).splitlines(), 1):
        parts = (part.strip() for part in re.split(r"[。；;!?！？]", line))
        found += [(number, part) for part in parts if part]
    return found
