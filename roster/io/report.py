"""Collects what is wrong in the inputs and what was assumed, and hands it out in reading order."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import Assumption, Finding, InputError, InputProblem
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class Order(NamedTuple):
    """Where a problem stands in reading order: sheet, row and column, counted from 0."""

    sheet: int = -1
    row: int = 0
    column: int = -1


class Report:
    """All problems and assumptions found so far."""

    def __init__(self) -> None:
        self._found: list[tuple[Order, Finding]] = []
        self._ordered: list[
            Finding
        ] = []  # all of them in reading order, as of the last time it was asked
        self._new = False

    def add(self, finding: Finding, order: Order | None = None) -> None:
        """Note a problem or an assumption; the default order puts it before those of any sheet."""
        self._found.append((order or Order(), finding))
        self._new = True

    @property
    def problems(self) -> list[InputProblem]:
        """What is wrong, in reading order."""
        return [f for f in self._in_order() if isinstance(f, InputProblem)]

    @property
    def assumptions(self) -> list[Assumption]:
        """What was unclear and how it was understood, in reading order."""
        return [f for f in self._in_order() if isinstance(f, Assumption)]

    def check(self) -> None:
        """Raise InputError with every problem noted so far; do nothing where there is none."""
        if problems := self.problems:
            raise InputError(problems)

    def _in_order(self) -> list[Finding]:
        if self._new:
            ordered = sorted(self._found, key=lambda found: found[0])
            # of a row that stands for several: once
            self._ordered = list(dict.fromkeys(f for _, f in ordered))
            self._new = False
        return self._ordered


def alike(word: str, known: Iterable[str], otherwise: Text | None = None) -> Text:
    """The remedy for a word that is not known: the nearest known ones.

    Where none is near: ``otherwise``, or else all that are known.
    """
    options = list(known)
    letters = set(word)
    shared = [
        o for o in options if not letters.isdisjoint(o)
    ]  # others are not near, and there are many
    near = difflib.get_close_matches(word, shared, n=3, cutoff=0.4)
    if near:
        return Text(f"是否应为：{'、'.join(near)}", f"did you mean: {', '.join(near)}")
    return otherwise or Text(f"可用的有：{'、'.join(options)}", f"known are: {', '.join(options)}")
