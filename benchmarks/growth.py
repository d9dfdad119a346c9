"""Growth: one county, doubled. Time and memory against size, as a table and a chart.

Days are doubled twice, up to the whole month; then persons and stations, three times. A doubled county is
its own twin beside itself with one centre for both, which wants twice the persons: whoever solves the
small one can solve the large one as well as twice the small one, if not better.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.counties import Knobs
from benchmarks.counties import problem as county
from roster.model.calendar import Calendar, Month
from roster.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from benchmarks.runs import Run

BASE = Knobs(
    name="growth",
    seed=2,
    persons=8,
    stations=6,
    month=Month(year=2026, month=12),
    supply=None,
    away=0.08,
    wishing=0.25,
    busy=0.1,
    remote=0.2,
    market=0.3,
    weekdays=(2, 4),
    past=1,
)
WHOLE = 23  # workdays of the month


class Size(NamedTuple):
    """``workdays`` of the month are open, and the county stands ``times`` beside itself."""

    workdays: int
    times: int

    @property
    def persons(self) -> int:
        """How many."""
        return BASE.persons * self.times

    @property
    def sites(self) -> int:
        """Stations, and the centre."""
        return BASE.stations * self.times + 1

    @property
    def name(self) -> str:
        """Persons × sites × days."""
        return f"{self.persons}×{self.sites}×{self.workdays}"

    @property
    def product(self) -> int:
        """Persons × sites × days."""
        return self.persons * self.sites * self.workdays


GROWTH = (Size(6, 1), Size(12, 1), Size(WHOLE, 1), Size(WHOLE, 2), Size(WHOLE, 4), Size(WHOLE, 8))


def grown(size: Size) -> Problem:
    """The county of that size."""
    problem = county(BASE)
    workdays = problem.calendar.workdays(problem.month.first, problem.month.last)
    problem = _changed(problem, calendar=_cut(problem.calendar, workdays[size.workdays - 1]))
    for mark in "abc":
        if len(problem.people) < size.persons:
            problem = doubled(problem, mark)
    return problem


def _changed(problem: Problem, **changes: Any) -> Problem:
    """The problem made anew: a copy would keep what the old one has worked out."""
    return Problem(**{name: getattr(problem, name) for name in Problem.model_fields} | changes)


def _cut(calendar: Calendar, last: date) -> Calendar:
    """No workdays after ``last``."""
    days = (d.model_copy(update={"workday": d.workday and d.date <= last}) for d in calendar.days)
    return Calendar(days=tuple(days), announced=calendar.announced)


def doubled(problem: Problem, mark: str) -> Problem:
    """The county and its twin, whose ids end in the mark."""
    centres = {demand.site for demand in problem.centre_demands}

    def place(site: str | None) -> str | None:
        return site if not site or site in centres else site + mark

    def twin(part: Any) -> Any:
        names = {"person": lambda person: f"{person}{mark}", "site": place, "home": place}
        found = {n: change(getattr(part, n)) for n, change in names.items() if hasattr(part, n)}
        if hasattr(part, "id"):
            found["id"] = part.id + mark
        return part.model_copy(update=found)

    parts = ("people", "station_demands", "leaves", "wishes", "history")
    both = {name: (*getattr(problem, name), *map(twin, getattr(problem, name))) for name in parts}
    stations = tuple(twin(site) for site in problem.sites if site.id not in centres)
    demands = tuple(d.model_copy(update={"persons": 2 * d.persons}) for d in problem.centre_demands)
    return _changed(problem, sites=(*problem.sites, *stations), centre_demands=demands, **both)


def can_draw() -> bool:
    """Whether matplotlib is here."""
    return find_spec("matplotlib") is not None


def draw(runs: Mapping[str, Run], path: Path) -> None:
    """The chart of our runs, as SVG: seconds and megabytes against persons × sites × days."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "roster"  # the same figures make the same file
    from matplotlib import pyplot as plt

    sizes = [size for size in GROWTH if size.name in runs]
    product = [size.product for size in sizes]
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.5), layout="constrained")
    for level in runs[sizes[0].name].levels if sizes else ():
        proofs = [(s.product, runs[s.name].proof(level)) for s in sizes]
        known = [(x, y) for x, y in proofs if y is not None]
        left.plot(*zip(*known, strict=True) if known else ((), ()), "o-", label=f"{level} proven")
    left.plot(product, [runs[s.name].build for s in sizes], "k--", label="model built")
    left.plot(product, [runs[s.name].first for s in sizes], "k:", label="first roster")
    right.plot(product, [runs[s.name].peak for s in sizes], "s-", color="tab:red")
    for axes, title in ((left, "seconds"), (right, "peak memory, MB")):
        axes.set(xscale="log", yscale="log", title=title, xlabel="persons × sites × workdays")
        axes.grid(visible=True, which="major", alpha=0.3)
    left.legend(fontsize=8)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
