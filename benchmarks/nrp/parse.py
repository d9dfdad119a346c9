"""Reading an instance file: sections of lines with commas between their cells, comments after #.

The format is explained in each file. Days are counted from 0; day 0 is a Monday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
SECTIONS = (
    "HORIZON",
    "SHIFTS",
    "STAFF",
    "DAYS_OFF",
    "SHIFT_ON_REQUESTS",
    "SHIFT_OFF_REQUESTS",
    "COVER",
)


class InstanceError(ValueError):
    """A file that is no instance: which one, in which line, and what is wrong."""


class Line(NamedTuple):
    """A line of a section: its number in the file and its cells."""

    number: int
    cells: tuple[str, ...]


class Shift(NamedTuple):
    """A shift: how long it is, and which shifts nobody has on the day after it."""

    id: str
    minutes: int
    not_next: tuple[str, ...]


class Employee(NamedTuple):
    """An employee: the most shifts of each type, minutes in all, shifts in a row (most, least), days off
    in a row (least), weekends with a shift (most).
    """

    id: str
    most_shifts: dict[str, int]
    most_minutes: int
    least_minutes: int
    most_in_a_row: int
    least_in_a_row: int
    least_days_off: int
    most_weekends: int


class Request(NamedTuple):
    """An employee who asks to have, or not to have, a shift on a day, and what it costs if not heeded."""

    employee: str
    day: int
    shift: str
    weight: int


class Cover(NamedTuple):
    """How many should have a shift on a day, and what each one too few and too many costs."""

    day: int
    shift: str
    wanted: int
    under: int
    over: int


class Instance(NamedTuple):
    """What a file says."""

    days: int
    shifts: tuple[Shift, ...]
    staff: tuple[Employee, ...]
    days_off: dict[str, tuple[int, ...]]
    on: tuple[Request, ...]
    off: tuple[Request, ...]
    cover: tuple[Cover, ...]


def parse(path: Path) -> Instance:
    """Read a file. Raises InstanceError, which names file and line, for anything it cannot mean."""
    return _Reader(path).instance()


class _Reader:
    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._lines = self._sections(path.read_text(encoding="utf-8"))
        self._line = Line(0, ())

    def instance(self) -> Instance:
        (horizon,) = self._each("HORIZON", 1, self._horizon) or (0,)
        if not horizon:
            raise self._error("there is no horizon")
        self._days = horizon
        self._ids: set[str] = {line.cells[0] for line in self._lines["SHIFTS"]}
        self._people: set[str] = {line.cells[0] for line in self._lines["STAFF"]}
        return Instance(
            horizon,
            self._each("SHIFTS", 3, self._shift),
            self._each("STAFF", 8, self._employee),
            dict(self._each("DAYS_OFF", None, self._day_off)),
            self._each("SHIFT_ON_REQUESTS", 4, self._request),
            self._each("SHIFT_OFF_REQUESTS", 4, self._request),
            self._each("COVER", 5, self._cover),
        )

    def _sections(self, text: str) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        current: list[Line] | None = None
        for number, raw in enumerate(text.splitlines(), 1):
            words = raw.split("#")[0].strip()
            if words.startswith("SECTION_"):
                name = words.removeprefix("SECTION_")
                self._line = Line(number, ())
                if name not in SECTIONS or name in found:
                    raise self._error(f"unknown or repeated section {name}")
                current = found[name] = []
            elif words:
                self._line = Line(number, tuple(cell.strip() for cell in words.split(",")))
                if current is None:
                    raise self._error("a line before the first section")
                current.append(self._line)
        missing = [name for name in SECTIONS if name not in found]
        if missing:
            raise self._error(f"section {missing[0]} is missing")
        return found

    def _each(self, section: str, cells: int | None, make: Callable[..., T]) -> tuple[T, ...]:
        found = []
        for line in self._lines[section]:
            self._line = line
            if cells is not None and len(line.cells) != cells:
                raise self._error(f"{len(line.cells)} cells instead of {cells}")
            found.append(make(*line.cells))
        return tuple(found)

    def _error(self, words: str) -> InstanceError:
        return InstanceError(f"{self._name}, line {self._line.number}: {words}")

    def _number(self, cell: str) -> int:
        if not cell.isdecimal():
            raise self._error(f"{cell!r} is no whole number")
        return int(cell)

    def _known(self, cell: str, ids: set[str]) -> str:
        if cell not in ids:
            raise self._error(f"{cell!r} is not known")
        return cell

    def _day(self, cell: str) -> int:
        day = self._number(cell)
        if day >= self._days:
            raise self._error(f"day {day} lies after the horizon")
        return day

    def _horizon(self, days: str) -> int:
        return self._number(days)

    def _shift(self, name: str, minutes: str, after: str) -> Shift:
        not_next = tuple(self._known(cell, self._ids) for cell in after.split("|") if cell)
        return Shift(name, self._number(minutes), not_next)

    def _employee(self, name: str, most: str, *numbers: str) -> Employee:
        pairs = (cell.partition("=") for cell in most.split("|") if cell)
        limits = {self._known(shift, self._ids): self._number(count) for shift, _, count in pairs}
        return Employee(name, limits, *map(self._number, numbers))

    def _day_off(self, name: str, *days: str) -> tuple[str, tuple[int, ...]]:
        return self._known(name, self._people), tuple(map(self._day, filter(None, days)))

    def _request(self, name: str, day: str, shift: str, weight: str) -> Request:
        known = self._known(name, self._people), self._day(day), self._known(shift, self._ids)
        return Request(*known, self._number(weight))

    def _cover(self, day: str, shift: str, wanted: str, under: str, over: str) -> Cover:
        return Cover(
            self._day(day),
            self._known(shift, self._ids),
            self._number(wanted),
            self._number(under),
            self._number(over),
        )
