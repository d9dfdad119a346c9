"""The tables, as Markdown: what ``python -m benchmarks`` prints and keeps (their columns: README.md)."""

from __future__ import annotations

from math import inf
from statistics import fmean, median
from typing import TYPE_CHECKING

from benchmarks.compare import (
    FASTER,
    OURS,
    Duel,
    Runs,
    best_known,
    duels,
    duels_with_best,
    entries_of,
    refuted,
    where_not,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.cases import Case
    from benchmarks.runs import Run
    from roster.model.levels import Level

SOON = 30.0  # seconds: "proven within 30 s"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, its columns padded so that it can be read as it stands."""
    cells = [list(header), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:]])


def seconds(value: float | None) -> str:
    """Seconds, or – for never."""
    return (
        "–" if value is None or value == inf else f"{value:.2f}" if value < 10 else f"{value:.0f}"
    )


def middle(values: Iterable[float | None]) -> float | None:
    """The median, never counting as infinitely long; None where there is nothing."""
    found = [inf if value is None else value for value in values]
    return median(found) if found else None


def scores(run: Run) -> str:
    """Each level's value, with its bound in brackets where it is not proven optimal."""
    if run.values is None:
        return "no lawful roster"
    return " · ".join(
        str(value) if run.proven(level) else f"{value} ({run.bound(level) or 0})"
        for level, value in zip(run.levels, run.values, strict=True)
    )


def report(runs: Runs) -> str:
    """Everything about a set of counties."""
    parts = [
        ("Ours against the peers", duel_table(runs)),
        ("Ours, level by level", level_table(runs)),
        ("Every entry", entry_table(runs)),
        ("Where not", _listed(where_not(runs))),
        ("Bounds that another entry disproves", _listed(refuted(runs))),
        ("Every county", case_table(runs)),
    ]
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in parts)


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "Nothing."


def duel_table(runs: Runs) -> str:
    """Wins, ties, losses by the level that decides, and how many times faster ours is."""
    header = [
        *("peer", "cases", "ours better", "decided on", "equal", "ours worse", "decided on"),
        *("times faster, median", "least", f"≥ {FASTER:g} times", "never reached"),
    ]
    peers = [name for name in entries_of(runs) if name != OURS]
    rows = [_duel_row(name, duels(runs, name)) for name in peers]
    return table(header, [*rows, _duel_row("best of them", duels_with_best(runs))])


def _duel_row(name: str, found: Sequence[Duel]) -> list[object]:
    ratios = [one.ratio for one in found] or [0.0]
    better = [one.level for one in found if one.order < 0]
    worse = [one.level for one in found if one.order > 0]
    return [
        *(name, len(found), len(better), _deciding(better), len(found) - len(better) - len(worse)),
        *(len(worse), _deciding(worse), f"{median(ratios):.1f}", f"{min(ratios):.1f}"),
        *(sum(r >= FASTER for r in ratios), sum(one.ours is None for one in found)),
    ]


def _deciding(levels: Sequence[Level | None]) -> str:
    names = dict.fromkeys(str(level) for level in sorted(levels, key=str))
    return ", ".join(f"{name} {sum(str(x) == name for x in levels)}" for name in names) or "–"


def level_table(runs: Runs) -> str:
    """How many cases ours proves on each level, soon and in the end, and the gap on the rest."""
    mine = [of[OURS] for of in runs.values() if OURS in of]
    levels = mine[0].levels if mine else ()
    rows = []
    for level in levels:
        gaps = [run.gap(level) for run in mine if not run.proven(level)]
        rows.append(
            [
                level,
                _share(sum(run.proven(level, SOON) for run in mine), len(mine)),
                _share(sum(run.proven(level) for run in mine), len(mine)),
                f"{fmean(gaps):.1%}" if gaps else "–",
                f"{max(gaps):.1%}" if gaps else "–",
            ]
        )
    whole = [all(run.proven(level) for level in run.levels) for run in mine]
    soon = [all(run.proven(level, SOON) for level in run.levels) for run in mine]
    rows.append(["all levels", _share(sum(soon), len(mine)), _share(sum(whole), len(mine)), "", ""])
    return table(
        ["level", f"proven in {SOON:g} s", "proven at the end", "gap of the rest, mean", "largest"],
        rows,
    )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" ({part / whole:.0%})" if whole else "")


