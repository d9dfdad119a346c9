"""Reading one file, whatever its kind: its tables, and what keeps it from being read."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from roster.io.raw.kinds import BOOK_ENDINGS, Kind, kind_of
from roster.io.raw.limits import MOST_BYTES, LockedError, TooMuchError
from roster.io.raw.notes import Notes
from roster.io.raw.ods import read_ods
from roster.io.raw.table import Table, unread
from roster.io.raw.text_file import read_text, undecoded_row
from roster.io.raw.words import (
    DAMAGED,
    ENCODING,
    HELD,
    LARGE,
    MISSING,
    NO_CSV,
    NO_FILE,
    NO_SHEETS,
    NO_WORKBOOK,
    ONE_TABLE,
    PROTECTED,
    TEXT_TABLE,
    WEB_PAGE,
)
from roster.io.raw.xls import read_xls
from roster.io.raw.xlsx import read_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from roster.io.raw.notes import Words
    from roster.io.report import Report

_READERS = {Kind.XLSX: read_xlsx, Kind.XLS: read_xls, Kind.ODS: read_ods}
_REFUSED = {Kind.WEB: WEB_PAGE, Kind.PROTECTED: PROTECTED, Kind.OTHER: NO_WORKBOOK}


def read_workbook(path: Path, report: Report) -> list[Table]:
    """Every sheet of the workbook, of any kind; none, and a problem, where it cannot be read.

    A sheet that holds more than is read comes as one that is not ``readable``, and is a problem.
    """
    notes = Notes(path.name, report)
    data = _bytes(path, notes)
    if data is None:
        return []
    kind = kind_of(data)
    if kind is Kind.TEXT:
        notes.refuse(ONE_TABLE if data.strip() else NO_WORKBOOK)
        return []
    if kind in _REFUSED:
        notes.refuse(_REFUSED[kind])
        return []
    try:
        tables = _READERS[kind](data, notes)
    except LockedError:
        notes.refuse(PROTECTED)
    except TooMuchError as error:
        notes.refuse((error.message, error.remedy))
    except Exception:  # whatever a damaged file makes the parsers of zip, XML and xlrd raise
        notes.refuse(DAMAGED)
    else:
        if not tables:
            notes.refuse(NO_SHEETS)
        return tables
    return []


def read_csv(path: Path, report: Report) -> Table:
    """The text table as a table named after its file; where it cannot be read, that is a problem.

    Commas, semicolons or tabs; UTF-8, UTF-16 with its mark, or GB18030.
    """
    notes = Notes(path.name, report)
    data = _bytes(path, notes)
    if data is None:
        return unread(path.name, path.stem)
    if path.suffix.lower() in BOOK_ENDINGS:
        notes.assume(TEXT_TABLE)
    try:
        return read_text(path.name, path.stem, data)
    except UnicodeDecodeError:
        notes.refuse(ENCODING, row=undecoded_row(data))
    except csv.Error:
        notes.refuse(NO_CSV)
    except TooMuchError as error:
        notes.refuse((error.message, error.remedy))
    return unread(path.name, path.stem)


def _bytes(path: Path, notes: Notes) -> bytes | None:
    """The file's bytes; None, and a problem, where they cannot be had or are too many."""
    words: Words = HELD
    try:
        if path.exists() and not path.is_file():
            words = MISSING if path.is_dir() else NO_FILE
        elif path.exists() and path.stat().st_size > MOST_BYTES:
            words = LARGE
        else:
            return path.read_bytes()
    except FileNotFoundError:
        words = MISSING
    except OSError:
        words = HELD
    notes.refuse(words)
    return None
