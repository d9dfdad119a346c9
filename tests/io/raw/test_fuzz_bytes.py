"""However a file is damaged: never a traceback, never a hang, never a problem that is silently wrong.

What is told either names something wrong, or the problem is the sound one, or it differs exactly as the
cells do that now hold something else: the same cells written as CSV give the same problem. No sheet
and no row of several cells may be missing from a problem that is taken.
"""

from __future__ import annotations

import contextlib
import random
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from roster.io import examine
from roster.io.report import Report
from roster.io.source import read_tables
from tests.io.county import DECEMBER, county, csv_bytes, write_csv
from tests.io.raw.damage import anywhere, inside
from tests.io.raw.kinds_cases import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roster.io.assemble import Examination

SECONDS = 20  # of one case, which takes hundredths
SOUND = {name: (KINDS / name).read_bytes() for name in ("county.xlsx", "county.xls", "county.ods")}
SHEET = "需求.csv"
Cells = dict[str, dict[tuple[int, int], Any]]


class HungError(BaseException):
    """Not to be caught by whoever catches what damaged files raise."""


@contextlib.contextmanager
def deadline() -> Iterator[None]:
    """Raises HungError where what is inside takes too long."""

    def ring(*_: object) -> None:
        raise HungError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def cells_of(path: Path) -> Cells:
    """Every filled cell by sheet and place."""
    found: Cells = {}
    for table in read_tables(path, Report())[1]:
        rows = table.frame.itertuples(index=True, name=None)
        found[table.sheet] = {
            (row[0], column): cell
            for row in rows
            for column, cell in enumerate(row[1:])
            if cell is not None
        }
    return found


def as_csv(cells: Cells, folder: Path) -> Examination:
    """What the same cells say as CSV files."""
    sheets: dict[str, list[list[Any]]] = {}
    for name, filled in cells.items():
        last, width = max(r for r, _ in filled), max(c for _, c in filled) + 1
        sheets[name] = [[filled.get((r, c), "") for c in range(width)] for r in range(1, last + 1)]
    return examine(write_csv(folder, sheets), DECEMBER)


def judge(path: Path, sound: Path, folder: Path) -> str:
    """What came of the damage; fails where it is none of what it may be."""
    with deadline():
        found = examine(path, DECEMBER)
    if found.problem is None:
        assert found.problems
        assert all(p.message.zh and p.remedy.zh and p.to("en") for p in found.problems)
        return "refused"
    now, before = cells_of(path), cells_of(sound)
    if now == before:
        assert found.problem == examine(sound, DECEMBER).problem
        return "the same"
    for name in [name for name, cells in before.items() if cells and name not in now]:
        others = [other for other, cells in now.items() if cells == before[name]]
        assert others, "a sheet is gone"
        assert found.assumptions, f"{name} is taken by another name, and nothing told"
        now[name] = now.pop(others[0])  # a file must have a name
    for name, cells in before.items():
        rows = [row for row, _ in cells]
        gone = {row for row in rows if rows.count(row) > 1} - {row for row, _ in now[name]}
        assert not gone, f"rows {gone} of {name} are gone"
    assert all(isinstance(c, str | int | float) for cells in now.values() for c in cells.values())
    assert found.problem == as_csv({n: c for n, c in now.items() if c}, folder).problem
    return "other cells"


def damage_book(name: str, way: Callable[[bytes, random.Random], bytes], seed: int) -> None:
    """One case: a workbook of one kind."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / name
        path.write_bytes(way(SOUND[name], random.Random(seed)))
        event(judge(path, KINDS / name, folder / "csv"))


def damage_csv(seed: int) -> None:
    """One case: a folder of CSV files, one of them damaged."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        folder, sheets, dice = Path(place), county(), random.Random(seed)
        data = csv_bytes(sheets["需求"])
        if dice.random() < 0.3:
            data = data.decode("utf-8-sig").encode(dice.choice(["gb18030", "utf-16"]))
        inputs = write_csv(folder / "in", sheets)
        sound = write_csv(folder / "sound", sheets)
        (inputs / SHEET).write_bytes(anywhere(data, dice))
        event(judge(inputs, sound, folder / "csv"))


SEEDS = st.integers(0, 2**32)
FEW = settings(max_examples=10, derandomize=True, deadline=None)
MANY = settings(max_examples=350, derandomize=True, deadline=None,
                suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
BOOKS = pytest.mark.parametrize("name", sorted(SOUND))
WAYS = pytest.mark.parametrize("way", [anywhere, inside])


@BOOKS
@WAYS
def test_damage(name: str, way: Callable[[bytes, random.Random], bytes]) -> None:
    FEW(given(SEEDS)(lambda seed: damage_book(name, way, seed)))()


def test_damaged_csv() -> None:
    FEW(given(SEEDS)(damage_csv))()


@pytest.mark.slow  # 7 times 350 cases
@BOOKS
@WAYS
def test_more_damage(name: str, way: Callable[[bytes, random.Random], bytes]) -> None:
    MANY(given(SEEDS)(lambda seed: damage_book(name, way, seed)))()


@pytest.mark.slow
def test_more_damaged_csv() -> None:
    MANY(given(SEEDS)(damage_csv))()
