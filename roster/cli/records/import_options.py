"""How a file is imported: what all kinds of files are told."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class How(NamedTuple):
    """Into which store (``address``), by whom and why; for a workbook also on which day (None: today),
    where the outputs go, whether lawful edits are taken without the others, and whether nobody is asked.
    """

    address: str | None
    who: str
    why: str
    on: str | None
    outputs: Path
    accept_lawful: bool
    yes: bool
