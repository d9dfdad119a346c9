"""The live line of a solve: level, value, bound, time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from rich.live import Live
from rich.text import Text as RichText

from roster.cli.speech import speech, t
from roster.model.levels import LEVEL_NAMES, Level
from roster.solver.descent import Progress


@contextmanager
def progress_line() -> Iterator[Callable[[Progress], None]]:
    """On a terminal one line that is rewritten; elsewhere one line a level, when the next begins."""
    console = speech.console()
    if console.is_terminal:
        with Live(console=console, transient=True, refresh_per_second=8) as live:
            yield lambda progress: live.update(RichText(_line(progress)))
    else:
        last: dict[Level, str] = {}
        lock = Lock()  # the solver calls from its own threads

        def remember(progress: Progress) -> None:
            with lock:
                last[progress.level] = _line(progress)

        yield remember
        for line in last.values():
            speech.say(line, line)


def _line(progress: Progress) -> str:
    value = "—" if progress.value is None else str(progress.value)
    level = LEVEL_NAMES[progress.level].to(speech.lang)
    return t(
        f"{level}：值 {value}，下界 {progress.bound}，{progress.seconds:.1f} 秒",
        f"{level}: value {value}, bound {progress.bound}, {progress.seconds:.1f} s",
    )
