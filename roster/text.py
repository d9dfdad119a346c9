"""Everything a user reads exists in Chinese and in English; this is the pair, and how dates are written.

Imports nothing of the project, so that errors, model and everything above can use it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Lang = Literal["zh", "en"]

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Text(NamedTuple):
    """One sentence or name, in Chinese and in English."""

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """The text in the language asked for."""
        return self.zh if lang == "zh" else self.en


def join(texts: Iterable[Text], zh: str = "；", en: str = "; ") -> Text:
    """The texts one after another, with a separator for each language."""
    parts = list(texts)
    return Text(zh.join(t.zh for t in parts), en.join(t.en for t in parts))


def day_text(day: date) -> Text:
    """A day as people write it, without the year: 12月8日 / 8 Dec."""
    return Text(f"{day.month}月{day.day}日", f"{day.day} {MONTHS_EN[day.month - 1]}")


def weekday_text(day: date) -> Text:
    """The day's weekday: 星期二 / Tue."""
    return Text(f"星期{WEEKDAYS_ZH[day.weekday()]}", WEEKDAYS_EN[day.weekday()])


def span_text(start: date, end: date) -> Text:
    """A range of days: 12月8日—10日 / 8 Dec–10 Dec; a single day stands alone."""
    first, last = day_text(start), day_text(end)
    if start == end:
        return first
    tail = f"{end.day}日" if (start.year, start.month) == (end.year, end.month) else last.zh
    return Text(f"{first.zh}—{tail}", f"{first.en}–{last.en}")
