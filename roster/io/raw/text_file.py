"""Text tables: CSV and its relatives, in the encodings and with the separators that Excel and WPS write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from roster.io.raw.table import Table, table

_HEAD = 100_000  # characters in which a separator is looked for
_SEPARATORS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')
_SAYS = re.compile(
    r"sep=([,;\t])\r?\n", re.IGNORECASE
)  # a first line for Excel, which does not show it
_NO_TEXT = re.compile("[\0\ufffe\uffff]")
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",  # Excel's “Unicode text”
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def read_text(file: str, sheet: str, data: bytes) -> Table:
    """The table. Raises UnicodeDecodeError, csv.Error, TooMuchError."""
    words = decoded(data)
    said = _SAYS.match(words)
    separator = said[1] if said else _separator(words)
    body = words[said.end() :] if said else words
    lines = csv.reader(io.StringIO(body, newline=""), strict=True, delimiter=separator)
    return table(file, sheet, list(lines))


def decoded(data: bytes, *, cut: bool = False) -> str:
    """The text: what its first bytes say, else UTF-8, else as Excel writes CSV on Chinese Windows.

    ``cut``: these are the first bytes of more, and the last letter may not be whole. Raises
    UnicodeDecodeError.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, cut)
    try:
        return _decoded(data, "utf-8", cut)
    except UnicodeDecodeError:
        return _decoded(data, "gb18030", cut)


def undecoded_row(data: bytes) -> int | None:
    """The line (from 1) of a file that cannot be decoded where the encoding that gets furthest stops; None
    where that cannot be told.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    furthest = 0
    for encoding in ("utf-8", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
        else:
            found = _NO_TEXT.search(words)
            return None if found is None else words.count("\n", 0, found.start()) + 1
    return data.count(b"\n", 0, furthest) + 1


def _decoded(data: bytes, encoding: str, cut: bool) -> str:
    words = codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)
    if found := _NO_TEXT.search(words):
        raise UnicodeDecodeError(encoding, data[:0], 0, 0, f"{found[0]!r} is in no text")
    return words


def _separator(words: str) -> str:
    """What parts the first line that has any: the most frequent outside quotes, a comma before others."""
    for line in _QUOTED.sub("", words[:_HEAD]).splitlines():
        found = Counter(c for c in line if c in _SEPARATORS)
        if found:
            return max(_SEPARATORS, key=lambda c: found[c])
    return ","
