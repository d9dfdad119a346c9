"""A CSV file of rows to be pasted into a sheet; whole or not at all, never over another file."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows under the first one's columns, in UTF-8 with the mark that Excel looks for. Rows are
    dates and the program's own words; nothing that a person typed may begin a cell with =.

    Raises:
        FileExistsError: where there is such a file; it is not touched.
        OSError: where it cannot be written.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(out.getvalue().encode("utf-8-sig"))
        if path.exists():
            raise FileExistsError(17, os.strerror(17), str(path))
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
