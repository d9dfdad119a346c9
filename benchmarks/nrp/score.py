"""An instance's penalty counted from its file and a roster alone: knows nothing of our model, on purpose.

It reads the file by itself too, so that a mistake in parse.py shows.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Recount(NamedTuple):
    """The penalty of a roster, and every hard rule of the instance that it breaks, in words."""

    penalty: int
    broken: tuple[str, ...]


def recount(path: Path, cells: Mapping[tuple[str, int], str]) -> Recount:
    """Count a roster; ``cells`` maps (employee, day) to a shift, days off are left out."""
    file = _rows(path)
    days = int(file["HORIZON"][0][0])
    shifts = {row[0]: (int(row[1]), row[2].split("|")) for row in file["SHIFTS"]}
    off = {row[0]: {int(day) for day in row[1:] if day} for row in file["DAYS_OFF"]}
    broken: list[str] = []
    for row in file["STAFF"]:
        month = [cells.get((row[0], day)) for day in range(days)]
        broken += _broken(row, month, shifts, off.get(row[0], set()))
    strangers = {who for who, _ in cells} - {row[0] for row in file["STAFF"]}
    broken += [f"{who} is not on the staff" for who in sorted(strangers)]
    return Recount(_penalty(file, cells), tuple(broken))


def _rows(path: Path) -> dict[str, list[list[str]]]:
    sections: dict[str, list[list[str]]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("SECTION_"):
            name = line.strip()[len("SECTION_") :]
            sections[name] = []
        elif line.strip() and not line.startswith("#"):
            sections[name].append(line.strip().split(","))
    return sections


def _penalty(file: dict[str, list[list[str]]], cells: Mapping[tuple[str, int], str]) -> int:
    total = 0
    for who, day, shift, weight in file["SHIFT_ON_REQUESTS"]:
        total += int(weight) * (cells.get((who, int(day))) != shift)
    for who, day, shift, weight in file["SHIFT_OFF_REQUESTS"]:
        total += int(weight) * (cells.get((who, int(day))) == shift)
    present: dict[tuple[int, str], int] = {}
    for (_, on), shift in cells.items():
        present[on, shift] = present.get((on, shift), 0) + 1
    for day, shift, wanted, under, over in file["COVER"]:
        more = present.get((int(day), shift), 0) - int(wanted)
        total += int(over) * more if more > 0 else int(under) * -more
    return total


def _broken(
    row: list[str],
    month: list[str | None],
    shifts: dict[str, tuple[int, list[str]]],
    off: set[int],
) -> list[str]:
    """The rules of one employee; ``row`` is their line of the file."""
    who = row[0]
    most = {cell.split("=")[0]: int(cell.split("=")[1]) for cell in row[1].split("|")}
    most_minutes, least_minutes, most_row, least_row, least_off, weekends = map(int, row[2:])
    found = []
    for shift, limit in most.items():
        if month.count(shift) > limit:
            found.append(f"{who}: {month.count(shift)} times {shift}")
    minutes = sum(shifts[shift][0] for shift in month if shift)
    if not least_minutes <= minutes <= most_minutes:
        found.append(f"{who}: {minutes} minutes")
    stretches = [(on, len(list(part))) for on, part in groupby(month, key=bool)]
    for place, (on, length) in enumerate(stretches):
        whole = 0 < place < len(stretches) - 1
        if on and length > most_row:
            found.append(f"{who}: {length} shifts in a row")
        if whole and length < (least_row if on else least_off):
            found.append(f"{who}: only {length} {'shifts' if on else 'days off'} in a row")
    worked = sum(any(month[5 + week : 7 + week]) for week in range(0, len(month), 7))
    if worked > weekends:
        found.append(f"{who}: {worked} weekends")
    found += [f"{who}: {month[day]} on day off {day}" for day in sorted(off) if month[day]]
    for day, (one, then) in enumerate(pairwise(month)):
        if one and then in shifts[one][1]:
            found.append(f"{who}: {then} after {one} on day {day}")
    return found
