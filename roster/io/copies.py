"""The inputs byte for byte: kept beside what is planned from them, and laid out again to be read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from roster.io.source import files_of
from roster.model.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip must give a time; the same files give the same zip


def copy_of(path: Path) -> Source:
    """The workbook, or the CSV files of a folder in a zip; ``path`` as ``read_problem`` takes it.

    Raises OSError where the inputs cannot be read.
    """
    path = path if path.name else path.resolve()  # "." has no name of its own
    if not path.is_dir():
        return Source(name=path.name, content=path.read_bytes())
    books, sheets = files_of(path)
    if books:
        return copy_of(books[0])
    return Source(name=f"{path.name}.zip", content=_zip(sheets))


def _zip(files: Iterable[Path]) -> bytes:
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for file in files:
            info = zipfile.ZipInfo(file.name, LONG_AGO)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, file.read_bytes())
    return zipped.getvalue()


def laid_out(source: Source, folder: Path) -> Path:
    """The copy as ``read_problem`` takes it, written into an empty folder: the workbook, or the folder of
    CSV files.
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
