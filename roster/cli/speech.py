"""In which language the program speaks, and how it says things."""

from __future__ import annotations

import os
import sys
from typing import cast, get_args

from rich.console import Console

from roster.text import Lang, Text

VARIABLE = "ROSTER_LANG"
NO_EDGE = 10_000  # columns of a file or a pipe: nothing is folded for a reader that is a program


def asked_for(argv: list[str]) -> Lang:
    """The language that ``--lang`` asks for, else ROSTER_LANG, else Chinese. Looked up before the
    command line is parsed, because the help is written when the commands are defined.
    """
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word in ("--lang=zh", "--lang=en") or (word == "--lang" and following in ("zh", "en")):
            return cast("Lang", following if word == "--lang" else word[-2:])
    from_environment = os.environ.get(VARIABLE, "")
    return cast("Lang", from_environment) if from_environment in get_args(Lang) else "zh"


class Speech:
    """The chosen language and the two streams; one for the whole program."""

    def __init__(self) -> None:
        self.lang: Lang = asked_for(sys.argv)

    def t(self, zh: str, en: str) -> str:
        """One of the two, by language."""
        return Text(zh, en).to(self.lang)

    def say(self, zh: str, en: str) -> None:
        """A line on standard output, as it is: no markup is read into names."""
        self.console().print(self.t(zh, en), markup=False, highlight=False, soft_wrap=True)

    def complain(self, text: Text) -> None:
        """Lines on standard error."""
        Console(stderr=True).print(
            text.to(self.lang), markup=False, highlight=False, soft_wrap=True
        )

    def console(self) -> Console:
        """Standard output as it is now (tests replace it)."""
        console = Console()
        if not console.is_terminal and "COLUMNS" not in os.environ:
            console.width = NO_EDGE
        return console


speech = Speech()
t = speech.t
