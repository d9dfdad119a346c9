from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console

from roster.cli.planning.progress import progress_line
from roster.cli.speech import speech
from roster.model.levels import Level
from roster.solver.progress import Progress

if TYPE_CHECKING:
    import pytest

COVER = Progress(Level.COVER, None, 0, 0.04)
COVERED = Progress(Level.COVER, 3, 2, 0.26)
DEMAND = Progress(Level.DEMAND, 20, 10, 1.0)


def test_a_pipe_gets_a_line_a_level_when_the_next_begins(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress_line() as watch:
        watch(COVER)
        watch(COVERED)
        assert capsys.readouterr().out == ""
        watch(DEMAND)
        assert capsys.readouterr().out == "到岗：值 3，下界 2，0.3 秒\n"
    assert capsys.readouterr().out == "需求：值 20，下界 10，1.0 秒\n"


def test_nothing_solved_is_nothing_said(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_line():
        pass
    assert capsys.readouterr().out == ""


def test_a_value_not_yet_found_is_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "lang", "en")
    with progress_line() as watch:
        watch(COVER)
    assert capsys.readouterr().out == "cover: value —, bound 0, 0.0 s\n"


def test_a_terminal_has_one_line_that_is_rewritten_and_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = io.StringIO()
    monkeypatch.setattr(
        speech, "console", lambda: Console(file=screen, force_terminal=True, width=80)
    )
    with progress_line() as watch:
        watch(COVERED)
        watch(DEMAND)
    shown = screen.getvalue()
    assert "需求：值 20，下界 10，1.0 秒" in shown
    assert shown.endswith("\x1b[2K")  # the line is erased
