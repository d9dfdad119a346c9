"""Which kind a file is: by what it holds, not by what it is called."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum
from typing import TYPE_CHECKING

from roster.io.raw.text_file import decoded

if TYPE_CHECKING:
    from pathlib import Path

BOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})
TEXT_ENDINGS = frozenset({".csv", ".tsv"})
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = re.compile(rb"\x09[\x00\x02\x04\x08].\x00", re.DOTALL)  # Excel before 1997, without OLE
_WEB = re.compile(rb"(\xef\xbb\xbf)?\s*<|MIME-Version:", re.IGNORECASE)
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # a password makes an OLE file of an .xlsx
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_HEAD = 4096  # bytes that tell text from anything else


class Kind(Enum):
    """What a file holds."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    WEB = "web"
    PROTECTED = "protected"
    OTHER = "other"


def kind_of(data: bytes) -> Kind:
    """The kind of a whole file's bytes."""
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE) or _OLD.match(data):
        return Kind.PROTECTED if _LOCKED in data else Kind.XLS
    if _WEB.match(data):
        return Kind.WEB
    return Kind.TEXT if _is_text(data) else Kind.OTHER


def is_book(path: Path) -> bool:
    """Whether a file of a folder is a workbook rather than a text table; by its first bytes, and by its
    ending where they do not tell. Raises nothing.
    """
    named = path.suffix.lower() in BOOK_ENDINGS
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return named
    if head.startswith((_ZIP, _OLE)):
        return True
    return named and not (head and _is_text(head) and not _WEB.match(head))


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return Kind.XLSX  # damaged: its reader says so
    if "content.xml" in names or _ODS in data[:200]:
        return Kind.ODS
    return Kind.XLSX if "[content_types].xml" in names else Kind.OTHER


def _is_text(data: bytes) -> bool:
    try:
        words = decoded(data[:_HEAD], cut=len(data) >= _HEAD)
    except UnicodeDecodeError:
        return False
    return not any(c < " " and c not in "\t\r\n\f\x0b" for c in words)
