from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import __main__ as program
from benchmarks.cases import ENTRIES, SETS
from benchmarks.child import entry_at

if TYPE_CHECKING:
    from pathlib import Path

COUNTIES = SETS["counties"]()


def test_everything_is_asked_for_by_default() -> None:
    asked = program.options([])
    assert asked.sets == ["counties", "nrp", "growth"]
    assert (asked.entries, asked.limit, asked.workers) == (None, None, 2)
    assert len(program.chosen(COUNTIES, asked)) == 40


@pytest.mark.parametrize(
    ("only", "names"),
    [
        ("1-3", ["ample-01", "ample-02", "ample-03"]),
        ("40", ["short-10"]),
        ("tight-02,1", ["ample-01", "tight-02"]),
        ("41", []),
    ],
)
def test_cases_are_chosen_by_number_range_and_name(only: str, names: list[str]) -> None:
    chosen = program.chosen(COUNTIES, program.options(["counties", "--only", only]))
    assert [case.name for case in chosen] == names


def test_quick_takes_one_county_of_each_class_and_short_limits() -> None:
    asked = program.options(["counties", "--quick"])
    chosen = program.chosen(COUNTIES, asked)
    assert [case.name.split("-")[0] for case in chosen] == ["ample", "usual", "tight", "short"]
    assert {case.seconds for case in chosen} == {10}
    assert asked.name.endswith("-quick")


def test_a_limit_that_is_given_holds_for_all() -> None:
    asked = program.options(["counties", "--quick", "--limit", "3"])
    assert {case.seconds for case in program.chosen(COUNTIES, asked)} == {3}


def test_an_unknown_entry_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program.options(["--entries", "ours,gurobi"])
    assert "no such entry: gurobi" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_every_entry_has_its_own_name(name: str) -> None:
    assert entry_at(ENTRIES[name]).name == name


def test_the_tables_are_printed_and_kept_and_nothing_is_run_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [
        "counties",
        "--only",
        "1",
        "--entries",
        "greedy",
        "--name",
        "x",
        "--limit",
        "5",
        "--results",
    ]
    program.main([*words, str(tmp_path)])
    first = capsys.readouterr().out
    assert "## Every county" in first
    assert "## Every county" in (tmp_path / "x-counties.md").read_text(encoding="utf-8")
    kept = json.loads((tmp_path / "x-counties.json").read_text(encoding="utf-8"))
    assert kept["runs"]["ample-01"]["greedy"]["refused"] == 0
    assert kept["limits"] == {"ample-01": 5}

    monkeypatch.setattr(program, "run", None)  # to call it now would be an error
    program.main([*words, str(tmp_path)])
    assert first.splitlines()[0] == capsys.readouterr().out.splitlines()[0]


def test_an_entry_that_cannot_run_here_is_left_out_loudly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("benchmarks.peers.timefold.find_spec", lambda name: object())
    program.main(["counties", "--only", "1", "--entries", "timefold", "--results", str(tmp_path)])
    said = capsys.readouterr().out
    assert "!!! timefold IS LEFT OUT: here is not Java" in said
    assert "Nothing was run" in said
    assert list(tmp_path.iterdir()) == []
