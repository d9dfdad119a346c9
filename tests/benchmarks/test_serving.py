"""The benchmark of the feed service: what it reports, and how it talks to wrk."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from benchmarks.serving import Round, keep, main, report
from benchmarks.serving_load import Heard, heard, script_of
from benchmarks.serving_servers import Server

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = [
    Round(server, answer, speed, cpu, 2.0, 0, 1.5)
    for answer in ("200", "304")
    for server, speeds, cpu in (
        ("nginx", (900.0, 800.0, 850.0), 5.0),
        ("roster", (100.0,) * 3, 25.0),
    )
    for speed in speeds
]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_the_ratio_is_of_the_medians() -> None:
    row = cells(report(ROUNDS).splitlines()[2])
    assert row == ["200", "850", "100", "8.5", "no", "5", "25", "2.0", "2.0", "0"]


def test_what_is_kept_is_the_table_and_every_round(tmp_path: Path) -> None:
    keep(tmp_path, "try", {"command": "x"}, ROUNDS)
    kept = json.loads((tmp_path / "try-serving.json").read_text(encoding="utf-8"))
    assert len(kept["rounds"]) == 12
    assert report(ROUNDS).rstrip() in (tmp_path / "try-serving.md").read_text(encoding="utf-8")


def test_each_path_is_asked_for_with_its_tag() -> None:
    script = script_of({"/a": "", "/b": '"x"'})
    assert 'wrk.format("GET", [[/a]], nil)' in script
    assert 'wrk.format("GET", [[/b]], {["If-None-Match"] = [["x"]]})' in script


def test_what_wrk_prints_is_read() -> None:
    assert heard("Running\nresult 1000 500.5 1.250 3\n") == Heard(1000, 500.5, 1.25, 3)
    with pytest.raises(RuntimeError, match="nonsense"):
        heard("nonsense")


def test_a_servers_time_is_that_of_its_processes() -> None:
    before = Server("", os.getpid()).seconds()
    sum(range(3_000_000))
    assert before > 0
    assert Server("", os.getpid()).seconds() >= before


def test_without_nginx_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(SystemExit, match="nginx, wrk"):
        main([])
