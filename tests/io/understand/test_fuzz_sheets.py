"""What people do to sheets: habits that mean nothing change nothing, mistakes are told with their cell."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from roster.io import examine
from tests.io.county import DECEMBER, Sheets, county, write_xlsx
from tests.io.understand.sheet_damage import HARMFUL, HARMLESS, WRITERS, Mark

SEEDS = st.integers(0, 2**32)
FEW = settings(max_examples=8, derandomize=True, deadline=None)
MANY = settings(max_examples=100, derandomize=True, deadline=None)
KINDS = pytest.mark.parametrize("kind", WRITERS)


def harmless_case(kind: str, seed: int) -> None:
    """One case: the problem is the sound one."""
    dice, sheets = random.Random(seed), county()
    with TemporaryDirectory() as place:
        sound = examine(write_xlsx(Path(place) / "sound.xlsx", county()), DECEMBER)
        for habit in dice.choices(HARMLESS, k=dice.choice([1, 2, 4])):
            event(habit.__name__)
            habit(sheets, dice)
        (Path(place) / "in").mkdir()
        found = examine(WRITERS[kind](Path(place) / "in", sheets), DECEMBER)
    assert [p.to("en") for p in found.problems] == []
    assert found.problem == sound.problem


def harmful_case(kind: str, seed: int) -> None:
    """One case: a problem names the very cell, wherever it stands in the end."""
    dice, sheets = random.Random(seed), county()
    mistake = dice.choice(HARMFUL)
    event(mistake.__name__)
    sheet, column = mistake(sheets, dice)
    for habit in dice.choices(HARMLESS, k=dice.choice([0, 1, 3])):
        habit(sheets, dice)
    row = _row_of_mark(sheets[sheet])
    with TemporaryDirectory() as place:
        found = examine(WRITERS[kind](Path(place), sheets), DECEMBER)
    assert found.problem is None
    told = [(p.sheet, p.row, p.column) for p in found.problems]
    assert (sheet, row, column) in told, [p.to("en") for p in found.problems]


def _row_of_mark(rows: Sheets | list[list[object]]) -> int:
    [row] = [n for n, cells in enumerate(rows, 1) if any(isinstance(c, Mark) for c in cells)]
    return row


@KINDS
@pytest.mark.parametrize("case", [harmless_case, harmful_case])
def test_habits_and_mistakes(case: object, kind: str) -> None:
    FEW(given(SEEDS)(lambda seed: case(kind, seed)))()  # type: ignore[operator]


@pytest.mark.slow  # 14 times 100 cases
@KINDS
@pytest.mark.parametrize("case", [harmless_case, harmful_case])
def test_more_habits_and_mistakes(case: object, kind: str) -> None:
    MANY(given(SEEDS)(lambda seed: case(kind, seed)))()  # type: ignore[operator]
