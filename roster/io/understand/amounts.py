"""Numbers with their units, hours of the day, frequencies, in the ways people type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roster.io.fields import FieldError
from roster.io.terms import DIGITS_ZH, weekdays
from roster.io.understand.context import Reading, plain, taken
from roster.io.understand.words import squeezed
from roster.text import WEEKDAYS_ZH, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.io.understand.context import Context

MINUTES = ("分钟", "分", "min", "mins")
_NUMERALS = {**DIGITS_ZH, "八": 8, "九": 9}
_SPOKEN = "[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_NUMBER = re.compile(rf"(-?\d+|{_SPOKEN})")
_ROAD = re.compile(
    rf"(?:(\d+(?:\.\d+)?|[一二两三]|半)(?:个?小?时|(个半)小?时))?(?:(半)|(\d+|{_SPOKEN})分钟?)?"
)
_TIME_HEADER = re.compile(  # kilometres are refused with the header
    r"分|时间|车程|小时|min|[(（](?:公里|千米|里|km)[)）]", re.IGNORECASE
)
_CLOCK = (
    r"(?:上午|早上|下午|晚上|中午)?(\d{1,2})(?::(\d{2})|[点时](?:(半)|(\d{1,2})分?)?|\.(\d{2}))?"
)
_HOURS = re.compile(rf"(上午|早上|下午)?{_CLOCK}(?:-+|—+|–|~|至|到|―)(?:上午|下午)?{_CLOCK}")
_TIMES = "([1-7一二两三四五六七])[次回趟场]"
_EVERY = "(?:每个?|一个?|1个?)?"
_FREQUENCIES = (
    (re.compile(rf"{_EVERY}(?:周|星期|礼拜){_TIMES}|{_TIMES}[/每](?:周|星期)"), "每周{}次"),
    (re.compile(rf"(?:每[两二2]个?周|[两二2]个?周|隔周|双周|每隔一周){_TIMES}"), "每两周{}次"),
    (re.compile(rf"{_EVERY}月{_TIMES}|{_TIMES}[/每]月"), "每月{}次"),
)
_BARE = re.compile("([1-7一二两三四五六七])[次回]?")


def number_with(units: tuple[str, ...]) -> Callable[[object, Context], Reading | None]:
    """Reads a whole number with one of the units behind it: 3次; minutes also as hours: 1小时."""

    def reading(cell: object, context: Context) -> Reading | None:
        if not isinstance(cell, str):
            return None
        words = squeezed(cell)
        for unit in ("", *units):
            bare = words.removesuffix(unit)
            if _NUMBER.fullmatch(bare) and (unit == "" or bare != words):
                return plain(_spoken(bare))
        return _road(words) if "分钟" in units else None

    return reading


def road_minutes(cell: object, context: Context) -> Reading | None:
    """Reads the minutes of a road, as ``number_with`` does.

    Raises:
        FieldError: for a bare number under a header (距县城) that may count kilometres.
    """
    words = squeezed(context.header)
    if words and not _TIME_HEADER.search(words) and _NUMBER.fullmatch(squeezed(_bare_text(cell))):
        raise FieldError(
            Text(
                f"表头“{words}”没有写明是分钟还是公里",
                f"the header {words} does not say whether it counts minutes or kilometres",
            ),
            Text(
                "是车程就把表头改为“距县城车程（分钟）”；是公里就换算成分钟",
                "call it 距县城车程（分钟） where it is minutes; turn kilometres into minutes",
            ),
        )
    return number_with(MINUTES)(cell, context)


def _bare_text(cell: object) -> str:
    whole = isinstance(cell, float) and cell == int(cell)
    return str(int(cell)) if isinstance(cell, float) and whole else str(cell)


def _spoken(words: str) -> str | int:
    """A number written in Chinese up to 99; one in digits as it is."""
    if "十" not in words:
        return _NUMERALS.get(words, words)
    tens, _, ones = words.partition("十")
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


def _road(words: str) -> Reading | None:
    """Hours and minutes as minutes: 1小时10分, 一个半小时, 半小时."""
    match = _ROAD.fullmatch(words)
    if match is None or not match[1]:
        return None
    if (match[2] or match[3]) and (match[1] == "半" or "." in match[1]):
        return None
    if match[2] and (match[3] or match[4]):
        return None
    hours = 0.5 if match[1] == "半" else float(_NUMERALS.get(match[1], match[1]))
    minutes = hours * 60 + (30 if match[2] or match[3] else int(_spoken(match[4] or "0")))
    return taken(int(minutes)) if minutes == int(minutes) else None


def hours_of(*, afternoon: bool) -> Callable[[object, Context], Reading | None]:
    """Reads hours: 8点-12点, 上午8:30—11:30; in the afternoon 2:30-5:30 is 14:30-17:30."""

    def reading(cell: object, context: Context) -> Reading | None:
        words = squeezed(str(cell))
        match = _HOURS.fullmatch(words)
        if match is None:
            return None
        first, second = _clock(match.groups()[1:6]), _clock(match.groups()[6:11])
        late = afternoon or match[1] == "下午"
        turned = late and first[0] < second[0] <= 8
        if turned:
            first, second = (first[0] + 12, first[1]), (second[0] + 12, second[1])
        canonical = f"{first[0]}:{first[1]:02}-{second[0]}:{second[1]:02}"
        full = re.search(r"[:点时]", words) and not match[6] and not match[11]
        certain = bool(full) and (not turned or match[1] == "下午")
        if certain and canonical == words:
            return None
        return Reading(((canonical, None),), certain=certain)

    return reading


def _clock(groups: tuple[str | None, ...]) -> tuple[int, int]:
    hour, minute, half, spoken, dotted = groups
    return int(hour or 0), 30 if half else int(minute or spoken or dotted or 0)


def frequency(cell: object, context: Context) -> Reading | None:
    """Reads how often: 一周1次, 2次/月, 每周二 (weekly, on Tuesdays); a bare number where the header says
    of what (每月次数).

    Raises:
        FieldError: for 半月一次, bare weekdays and bare numbers, which can mean two frequencies.
    """
    words = squeezed(str(int(cell) if isinstance(cell, float) and cell == int(cell) else cell))
    for pattern, form in _FREQUENCIES:
        if match := pattern.fullmatch(words):
            times = next(g for g in match.groups() if g)
            canonical = form.format(DIGITS_ZH.get(times, times))
            return None if canonical == words else plain(canonical)
    if words in {"隔周", "每隔一周", "双周"}:
        return taken("每两周1次")
    if words in {"工作日", "工作日每天", "每个工作日", "每工作日"}:
        return None if words == "每工作日" else plain("每工作日")
    if match := _BARE.fullmatch(words):
        return _of_header(DIGITS_ZH.get(match[1], match[1]), context.header)
    if re.fullmatch("半个?月(?:1|一)[次回]", words):
        raise _two_ways("“每两周1次”或“每月2次”", "“每两周1次” or “每月2次”")
    return _weekdays(words)


def _of_header(times: str | int, header: str) -> Reading:
    for unit in ("每月", "每周"):
        if unit in squeezed(header):
            return taken(f"{unit}{times}次")
    raise _two_ways(f"“每周{times}次”或“每月{times}次”", f"“每周{times}次” or “每月{times}次”")


def workdays(cell: object, context: Context) -> Reading | None:
    """Reads 工作日 among weekdays: Monday to Friday; told, as a make-up Saturday is none of them."""
    words = squeezed(str(cell))
    return taken("周一至周五") if words in {"工作日", "每工作日", "每个工作日"} else None


def _weekdays(words: str) -> Reading | None:
    if not re.match("每?个?(周|星期|礼拜)", words):
        return None
    try:
        days = weekdays(words.replace("每个", "每"))
    except FieldError:
        return None
    named = "、".join(WEEKDAYS_ZH[d - 1] for d in days)
    if len(days) == 1:
        return Reading(
            (("每周1次", named),),
            text=Text(f"按“每周1次”、可选星期“{named}”理解", f"read as 每周1次 on {named}"),
        )
    raise FieldError(
        Text(
            f"看不出是这{len(days)}天都去，还是其中一天去",
            f"it cannot be seen whether all {len(days)} days or one of them is meant",
        ),
        Text(
            f"频次填“每周1次”或“每周{len(days)}次”，可选星期填“{named}”",
            f"write 每周1次 or 每周{len(days)}次 here, and {named} as 可选星期",
        ),
    )


def _two_ways(zh: str, en: str) -> FieldError:
    return FieldError(
        Text(f"可指{zh}", f"this can mean {en}"), Text("写明其中一种", "write one of them")
    )
