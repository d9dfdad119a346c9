"""Lists that come with the program: counties, townships, targets."""

from __future__ import annotations

import csv
from importlib.resources import files


def packaged_rows(name: str) -> list[list[str]]:
    """The rows of a packaged CSV file, without its headers."""
    text = (files(__name__) / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]
