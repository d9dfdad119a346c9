"""Workbooks of Excel since 2007 (.xlsx, .xlsm, and an .et of WPS where it is one).

The standard: ECMA-376, part 1, chapter 18. Parts other than the sheets, their texts and their styles are
not read: neither macros nor pictures, embedded files or what other workbooks held.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from roster.io.raw.comments import CommentReader
from roster.io.raw.limits import DamagedError, TooMuchError
from roster.io.raw.parts import Elements, Parts
from roster.io.raw.values import Style, style_of
from roster.io.raw.words import FROM_1904, LINKS, MACROS
from roster.io.raw.xlsx_sheet import Marks, SheetReader, StringReader, is_on, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roster.io.raw.notes import Notes
    from roster.io.raw.table import Place, Table

_HIDDEN = {"hidden", "veryHidden"}
_YES = {"1", "true"}
_DIGITS = 6  # no workbook has more fonts
_NO_TABLES = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
_MACROS = "vbaproject.bin"


class _Related(NamedTuple):
    """A part that another one refers to."""

    kind: str
    target: str


class _Styles:
    """Reads what each style makes of a number into ``styles``."""

    def __init__(self) -> None:
        self.styles: list[Style] = []
        self._codes: dict[int, str] = {}
        self._within = False
        self._known: dict[tuple[int, bool], Style] = {}
        self._fonts = False  # those of cells, not of conditional formats
        self._struck: list[bool] = []  # by font

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A number format's code, or a style."""
        if name == "numFmt" and not self._known:  # later ones are of conditional formats
            self._codes[_id(attributes)] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            self._add(_id(attributes), attributes.get("fontId", ""))
        elif name == "fonts":
            self._fonts = True
        elif name == "font" and self._fonts:
            self._struck.append(False)
        elif name == "strike" and self._fonts and self._struck:
            self._struck[-1] = is_on(attributes)

    def end(self, name: str) -> None:
        """The styles of cells are over."""
        if name == "cellXfs":
            self._within = False
        elif name == "fonts":
            self._fonts = False

    def _add(self, number: int, font: str) -> None:
        """The style of cells with that number format and font."""
        place = int(font) if font.isascii() and font.isdigit() and len(font) < _DIGITS else -1
        key = (number, 0 <= place < len(self._struck) and self._struck[place])
        if key not in self._known:
            plain = style_of(number, self._codes.get(number))
            self._known[key] = plain._replace(is_struck=key[1])
        self.styles.append(self._known[key])

    def data(self, text: str) -> None:
        """Text means nothing here."""


def read_xlsx(data: bytes, notes: Notes) -> list[Table]:
    """The sheets of the workbook; what is worth telling goes into the notes.

    Raises what ``Parts`` raises, and DamagedError where anything that is read contradicts itself.
    """
    parts = Parts(data)
    [book_part] = [r.target for r in _related(parts, "").values() if r.kind == "officeDocument"]
    book = Elements("workbookPr", "sheet")
    parts.read(book_part, book)
    related = _related(parts, book_part)
    from_1904 = any(a.get("date1904") in _YES for _, name, a in book.found if name == "workbookPr")
    strings = _strings(parts, related)
    marks = Marks(strings.strings, _styles(parts, related), from_1904, strings.struck)
    if from_1904:
        notes.assume(FROM_1904)
    if any(name.endswith(_MACROS) for name in parts.names()):
        notes.assume(MACROS)
    sheets = [a for parent, name, a in book.found if (parent, name) == ("sheets", "sheet")]
    listed = {a.get("id") for a in sheets}
    if any(part.kind == "worksheet" and key not in listed for key, part in related.items()):
        raise DamagedError("a sheet that is there is not listed")
    return [t for a in sheets for t in _sheet(parts, a, related, marks, notes)]


def _sheet(
    parts: Parts,
    attributes: Mapping[str, str],
    related: Mapping[str, _Related],
    marks: Marks,
    notes: Notes,
) -> Iterator[Table]:
    """The sheet; nothing for one that is a chart or of macros."""
    title, part = attributes.get("name", ""), related.get(attributes.get("id", ""))
    if part is None:
        raise DamagedError(f"no part of sheet {title}")
    if part.kind in _NO_TABLES:
        return
    if part.kind != "worksheet":
        raise DamagedError(f"sheet {title} is a {part.kind}")
    reader, concealed = SheetReader(marks), attributes.get("state") in _HIDDEN
    try:
        parts.read(part.target, reader)
        reader.cells.comments.update(_comments(parts, part.target))
        found = reader.cells.table(notes.file, title, concealed=concealed)
    except TooMuchError as error:
        yield notes.too_much(title, error)
        return
    if reader.links:
        notes.assume(LINKS, found.sheet)
    yield found


def _comments(parts: Parts, part: str) -> dict[Place, str]:
    """What people noted on the sheet's cells."""
    reader = CommentReader()
    if _listing(part) in parts:
        for related in _related(parts, part).values():
            if related.kind == "comments" and related.target in parts:
                parts.read(related.target, reader)
    found = {place_of(cell): words for cell, words in reader.found.items()}
    return {(row, column - 1): words for (row, column), words in found.items()}


def _listing(part: str) -> str:
    """Where it is said what the part refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _related(parts: Parts, part: str) -> dict[str, _Related]:
    """What the part refers to inside the file, by id."""
    folder, _ = posixpath.split(part)
    listed = Elements("Relationship")
    parts.read(_listing(part), listed)
    found: dict[str, _Related] = {}
    for _, _, a in listed.found:
        kind, target = a.get("Type", "").rpartition("/")[2], a.get("Target", "")
        if a.get("Id", "") in found:
            raise DamagedError(f"two parts of {part} are called {a.get('Id')}")
        found[a.get("Id", "")] = _Related(kind, posixpath.join("/", folder, target))
    return found


def _strings(parts: Parts, related: Mapping[str, _Related]) -> StringReader:
    reader = StringReader()
    for part in related.values():
        if part.kind == "sharedStrings":
            parts.read(part.target, reader)
    return reader


def _styles(parts: Parts, related: Mapping[str, _Related]) -> list[Style]:
    reader = _Styles()
    for part in related.values():
        if part.kind == "styles":
            parts.read(part.target, reader)
    return reader.styles


def _id(attributes: Mapping[str, str]) -> int:
    number = attributes.get("numFmtId", "0")
    if not number.isdigit():
        raise DamagedError(f"number format {number}")
    return int(number)
