from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.text import Text as RichText

from roster.cli.speech import NO_EDGE, VARIABLE, asked_for, speech
from roster.cli.tables import add_row, plain_table
from roster.text import Text
from tests.cli.desk import MARKUP

if TYPE_CHECKING:
    from roster.text import Lang


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], "", "zh"),
        (["plan"], "en", "en"),
        (["plan"], "fr", "zh"),  # not ours: the command line refuses it later, in Chinese
        (["--lang", "en", "plan"], "zh", "en"),
        (["--lang=en"], "", "en"),
        (["--lang=zh"], "en", "zh"),
        (["--lang", "fr"], "", "zh"),
        (["plan", "--lang"], "en", "en"),
    ],
)
def test_the_language_is_known_before_the_command_line_is_read(
    words: list[str], environment: str, expected: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, environment)
    assert asked_for(words) == expected


@pytest.mark.parametrize(("lang", "said"), [("zh", "甲\n"), ("en", "A\n")])
def test_it_speaks_the_language_chosen(
    lang: Lang, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speech, "lang", lang)
    speech.say("甲", "A")
    speech.complain(Text("甲", "A"))
    told = capsys.readouterr()
    assert (told.out, told.err) == (said, said)


def test_lines_come_out_whole_and_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    line = f"{MARKUP}[bold] " + "很长" * 60  # 240 columns and more, on a terminal of 80
    speech.say(line, line)
    speech.complain(Text(line, line))
    told = capsys.readouterr()
    assert (told.out, told.err) == (f"{line}\n", f"{line}\n")


def drawn(capsys: pytest.CaptureFixture[str], *cells: str | RichText) -> str:
    table = plain_table(f"标题{MARKUP}", ["甲", "乙"], ("丙",))
    add_row(table, *cells)
    speech.console().print(table)
    return capsys.readouterr().out


def test_a_narrow_terminal_folds_a_table_and_cuts_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Chinese has no spaces to break at: a library that breaks lines at spaces would cut it.
    first, second = "一二三四五六七八九十" * 4, "甲乙丙丁戊己庚辛壬癸" * 4
    out = drawn(capsys, first, second, RichText("-3", style="red"))
    assert "…" not in out
    assert all(len(line) <= 80 for line in out.splitlines())
    rows = [line.split("│") for line in out.splitlines() if line.startswith("│")]
    assert "".join(row[1].strip() for row in rows) == first
    assert "".join(row[2].strip() for row in rows) == second
    assert "".join(row[3].strip() for row in rows) == "-3"


def test_a_table_reads_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    out = drawn(capsys, MARKUP, "[/]", "1")
    assert f"标题{MARKUP}" in out
    assert f"│ {MARKUP} │ [/] │" in out


def test_a_pipe_has_no_edge_at_which_to_fold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COLUMNS")
    name = "很长的名字" * 30
    assert f"│ {name} │ {name} │" in drawn(capsys, name, name, "1")
    assert speech.console().width == NO_EDGE


def test_a_terminal_keeps_its_own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("COLUMNS")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout", Terminal())
    assert speech.console().width < NO_EDGE
