"""The best values known of the instances, from the table beside them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "data" / "nrp"


class Known(NamedTuple):
    """What is known of an instance: a proven bound and the best value that anyone has reported."""

    bound: int
    best: int


def _read() -> dict[str, Known]:
    with (FOLDER / "best_known.csv").open(encoding="utf-8", newline="") as table:
        return {
            row["instance"]: Known(int(row["bound"]), int(row["best"]))
            for row in csv.DictReader(table)
        }


BEST_KNOWN: dict[str, Known] = _read()
"""By the file's stem: Instance1 …"""
