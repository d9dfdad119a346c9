"""Numbers as spreadsheets keep them: what number, date, time or percentage a cell shows.

Every kind of workbook comes through here, so that the same cell is the same value in each.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Any, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from roster.io.fields import Broken
from roster.io.raw.limits import DamagedError
from roster.io.raw.words import ERROR_CELL, NOT_COMPUTED, SERIAL_1904

# Dates and times whose look the system's language decides; Excel and WPS write them without a code.
_EAST_ASIAN = frozenset({*range(27, 37), *range(50, 59)})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_LONG = 300  # digits; larger numbers are infinite anyway
_EXACT = 2**53  # whole numbers above have lost digits
_DATES_1904 = range(35_064, 120_000)  # from 2000: what may be a day in a cell not formatted as one


class Style(NamedTuple):
    """What a number format makes of a number."""

    is_date: bool = False
    is_span: bool = False
    is_percent: bool = False
    is_struck: bool = False  # its font is crossed out


PLAIN = Style()


def style_of(number: int, code: str | None) -> Style:
    """The style of a number format, by its number and its code (None: the one the number stands for)."""
    if number in _EAST_ASIAN and code in (None, "", "General"):
        return Style(is_date=True)
    code = BUILTIN_FORMATS.get(number) if code is None else code
    return Style(is_date_format(code), is_timedelta_format(code), "%" in (code or ""))


def number_shown(number: float, style: Style, *, from_1904: bool) -> Any:
    """What the cell shows: a number, a datetime, time or timedelta, a percentage as text, or Broken."""
    if not math.isfinite(number):
        return error_value(str(number))
    if style.is_date:
        epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
        try:
            return from_excel(number, epoch, timedelta=style.is_span)
        except (OverflowError, ValueError):
            return error_value("#VALUE!")  # as a spreadsheet shows it: #######
    if style.is_percent:
        return f"{number * 100:.10g}%"  # typed as 50 %, stored as 0.5
    whole = int(number) if number == int(number) and abs(number) < _EXACT else number
    if from_1904 and whole in _DATES_1904:
        return Broken(str(whole), *SERIAL_1904)
    return whole


def moment(value: str) -> datetime:
    """The moment that is written as ISO 8601 has it. Raises DamagedError."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError as error:
        raise DamagedError(f"date {value}") from error


def decimal(value: str) -> float:
    """The number that is written as XML has it; a whole one as int. Raises DamagedError."""
    if not _NUMBER.fullmatch(value):
        raise DamagedError(f"number {value}")
    return int(value) if value.isdigit() and len(value) < _LONG else float(value)


def error_value(shown: str) -> Broken:
    """A cell that shows an error, such as #N/A."""
    return Broken(shown, *ERROR_CELL)


def not_computed(formula: str) -> Broken:
    """A formula whose value is not in the file."""
    return Broken(formula, *NOT_COMPUTED)
