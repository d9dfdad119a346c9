"""Workbooks as bureaus make them are read right, or refused with the right words: tests/cases/messy."""

import shutil
from pathlib import Path

import pytest

from roster.cli.inputs.findings import assumptions_text, problems_text
from roster.cli.inputs.fix import write_fixed
from roster.io import examine, read_problem
from tests.io.county import DECEMBER, write_csv
from tests.io.understand.messy_cases import CASES, MESSY, READ


def test_every_folder_is_a_case() -> None:
    assert sorted(p.name for p in CASES.iterdir()) == sorted(MESSY)


@pytest.mark.parametrize("case", sorted(MESSY))
def test_what_check_says(case: str) -> None:
    found = examine(CASES / case, DECEMBER)
    said = problems_text(found.problems, "zh") + "\n" if found.problems else ""
    said += assumptions_text(found.assumptions, "zh") + "\n" if found.assumptions else ""
    assert said == (CASES / case / "expected.txt").read_text(encoding="utf-8")
    for finding in (*found.problems, *found.assumptions):
        assert finding.message.en
        assert finding.remedy.en


@pytest.mark.parametrize("case", sorted(READ))
def test_read_as_the_clean_county(case: str, tmp_path: Path) -> None:
    found = examine(CASES / case, DECEMBER).problem
    clean = read_problem(write_csv(tmp_path, READ[case]()), DECEMBER)
    assert found is not None
    assert found.model_dump() == clean.model_dump()


@pytest.mark.parametrize("case", sorted(set(MESSY) - set(READ)))
def test_refused_and_nothing_is_planned(case: str) -> None:
    found = examine(CASES / case, DECEMBER)
    assert found.problem is None
    assert found.problems


@pytest.mark.parametrize("case", sorted(MESSY))
def test_the_committed_files_are_the_case(case: str) -> None:
    files = MESSY[case]()
    committed = {p.name: p.read_bytes() for p in (CASES / case).iterdir()}
    assert sorted(committed) == sorted([*files, "expected.txt"])
    # a workbook's bytes may differ from one XlsxWriter to the next
    stable = {name: data for name, data in files.items() if not name.endswith(".xlsx")}
    assert stable == {name: committed[name] for name in stable}


@pytest.mark.parametrize("case", sorted(READ))
def test_the_tidy_copy_says_the_same_and_leaves_nothing_to_assume(
    case: str, tmp_path: Path
) -> None:
    folder = tmp_path / "inputs"
    shutil.copytree(CASES / case, folder, ignore=shutil.ignore_patterns("expected.txt"))
    write_fixed(folder, DECEMBER, tmp_path / "copy.xlsx", assume_calendar=False)
    found, copy = examine(folder, DECEMBER), examine(tmp_path / "copy.xlsx", DECEMBER)
    assert copy.problem is not None
    assert copy.problem == found.problem
    assert copy.assumptions == ()
