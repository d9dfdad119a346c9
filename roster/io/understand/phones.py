"""Telephone numbers: what is none, and two in one cell, never reaches a notice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roster.io.fields import FieldError, narrow
from roster.io.understand.blanks import is_blank, nothing
from roster.io.understand.context import Reading, plain, taken
from roster.io.understand.words import squeezed, wide_letters_narrowed
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.understand.context import Context

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_APART = re.compile(r"[/／、,，;；|\n\r]|和|或|及")
_EXTENSION = r"(?:(?:转|分机|[-转]?ext\.?)\d{1,6}|(?<=\d{7})-\d{1,6})?"
_ONE = re.compile(
    r"(?:(?:\+|00)?86-?)?1\d{10}(?:转\d{1,6})?"  # a mobile
    rf"|(?:(?:\+|00)86-?)?0\d{{2,3}}-?\d{{7,8}}{_EXTENSION}"  # with the area code
    rf"|[2-9]\d{{6,7}}{_EXTENSION}"  # without
    r"|[48]00-?\d{3}-?\d{4}|[48]00-?\d{4}-?\d{3}"
    r"|\d{3,6}",  # 110, 12348, a bureau's own short numbers
    re.IGNORECASE,
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_BRACKETED = re.compile(r"\((0\d{2,3})\)-?")
_LEAST = 7  # digits from which a part is a number of its own, and no extension
_REMEDY = Text(
    "写成如 0354-5622000 或11位手机号，格式设为“文本”；没有就留空",
    "write it such as 0354-5622000, or a mobile number of 11 digits, as text; blank where there is none",
)


def phone(cell: object, context: Context) -> Reading | None:
    """One number, without the spaces, and a mobile one without the dashes, that make it easier to read;
    a word for none (无, /) as a blank.

    Raises:
        FieldError: where there are several numbers, where it is a word, and where no number is so long.
    """
    if is_blank(cell):
        return nothing()
    written = _written(cell)
    if written is None:
        return None  # the strict reader refuses it
    parts = numbers_in(written)
    if len(parts) > 1:
        raise FieldError(
            Text(
                "这里不止一个号码，只能填一个", "there are several numbers here, and one is wanted"
            ),
            Text("只留一个；另一个可写在“备注”列", "keep one; the other may go into a column 备注"),
        )
    number = parts[0] if parts else ""
    check_number(number)
    return None if number == cell or not isinstance(cell, str) else plain(number)


def certificate(cell: object, context: Context) -> Reading | None:
    """A certificate number; a word for none is a blank, and one that looks like a mobile number is told."""
    if is_blank(cell):
        return nothing()
    written = _written(cell)
    if written is not None and _MOBILE.fullmatch(squeezed(written)):
        return taken(cell)._replace(
            text=Text(
                "像是手机号，按证号收下", "it looks like a mobile number; taken as a certificate's"
            )
        )
    return None


def numbers_in(words: str) -> list[str]:
    """The numbers of a cell: each without spaces and with plain dashes."""
    found: list[str] = []
    for part in _APART.split(_plain(words)):
        pieces = part.split()
        joined = "".join(pieces)
        if not joined:
            continue
        whole = len(pieces) < 2 or _ONE.fullmatch(_tidy(joined)) is not None
        long = [p for p in pieces if sum(c.isdecimal() for c in p) >= _LEAST]
        found += [joined] if whole or len(long) < 2 else pieces
    return [_tidy(number) for number in found]


def check_number(number: str) -> None:
    """Raises FieldError for what no telephone number is."""
    if _ONE.fullmatch(number):
        return
    digits = re.sub(r"\D", "", number)
    if re.search(r"[^\d+()-]", number):
        message = Text("不是一个电话号码", "this is no telephone number")
    elif re.fullmatch(r"[1-9]\d{9}", digits) and digits[0] != "1":
        message = Text(
            "10位，像是座机号码，区号开头的0丢了",
            "10 digits: it looks like a number that lost the 0 of its area code",
        )
    elif digits.startswith("1") and 9 <= len(digits) <= 13:
        message = Text(
            f"手机号应为11位，这里是{len(digits)}位",
            f"a mobile number has 11 digits, and this has {len(digits)}",
        )
    else:
        message = Text(
            f"没有{len(digits)}位的电话号码（是不是证号？）",
            f"no telephone number has such {len(digits)} digits (is it a certificate's?)",
        )
    raise FieldError(message, _REMEDY)


def _written(cell: object) -> str | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if cell == int(cell) else None


def _plain(words: str) -> str:
    return wide_letters_narrowed(narrow(words)).translate(_DASHES)


def _tidy(number: str) -> str:
    """A number without what cannot be seen; (0355)1234567 with a dash, a mobile one without."""
    number = _BRACKETED.sub(r"\1-", squeezed(number))
    mobile = number.replace("-", "")
    return mobile if re.fullmatch(r"1\d{10}", mobile) else number
