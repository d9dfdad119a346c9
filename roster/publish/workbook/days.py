"""Kinds of days: weekend, public holiday, made-up workday; each with a look of its own, in grey too."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from roster.publish.workbook.styles import HOLIDAY, MADE_UP, RED, WEEKEND
from roster.text import Text

if TYPE_CHECKING:
    from datetime import date

    from roster.model.calendar import Calendar


class DayKind(StrEnum):
    """What a day is to the calendar."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MADE_UP = "made_up"


BOXES: dict[DayKind, dict[str, Any]] = {
    DayKind.WORKDAY: {},
    DayKind.WEEKEND: WEEKEND,
    DayKind.HOLIDAY: HOLIDAY,
    DayKind.MADE_UP: MADE_UP,
}
KIND_NAMES: dict[DayKind, Text] = {
    DayKind.WEEKEND: Text("周末", "weekend"),
    DayKind.HOLIDAY: Text("节假日", "public holiday"),
    DayKind.MADE_UP: Text("调休上班", "made-up workday"),
}


def kind_of(calendar: Calendar, day: date) -> DayKind:
    """What the day is; a weekday off without a name counts as a holiday."""
    known = calendar[day]
    if known.workday:
        return DayKind.MADE_UP if known.make_up else DayKind.WORKDAY
    return DayKind.HOLIDAY if known.label or day.isoweekday() <= 5 else DayKind.WEEKEND


def head_look(kind: DayKind) -> dict[str, Any]:
    """The head of the day's column."""
    if kind is DayKind.WORKDAY:
        return {}
    return {**BOXES[kind], "font_color": RED}