def entry_table(runs: Runs) -> str:
    """What each entry takes: time to the first roster, to the best known, to build; memory."""
    rows = []
    for name in entries_of(runs):
        mine = {case: of[name] for case, of in runs.items() if name in of}
        near = [
            run.near(best, run.levels[-1])
            for case, run in mine.items()
            if (best := best_known(runs[case]))
        ]
        firsts = [run.first for run in mine.values()]
        peaks = [run.peak for run in mine.values()]
        rows.append(
            [
                *(name, len(mine), sum(run.values is not None for run in mine.values())),
                sum(run.refused for run in mine.values()),
                sum(bool(run.error) or run.killed for run in mine.values()),
                *(seconds(middle(firsts)), seconds(max(inf if x is None else x for x in firsts))),
                *(sum(x is not None for x in near), seconds(middle(near))),
                *(seconds(middle(run.build for run in mine.values())), _build_share(mine.values())),
                *(f"{median(peaks):.0f}", f"{max(peaks):.0f}"),
            ]
        )
    header = [
        *("entry", "cases", "with a roster", "refused rosters", "errors", "first roster, median s"),
        *("longest s", "within 1 % of best", "median s", "build, median s", "share of the time"),
        *("peak MB, median", "largest"),
    ]
    return table(header, rows)


def _build_share(runs: Iterable[Run]) -> str:
    shares = [run.build / run.seconds for run in runs if run.build is not None and run.seconds]
    return f"{median(shares):.1%}" if shares else "–"


def case_table(runs: Runs) -> str:
    """Every run: values and bounds, and when what was reached."""
    rows = []
    for case, of in runs.items():
        best = best_known(of)
        for name, run in of.items():
            near = [seconds(run.near(best, level)) for level in run.levels] if best else []
            last = run.points[-1].seconds if run.points else None
            rows.append(
                [
                    *(case, name, scores(run), seconds(run.first), " · ".join(near)),
                    *(seconds(last), seconds(run.build), f"{run.peak:.0f}"),
                    run.error.strip().splitlines()[-1] if run.error else "killed" * run.killed,
                ]
            )
    levels = next((run.levels for of in runs.values() for run in of.values()), ())
    header = [
        *("county", "entry", " · ".join(levels), "first s", "within 1 % of best, s a level"),
        *("last better s", "build s", "peak MB", "error"),
    ]
    return table(header, rows)


def known_table(runs: Runs, cases: Sequence[Case]) -> str:
    """Public instances: all levels together against the best known value."""
    rows = []
    for case in cases:
        for name, run in runs.get(case.name, {}).items():
            value = None if run.values is None else sum(run.values)
            bound = sum(run.bound(level) or 0 for level in run.levels)
            proven = value == bound
            best = case.best or 0
            gap = None if value is None else (value - best) / best
            met = proven if case.goal == 0 else gap is not None and gap <= (case.goal or 0)
            rows.append(
                [
                    *(case.name, name, best, "–" if value is None else value, bound),
                    *("yes" if proven else "no", "–" if gap is None else f"{gap:.1%}"),
                    *(seconds(run.first), seconds(run.points[-1].seconds if run.points else None)),
                    *(seconds(run.seconds), f"{run.peak:.0f}"),
                    "proof" if case.goal == 0 else f"within {case.goal:.0%}",
                    "yes" if met else "no",
                ]
            )
    header = [
        *("instance", "entry", "best known", "value", "bound", "proven", "above best", "first s"),
        *("last better s", "ended s", "peak MB", "goal", "met"),
    ]
    return table(header, rows)


def growth_table(runs: Runs) -> str:
    """Every size: when each level was proven, and what it took."""
    rows = []
    for case, of in runs.items():
        for name, run in of.items():
            rows.append(
                [
                    *(case, name, scores(run)),
                    " · ".join(seconds(run.proof(level)) for level in run.levels),
                    *(seconds(run.build), seconds(run.first), seconds(run.seconds)),
                    f"{run.peak:.0f}",
                ]
            )
    header = ["persons×sites×days", "entry", "values (bounds)", "proven after s, level by level"]
    return table([*header, "build s", "first s", "ended s", "peak MB"], rows)
