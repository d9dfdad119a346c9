"""The inputs byte for byte: kept beside what is planned from them, and laid out again to be read.

Of calendars beside them only the times are kept: titles are nobody's business.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from roster.io.busy.reduced import reduced
from roster.io.report import Report
from roster.io.source import files_of, read_tables
from roster.model.sources import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip must give a time; the same files give the same zip
CALENDAR = ".ics"


def copy_of(path: Path) -> Source:
    """The workbook, or the CSV files of a folder in a zip; ``path`` as ``read_problem`` takes it.

    Calendars beside them which they name are kept too, ``reduced``; a workbook is then in a zip with them.
    Raises OSError where the inputs cannot be read.
    """
    path = path if path.name else path.resolve()  # "." has no name of its own
    folder = path if path.is_dir() else path.parent
    books, sheets = files_of(path) if path.is_dir() else ([path], [])
    calendars = _calendars(path, folder)
    if books and not calendars:
        return Source(name=books[0].name, content=books[0].read_bytes())
    files = {p.name: p.read_bytes() for p in books[:1] or sheets}
    name = books[0].name if books else path.name
    return Source(name=f"{name}.zip", content=_zip(files | calendars))


def _calendars(path: Path, folder: Path) -> dict[str, bytes]:
    """The calendars beside the inputs, by name, that stand in a cell."""
    files = [p for p in sorted(folder.iterdir()) if p.suffix.lower() == CALENDAR and p.is_file()]
    if not files:
        return {}
    _, tables = read_tables(path, Report())
    cells = {
        str(cell).strip().casefold() for table in tables for cell in table.frame.to_numpy().ravel()
    }
    return {p.name: reduced(p.read_bytes()) for p in files if p.name.casefold() in cells}


def _zip(files: Mapping[str, bytes]) -> bytes:
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return zipped.getvalue()


def laid_out(source: Source, folder: Path) -> Path:
    """The copy as ``read_problem`` takes it, written into an empty folder: the workbook, or the folder of
    CSV files, or of the workbook with its calendars.
    """
    if not source.name.endswith(".zip"):
        book = folder / Path(source.name).name
        book.write_bytes(source.content)
        return book
    files = folder / Path(source.name).stem
    files.mkdir()
    with zipfile.ZipFile(BytesIO(source.content)) as archive:
        for name in archive.namelist():
            (files / Path(name).name).write_bytes(archive.read(name))
    return files
