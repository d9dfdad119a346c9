"""Reading single cells: each function takes a raw cell and returns a value, or says what is wrong.

A raw cell is what openpyxl or a CSV file holds: text already stripped, a number, a bool, a date, a
datetime, a time, or `Broken`; never blank.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.utils.datetime import from_excel

from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from roster.io.understand.context import Context, Reading


class FieldError(ValueError):
    """A cell that cannot be read: what is wrong, and what would be right."""

    def __init__(self, message: Text, remedy: Text) -> None:
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True)
class Broken:
    """A cell without a value to trust (#N/A, a formula never computed, a merged cell)."""

    shown: str
    message: Text
    remedy: Text

    def __str__(self) -> str:
        return self.shown


def same(value: Any) -> Any:
    """The value as it is."""
    return value


@dataclass(frozen=True)
class Field:
    """A kind of cell: how it is read, how its form is described in the docs, and how it is written.

    ``written`` turns what ``parse`` returns into the cell that the template holds. ``options`` are words
    to choose from, ``closed`` where there are no others; ``least`` and ``most`` bound a number. ``loose``
    finds in a hand-made cell what ``parse`` reads: the same in the one way of writing; None where it has
    nothing to add. ``units`` may stand behind the cell's number, or in brackets in its header.
    """

    parse: Callable[[Any], Any]
    form: Text
    written: Callable[[Any], Any] = same
    options: tuple[str, ...] = ()
    closed: bool = False
    kind: Literal["text", "date", "whole", "decimal"] = "text"
    least: int = 0
    most: int | None = None
    loose: Callable[[Any, Context], Reading | None] | None = None
    units: tuple[str, ...] = ()


# Full-width forms that input methods leave in numbers, dates, times and percentages.
_NARROW = {ord(chr(ord(c) + 0xFEE0)): c for c in "0123456789:(),.-/%;~+"}
# Direction marks, zero-width spaces and non-characters: two names that look alike must be alike.
# (The zero-width joiner stays: emoji need it. Characters newer than this Python stay too.)
_INVISIBLE = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\ufffe\uffff"
)
_LONGEST = 60  # characters of a cell in a message
_EXACT_DIGITS = 15  # a spreadsheet keeps no more digits of a number
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})日)"
)
_LAST_SERIAL = 2958465  # 9999-12-31
_FIRST, _LAST = date(2000, 1, 1), date(2999, 12, 31)
_AS_TEXT = Text(
    "把该列的格式设为“文本”后重新输入",
    "format the column as text and type the value again",
)


def narrow(text: str) -> str:
    """The text with full-width digits and punctuation made half-width."""
    return text.translate(_NARROW)


def is_hidden(char: str) -> bool:
    """Whether a character is a control, a line break, or otherwise not seen."""
    return unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} or char in _INVISIBLE


