"""Reading the clerk's terms: weekdays, hours, frequencies, sessions, categories."""

from __future__ import annotations

import re
from datetime import time

from roster.io.fields import Field, FieldError, choice, narrow
from roster.model.demand import Frequency, Period
from roster.model.people import CATEGORY_NAMES, Category
from roster.model.sites import SESSION_NAMES, Session, TimeSpan
from roster.text import WEEKDAYS_ZH, Text

SEPARATORS = r"[、,，;；/或和与及\s]+"
DIGITS_ZH = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}

_WEEKDAYS = {
    **{z: n for n, z in enumerate(WEEKDAYS_ZH, 1)},
    "天": 7,
    **{str(n): n for n in range(1, 8)},
}
_TIME = r"(\d{1,2}):(\d{2})"
_HOURS = re.compile(rf"{_TIME}\s*(?:-|—+|–|~|至|到)\s*{_TIME}")
_TIMES = "([1-7一二两三四五六七])"
_FREQUENCIES = (
    (re.compile(rf"每周{_TIMES}次"), Period.WEEK),
    (re.compile(r"(?:每[两二2]周|隔周)([1一])次"), Period.FORTNIGHT),
    (re.compile(rf"每月{_TIMES}次"), Period.MONTH),
)
DAILY = "每工作日"


def weekdays(cell: object) -> tuple[int, ...]:
    """Weekdays in order, 1 = Monday … 7 = Sunday: 二、四 · 周二或周四 · 1,3,5 · 周一至周五."""
    found: set[int] = set()
    for token in re.split(SEPARATORS, narrow(_plain(cell)).strip()):
        word = re.sub(r"^每?(周|星期|礼拜)", "", token)
        span = re.fullmatch(r"(.)(?:至|到|-|—)(?:周|星期|礼拜)?(.)", word)
        days = [_WEEKDAYS.get(c) for c in (span.groups() if span else word)]
        if not days or None in days or (len(days) > 1 and not span and re.search("[0-9]", word)):
            raise _no_weekdays()
        known = [d for d in days if d is not None]
        if span and known[0] > known[1]:
            raise _no_weekdays()
        found.update(range(known[0], known[1] + 1) if span else known)
    return tuple(sorted(found))


def weekday(cell: object) -> int:
    """One weekday, 1 = Monday … 7 = Sunday."""
    days = weekdays(cell)
    if len(days) != 1:
        raise FieldError(
            Text("只能填一个星期几", "this must be one weekday"), Text("如 周二", "such as 周二")
        )
    return days[0]


def _no_weekdays() -> FieldError:
    return FieldError(
        Text("不是星期几", "these are no weekdays"),
        Text(
            "写成如“二、四”“周二或周四”“1,3,5”“周一至周五”",
            "write 二、四 or 周二或周四 or 1,3,5 or 周一至周五",
        ),
    )


def hours(cell: object) -> TimeSpan:
    """Hours within a day: 8:00-12:00."""
    match = _HOURS.fullmatch(narrow(_plain(cell)))
    try:
        if match is None:
            raise ValueError
        h1, m1, h2, m2 = map(int, match.groups())
        return TimeSpan(start=time(h1, m1), end=time(h2, m2))
    except ValueError:  # pydantic's ValidationError is one: the end before the start
        raise FieldError(
            Text("不是有效的起止时间", "these are no hours"),
            Text(
                "写成如 8:00-12:00，止在起之后", "write them as 8:00-12:00, the end after the start"
            ),
        ) from None


def frequency(cell: object) -> Frequency | str:
    """How often: 每周2次, 每两周1次, 每月2次; the word DAILY for 每工作日."""
    words = narrow(_plain(cell)).replace(" ", "")
    if words in {DAILY, "每个工作日"}:
        return DAILY
    for pattern, period in _FREQUENCIES:
        if match := pattern.fullmatch(words):
            times = DIGITS_ZH.get(match[1]) or int(match[1])
            return Frequency(period=period, times=times)
    raise FieldError(
        Text("看不懂的频次", "this frequency is not understood"),
        Text(
            "中心填“每工作日”；站点填“每周1次”“每周2次”“每两周1次”“每月1次”等（次数1至7）",
            "a centre has 每工作日; a station 每周1次, 每周2次, 每两周1次, 每月1次 (1 to 7 times)",
        ),
    )


