"""A workbook's zip and the XML in it, read as a stream and no further than the limits go."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Any, Protocol

from defusedxml.ElementTree import DefusedXMLParser

from roster.io.raw.limits import (
    MOST_ELEMENTS,
    MOST_UNPACKED,
    DamagedError,
    LockedError,
    TooMuchError,
)
from roster.io.raw.words import LARGE

if TYPE_CHECKING:
    from collections.abc import Mapping

_PIECE = 1 << 16
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others may ask for gigabytes to begin with
_ENCRYPTED = 1  # bit of a zip entry's flags
_MOST_KEPT = 10_000  # elements of a table of contents


class Reader(Protocol):
    """What is told of an XML document as it is read; names are without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """A piece of text."""


class Parts:
    """The parts of a zip by their names, in small letters.

    Raises what zipfile raises, and DamagedError where two have the same name.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._unpacked = 0
        self._elements = 0
        self._found: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            name = _key(info.filename)
            if name in self._found:
                raise DamagedError(f"two parts {name}")
            self._found[name] = info

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._found

    def names(self) -> list[str]:
        """All names, in small letters."""
        return list(self._found)

    def read(self, name: str, reader: Reader) -> None:
        """Tell the reader of the XML part; at most once each, in the order of the file.

        Raises:
            DamagedError: where the part is missing.
            LockedError: where it is encrypted.
            TooMuchError: where it is larger than what is read.
        """
        info = self._found.get(_key(name))
        if info is None or info.compress_type not in _METHODS:
            raise DamagedError(f"no part {name}")
        if info.flag_bits & _ENCRYPTED:
            raise LockedError
        self._unpacked += info.file_size  # zipfile hands out no more than was declared
        if self._unpacked > MOST_UNPACKED:
            raise TooMuchError(*LARGE)
        target = _Target(reader, MOST_ELEMENTS - self._elements)
        parser = target.parser()
        try:
            with self._zip.open(info) as source:
                while piece := source.read(_PIECE):
                    parser.feed(piece)
            parser.close()
        finally:
            self._elements = MOST_ELEMENTS - target.left


class _Target:
    """Between the parser and a reader: namespaces of elements are taken off, elements counted."""

    def __init__(self, reader: Reader, left: int) -> None:
        self._start, self._end, self.data = reader.start, reader.end, reader.data
        self._names: dict[str, str] = {}
        self.left = left  # how many elements may still come

    def parser(self) -> Any:
        """A parser that refuses entities; expat tells us itself, which takes half the time."""
        parser = DefusedXMLParser(target=self)
        expat = parser.parser
        expat.ordered_attributes = False
        expat.StartElementHandler, expat.EndElementHandler = self.start, self.end
        expat.CharacterDataHandler = self.data
        return parser

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises TooMuchError."""
        self.left -= 1
        if self.left < 0:
            raise TooMuchError(*LARGE)
        self._start(self._name(tag), attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._end(self._name(tag))

    def _name(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition("}")[2]
        return name

    def close(self) -> None:
        """Nothing is left to do."""


class Elements:
    """A reader that keeps the elements of some names: (parent, name, attributes without namespaces)."""

    def __init__(self, *names: str) -> None:
        self._names = frozenset(names)
        self._open: list[str] = [""]
        self.found: list[tuple[str, str, dict[str, str]]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep it, if it is one of them."""
        if name in self._names:
            if len(self.found) == _MOST_KEPT:
                raise TooMuchError(*LARGE)
            plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            self.found.append((self._open[-1], name, plain))
        self._open.append(name)

    def end(self, name: str) -> None:
        """Back to its parent."""
        self._open.pop()

    def data(self, text: str) -> None:
        """Text is not kept."""


def _key(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()