def text(cell: object) -> str:
    """Text of one line; a whole number is taken as its digits.

    Raises:
        FieldError: for control characters, line breaks, direction marks, dates and truth values.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _digits(cell)
    if not isinstance(cell, str):
        raise FieldError(Text("应为文字", "this must be text"), _AS_TEXT)
    for char in cell:
        if is_hidden(char):
            raise FieldError(
                Text(
                    f"含有控制字符（U+{ord(char):04X}）",
                    f"holds a control character (U+{ord(char):04X})",
                ),
                Text(
                    "删去换行、制表符等不可见字符",
                    "delete line breaks, tabs and other invisible characters",
                ),
            )
    return cell


def note(cell: object) -> str:
    """Text in which line breaks and tabs are allowed and become spaces."""
    return text(re.sub(r"\s+", " ", cell) if isinstance(cell, str) else cell)


def identifier(cell: object) -> str:
    """An id: it becomes part of file names and addresses, so letters, digits, - and _ only."""
    value = text(cell)
    if not re.fullmatch(r"[\w-]{1,32}", value):
        raise FieldError(
            Text(
                "编号只能含文字、数字、“-”和“_”，不超过32个字符",
                "an id holds only letters, digits, - and _, at most 32 of them",
            ),
            Text("改用如 P01 的编号", "use an id such as P01"),
        )
    return value


def number_text(cell: object) -> str:
    """A certificate or telephone number, kept as text.

    Raises:
        FieldError: where a spreadsheet has turned it into a number and digits may be lost.
    """
    value = text(cell)
    if re.fullmatch(r"\d(\.\d+)?[Ee]\+?\d+", value):
        raise _digits_lost()
    return value


def _digits(number: float) -> str:
    if number != int(number):
        raise FieldError(
            Text("应为文字，却是小数", "this must be text but is a fraction"), _AS_TEXT
        )
    if len(str(abs(int(number)))) > _EXACT_DIGITS:
        raise _digits_lost()
    return str(int(number))


def _digits_lost() -> FieldError:
    return FieldError(
        Text(
            "号码被存成了数值，末尾数字已丢失",
            "the number was stored as a figure and has lost its last digits",
        ),
        _AS_TEXT,
    )


def integer(least: int, most: int | None = None) -> Field:
    """A whole number from least to most, both included; 3, 3.0 and "3" are the same."""
    form = Text(f"整数，{least}—{most}", f"whole number, {least}–{most}")
    remedy = Text(f"填{least}到{most}之间的整数", f"give a whole number from {least} to {most}")
    if most is None:
        form = Text(f"整数，不小于{least}", f"whole number, at least {least}")
        remedy = Text(f"填不小于{least}的整数", f"give a whole number of at least {least}")

    def parse(cell: object) -> int:
        value = _whole(cell)
        if value is None:
            raise FieldError(Text("应为整数", "this must be a whole number"), remedy)
        if value < least or (most is not None and value > most):
            raise FieldError(Text("数值超出范围", "the number is out of range"), remedy)
        return value

    return Field(parse, form, kind="whole", least=least, most=most)


def _whole(cell: object) -> int | None:
    if isinstance(cell, str):
        match = re.fullmatch(r"(-?[0-9]{1,9})(\.0+)?", narrow(cell))
        return int(match[1]) if match else None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != int(cell):
        return None
    return int(cell)


def percent(cell: object) -> int:
    """A whole percentage: 50 and 50% are the same."""
    if isinstance(cell, str):
        cell = narrow(cell).removesuffix("%").strip()
    return int(integer(0, 200).parse(cell))


def day(cell: object) -> date:
    """A date: as a date, a serial number, or 2026-12-05, 2026/12/5, 2026.12.5, 2026年12月5日.

    Raises:
        FieldError: for anything else, for a time of day, and for days that are not.
    """
    found = _day(cell)
    if found is None:
        raise FieldError(
            Text("不是有效的日期", "this is no date"),
            Text(
                "写成如 2026-12-05 的日期，不带钟点",
                "write a date such as 2026-12-05, without a time of day",
            ),
        )
    if not _FIRST <= found <= _LAST:
        raise FieldError(
            Text(
                f"日期为{found.isoformat()}，不合情理",
                f"the date is {found.isoformat()}, which cannot be meant",
            ),
            Text("填2000年以后的日期", "give a date after 2000"),
        )
    return found


def _day(cell: object) -> date | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = from_excel(cell) if 1 <= cell <= _LAST_SERIAL and cell == int(cell) else None
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else None
    match = _DATE.fullmatch(narrow(cell)) if isinstance(cell, str) else None
    if match is None:
        return None
    year, month, last = (int(group) for group in match.groups() if group)
    try:
        return date(year, month, last)
    except ValueError:
        return None


def shown(cell: object) -> str:
    """The cell as a message shows it: one short line, line breaks as ⏎, what cannot be seen as its code."""
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    plain = str(cell).replace("\r\n", "\n").replace("\n", "⏎")
    words = "".join(f"\\u{ord(c):04x}" if is_hidden(c) else c for c in plain)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def choice(options: Mapping[str, Any]) -> Field:
    """One of the given words, each with what it means."""
    words = "、".join(options)
    remedy = Text(f"填其中之一：{words}", f"give one of: {', '.join(options)}")

    def parse(cell: object) -> Any:
        if not isinstance(cell, str) or cell not in options:
            raise FieldError(Text("不是可选的词", "this is none of the words allowed"), remedy)
        return options[cell]

    def written(value: Any) -> str:
        return next(word for word, meant in options.items() if meant == value)

    return Field(parse, Text(words, " / ".join(options)), written, tuple(options), closed=True)


TEXT = Field(text, Text("文字", "text"))
NOTE = Field(note, Text("文字", "text"))
ID = Field(identifier, Text("编号", "id"))
NUMBER = Field(number_text, Text("号码，按文本存", "number kept as text"))
DATE = Field(day, Text("日期", "date"), kind="date")
YES_NO = choice({"是": True, "否": False})
PERCENT = Field(percent, Text("百分数，0—200", "percentage, 0–200"), kind="whole", most=200)
