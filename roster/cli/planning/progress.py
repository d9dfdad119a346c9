"""The live line of a solve: level, value, bound, time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock

from rich.live import Live
from rich.text import Text as RichText

from roster.cli.speech import speech, t
from roster.model.levels import LEVEL_NAMES
from roster.solver.progress import Progress


@contextmanager
def progress_line() -> Iterator[Callable[[Progress], None]]:
    """On a terminal one line that is rewritten; elsewhere one line a level, when the next begins."""
    console = speech.console()
    if console.is_terminal:
        with Live(console=console, transient=True, refresh_per_second=8) as live:
            yield lambda progress: live.update(RichText(_line(progress)))
    else:
        lines = _Lines()
        yield lines.told
        lines.finished()


def progress_on_terminal() -> AbstractContextManager[Callable[[Progress], None]]:
    """The live line on a terminal; nothing elsewhere, so that the answer can be forwarded as it is."""
    terminal = speech.console().is_terminal
    return progress_line() if terminal else nullcontext(lambda progress: None)


class _Lines:
    """The last word on each level, said once it is the last."""

    def __init__(self) -> None:
        self._last: Progress | None = None
        self._lock = Lock()  # the solver calls from its own threads

    def told(self, progress: Progress) -> None:
        with self._lock:
            if self._last is not None and self._last.level is not progress.level:
                self._say(self._last)
            self._last = progress

    def finished(self) -> None:
        if self._last is not None:
            self._say(self._last)

    def _say(self, progress: Progress) -> None:
        speech.say(_line(progress), _line(progress))


def _line(progress: Progress) -> str:
    value = "—" if progress.value is None else str(progress.value)
    level = LEVEL_NAMES[progress.level].to(speech.lang)
    return t(
        f"{level}：值 {value}，下界 {progress.bound}，{progress.seconds:.1f} 秒",
        f"{level}: value {value}, bound {progress.bound}, {progress.seconds:.1f} s",
    )