def sessions(cell: object) -> tuple[Session, ...]:
    """The sessions in which a site opens: 全天, 上午, 下午, or 上午+下午."""
    options: dict[str, tuple[Session, ...]] = {n.zh: (s,) for s, n in SESSION_NAMES.items()}
    options["上午+下午"] = (Session.MORNING, Session.AFTERNOON)
    words = re.sub(r"\s*[+、,和]\s*", "+", narrow(_plain(cell)))
    found: tuple[Session, ...] = choice(options).parse(words)
    return found


def categories(cell: object) -> tuple[Category, ...]:
    """Categories of persons, in the order of the rule book."""
    by_name = {name.zh: category for category, name in CATEGORY_NAMES.items()}
    named = [w for w in re.split(SEPARATORS, narrow(_plain(cell))) if w]
    found = {CATEGORY.parse(word) for word in named}
    return tuple(c for c in by_name.values() if c in found)


def _plain(cell: object) -> str:
    """A cell as its words; whole numbers as digits, anything else as it prints."""
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def weekdays_written(days: tuple[int, ...]) -> str:
    """Weekdays as the template has them: 周二, and 二、四 where there are several."""
    words = [WEEKDAYS_ZH[day - 1] for day in days]
    return f"周{words[0]}" if len(words) == 1 else "、".join(words)


def hours_written(span: TimeSpan) -> str:
    """Hours as the template has them: 8:00-12:00."""
    return "-".join(f"{t.hour}:{t.minute:02}" for t in (span.start, span.end))


def frequency_written(found: Frequency | str) -> str:
    """A frequency as the template has it: 每周1次, 每工作日."""
    return found if isinstance(found, str) else found.text.zh


def sessions_written(found: tuple[Session, ...]) -> str:
    """Sessions as the template has them: 上午+下午."""
    return "+".join(SESSION_NAMES[session].zh for session in found)


def categories_written(found: tuple[Category, ...]) -> str:
    """Categories as the template has them, separated by 、."""
    return "、".join(CATEGORY_NAMES[category].zh for category in found)


_EACH_WEEKDAY = tuple(f"周{word}" for word in WEEKDAYS_ZH)
CATEGORY = choice({name.zh: category for category, name in CATEGORY_NAMES.items()})
SESSION = choice({name.zh: session for session, name in SESSION_NAMES.items()})
CATEGORIES = Field(
    categories,
    Text("人员类别，以“、”分隔", "categories separated by 、"),
    categories_written,
    CATEGORY.options,
)
WEEKDAYS = Field(
    weekdays,
    Text("星期，如“二、四”", "weekdays, such as 二、四 or 1,3,5"),
    weekdays_written,
    (*_EACH_WEEKDAY, "二、四", "一、三、五", "周一至周五"),
)
WEEKDAY = Field(
    weekday,
    Text("一个星期几", "one weekday"),
    lambda day: weekdays_written((day,)),
    _EACH_WEEKDAY,
)
HOURS = Field(hours, Text("起止时间，如 8:00-12:00", "hours, such as 8:00-12:00"), hours_written)
FREQUENCY = Field(
    frequency,
    Text(
        "每工作日（中心）；每周N次、每两周1次、每月N次（站点）",
        "每工作日 (centre); 每周N次, 每两周1次, 每月N次 (station)",
    ),
    frequency_written,
    (DAILY, "每周1次", "每周2次", "每周3次", "每两周1次", "每月1次", "每月2次", "每月3次"),
)
SESSIONS = Field(
    sessions,
    Text("全天、上午、下午、上午+下午", "全天 / 上午 / 下午 / 上午+下午"),
    sessions_written,
    ("全天", "上午", "下午", "上午+下午"),
    closed=True,
)
