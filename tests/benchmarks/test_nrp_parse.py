"""Instance files are read, or refused with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.nrp import BEST_KNOWN, FOLDER, InstanceError, parse, read_instance

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """# two days, one shift
SECTION_HORIZON
2

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
A,E=2|L=1,960,480,2,1,1,1

SECTION_DAYS_OFF
A,1

SECTION_SHIFT_ON_REQUESTS
A,0,E,3

SECTION_SHIFT_OFF_REQUESTS
A,1,L,2

SECTION_COVER
0,E,1,100,1
1,E,1,100,1
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "small.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(BEST_KNOWN))
def test_every_instance_of_the_table_is_there_and_can_be_read(name: str) -> None:
    instance = parse(FOLDER / f"{name}.txt")
    assert len(instance.cover) == instance.days * len(instance.shifts)


def test_what_a_file_says(tmp_path: Path) -> None:
    instance = parse(write(tmp_path, SMALL.replace("\n", "\r\n")))
    early, late = instance.shifts
    assert (early.minutes, early.not_next, late.not_next) == (480, (), ("E",))
    (employee,) = instance.staff
    assert employee == ("A", {"E": 2, "L": 1}, 960, 480, 2, 1, 1, 1)
    assert (instance.days, instance.days_off) == (2, {"A": (1,)})
    assert instance.on == (("A", 0, "E", 3),)
    assert instance.off == (("A", 1, "L", 2),)
    assert instance.cover[1] == (1, "E", 1, 100, 1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("SECTION_HORIZON\n2", "SECTION_HORIZON\ntwo", "line 3: 'two' is no whole number"),
        ("SECTION_HORIZON\n2", "SECTION_HORIZON", "there is no horizon"),
        ("L,600,E", "L,600", "line 7: 2 cells instead of 3"),
        ("L,600,E", "L,600,D", "line 7: 'D' is not known"),
        ("E=2|L=1", "E=2|D=1", "line 10: 'D' is not known"),
        ("A,1\n", "B,1\n", "line 13: 'B' is not known"),
        ("A,1\n", "A,2\n", "line 13: day 2 lies after the horizon"),
        ("SECTION_COVER", "SECTION_COVERS", "line 21: unknown or repeated section COVERS"),
        ("SECTION_COVER\n0,E,1,100,1\n1,E,1,100,1\n", "", "line 19: section COVER is missing"),
        ("# two days", "3\n# two days", "line 1: a line before the first section"),
        ("L,600,E", "L,1440,E", "small.txt: shift L lasts 1440 minutes"),
        ("1,E,1,100,1", "0,E,1,100,1", "small.txt: the cover of a shift on a day is given twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    assert old in SMALL
    with pytest.raises(InstanceError) as error:
        read_instance(write(tmp_path, SMALL.replace(old, new)))
    assert "small.txt" in str(error.value)
    assert words in str(error.value)
