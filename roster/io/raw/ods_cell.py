"""A cell of an .ods workbook: its text, and the value that its attributes give."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from roster.io.raw.comments import persons_words
from roster.io.raw.limits import DamagedError
from roster.io.raw.text_pieces import TextPieces
from roster.io.raw.values import (
    PLAIN,
    Style,
    decimal,
    error_value,
    moment,
    not_computed,
    number_shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TYPE, _FORMULA = f"{OFFICE}value-type", f"{TABLE}formula"
_ERROR = re.compile(r"#(N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d{3}|#\S+!")
_SPAN = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,](\d{1,9}))?S", re.ASCII)
_DAY, _HOUR = 24, 60
_PERCENT = Style(is_percent=True)
_BLANKS = re.compile(r"[ \t\r\n]+")
COMMENT = frozenset({"annotation", "creator", "date", "creator-initials"})
INLINE = frozenset({"p", "span", "a", "s", "tab", "line-break", "ruby", "ruby-base", "meta"})


class CellText:
    """Gathers a cell's text, whose paragraphs become lines, and the comment on it; ``struck`` where a part
    is crossed out.
    """

    def __init__(self) -> None:
        self._pieces = TextPieces()
        self._begun = False
        self._comment: dict[str, TextPieces] = {}
        self._within = ""  # the part of a comment that is being read
        self.struck = False

    @property
    def comment(self) -> str:
        """What a person noted; blank where nobody did."""
        author, words = self._comment.get("creator", ""), self._comment.get("annotation", "")
        return persons_words(str(author), str(words))

    def start(self, name: str, attributes: Mapping[str, str], *, struck: bool = False) -> None:
        """A paragraph, or what stands for blanks in it, begins; or a comment, or a part of one."""
        if name in COMMENT:
            self._within = name
            self._comment.setdefault(name, TextPieces())
            return
        if self._within:
            self._comment[self._within].add("\n" if name == "p" else " ")
            return
        self.struck |= struck
        if name == "p":
            self._pieces.add("\n" if self._begun else "")
            self._begun = True
        elif name == "s":
            self._pieces.add(" " * times(attributes, f"{TEXT}c"))
        elif name in ("tab", "line-break"):
            self._pieces.add("\t" if name == "tab" else "\n")

    def end(self, name: str) -> None:
        """A comment, or a part of one, is over."""
        if name in COMMENT:
            self._within = "" if name == "annotation" else "annotation"

    def data(self, text: str) -> None:
        """A piece of a paragraph; its line breaks are the file's, not the cell's."""
        if self._within:
            self._comment[self._within].add(text)
        elif self._begun:
            self._pieces.add(_BLANKS.sub(" ", text))

    def __str__(self) -> str:
        return str(self._pieces)


def times(attributes: Mapping[str, str], name: str) -> int:
    """How often something is there: once where it does not say. Raises DamagedError."""
    number = attributes.get(name, "1")
    if not re.fullmatch(r"[1-9]\d{0,8}", number, re.ASCII):
        raise DamagedError(f"{name} {number}")
    return int(number)


def typed(attributes: Mapping[str, str], text: str) -> Any:
    """The cell's value. Raises DamagedError where it is none of its kind."""
    kind, formula = attributes.get(_TYPE), attributes.get(_FORMULA)
    if attributes.get(f"{_CALC}value-type") == "error" or _is_error(text, formula):
        return error_value(text)
    if kind is None and formula is not None and not text:
        return not_computed(formula.partition(":")[2] or formula)
    match kind:
        case None:
            return text
        case "string":
            return attributes.get(f"{OFFICE}string-value", text)
        case "float" | "currency" | "percentage":
            style = _PERCENT if kind == "percentage" else PLAIN
            number = decimal(attributes.get(f"{OFFICE}value", ""))
            return number_shown(number, style, from_1904=False)
        case "boolean":
            return _truth(attributes.get(f"{OFFICE}boolean-value"))
        case "date":
            return moment(attributes.get(f"{OFFICE}date-value", ""))
        case "time":
            return _span(attributes.get(f"{OFFICE}time-value", ""))
    raise DamagedError(f"a cell of kind {kind}")


def _is_error(text: str, formula: str | None) -> bool:
    """Some programs write what a failed formula shows as its text, with the value 0."""
    return formula is not None and _ERROR.fullmatch(text) is not None


def _truth(value: str | None) -> bool:
    if value not in ("true", "false"):
        raise DamagedError(f"truth {value}")
    return value == "true"


def _span(value: str) -> Any:
    found = _SPAN.fullmatch(value)
    if not found:
        raise DamagedError(f"time {value}")
    hours, minutes, seconds = map(int, found.groups()[:3])
    micro = int((found[4] or "0").ljust(6, "0")[:6])
    if hours < _DAY and minutes < _HOUR and seconds < _HOUR:
        return time(hours, minutes, seconds, micro)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micro)
