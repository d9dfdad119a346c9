"""Fairs and markets in hand-made cells: words for none, and fairs whose calendar goes without saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roster.io.fields import narrow
from roster.io.understand.callings import wording
from roster.io.understand.context import Reading, taken

if TYPE_CHECKING:
    from roster.io.understand.context import Context

_NUMERAL = "[一二三四五六七八九]"
_LUNAR = re.compile(  # 三月三, 二月初二: said of the lunar calendar only
    rf"闰?(?:[正冬腊]|十[一二]?|{_NUMERAL})月(?:{_NUMERAL}|初[一二三四五六七八九十])(?![日号十\d])"
)
_CALENDAR = re.compile("[农公阴阳新旧]历")


def fair(cell: object, context: Context) -> Reading | None:
    """Reads 三月三 as 农历三月三, told; a word for none as a blank. Raises FieldError for 同上."""
    words = narrow(str(cell)).strip()
    if _LUNAR.match(words) and not _CALENDAR.search(words):
        return taken(f"农历{words}")
    return wording(cell, context)
