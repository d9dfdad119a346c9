"""Every broken input says what is wrong, where, and what would be right: tests/cases/broken."""

import pytest

from roster.errors import InputError
from roster.io import read_problem
from tests.io.broken_cases import BROKEN, CASES, month_of


def test_every_folder_is_a_case() -> None:
    assert sorted(p.name for p in CASES.iterdir()) == sorted(BROKEN)


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_a_broken_input_is_refused_with_everything_that_is_wrong(case: str) -> None:
    with pytest.raises(InputError) as error:
        read_problem(CASES / case, month_of(case))
    expected = (CASES / case / "expected.txt").read_text(encoding="utf-8")
    assert f"{error.value.text.zh}\n" == expected
    assert error.value.exit_code == 2
    assert all(p.message.en and p.remedy.en for p in error.value.problems)


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_the_committed_files_are_the_case(case: str) -> None:
    files = BROKEN[case]()
    committed = {p.name: p.read_bytes() for p in (CASES / case).iterdir()}
    assert sorted(committed) == sorted([*files, "expected.txt"])
    # a workbook's bytes may differ from one XlsxWriter to the next
    stable = {name: data for name, data in files.items() if not name.endswith(".xlsx")}
    assert stable == {name: committed[name] for name in stable}
