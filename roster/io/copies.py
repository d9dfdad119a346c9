"""The inputs as they are now, byte for byte, to be kept beside what is planned from them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from roster.io.source import files_of
from roster.model.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
