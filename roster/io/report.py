"""Collects everything that is wrong in the inputs, and hands it out in reading order."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import InputError, InputProblem
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class Order(NamedTuple):
    """Where a problem stands in reading order: sheet, row and column, counted from 0."""

    sheet: int = -1
    row: int = 0
    column: int = -1


class Report:
    """All problems found so far."""

    def __init__(self) -> None:
        self._found: list[tuple[Order, InputProblem]] = []

    def add(self, problem: InputProblem, order: Order | None = None) -> None:
        """Note one problem; the default order puts it before those of any sheet."""
        self._found.append((order or Order(), problem))

    def check(self) -> None:
        """Raise InputError with everything noted so far; do nothing where nothing was."""
        if self._found:
            raise InputError([p for _, p in sorted(self._found, key=lambda found: found[0])])


def alike(word: str, known: Iterable[str], otherwise: Text | None = None) -> Text:
    """The remedy for a word that is not known: the nearest known ones.

    Where none is near: ``otherwise``, or else all that are known.
    """
    options = list(known)
    near = difflib.get_close_matches(word, options, n=3, cutoff=0.4)
    if near:
        return Text(f"是否应为：{'、'.join(near)}", f"did you mean: {', '.join(near)}")
    return otherwise or Text(f"可用的有：{'、'.join(options)}", f"known are: {', '.join(options)}")
