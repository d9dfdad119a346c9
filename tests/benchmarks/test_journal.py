from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.entry import Limits
from benchmarks.journal import Journal, Key
from roster.model.levels import Level
from tests.benchmarks.kit import made

if TYPE_CHECKING:
    from pathlib import Path

KEY = Key.of("counties", "usual-01", "digest", "ours", "commit", Limits(60))
RUN = made((1.0, (0, 0, 5, 0, 0, 0)), bounds=((1.0, Level.COVER, 0),))


def test_a_run_is_found_again_by_its_key_and_by_no_other(tmp_path: Path) -> None:
    path = tmp_path / "new" / "runs.jsonl"
    Journal(path).add(KEY, RUN, 0.5)
    again = Journal(path)
    assert again.get(KEY) == RUN
    assert again.get(KEY._replace(seconds=30)) is None
    assert again.get(KEY._replace(program="later")) is None


def test_a_line_that_was_cut_off_is_left_out_and_the_next_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    Journal(path).add(KEY, RUN, 0.5)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"key": {"set": "coun')
    other = KEY._replace(case="usual-02")
    Journal(path).add(other, RUN, 0.5)
    again = Journal(path)
    assert (again.get(KEY), again.get(other)) == (RUN, RUN)
