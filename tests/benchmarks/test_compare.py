from __future__ import annotations

from benchmarks.compare import (
    best_known,
    duel,
    duels,
    duels_with_best,
    entries_of,
    refuted,
    where_not,
)
from roster.model.levels import Level
from tests.benchmarks.kit import made

OURS = made((0.2, (0, 0, 900, 9, 9, 9)), (1.0, (0, 0, 500, 9, 9, 9)))
FAST = made((0.5, (0, 0, 900, 9, 9, 9)))
SLOW = made((3.0, (0, 0, 900, 9, 9, 9)), (8.0, (0, 0, 500, 9, 8, 9)))
NONE = made()
RUNS = {"a": {"ours": OURS, "fast": FAST}, "b": {"ours": OURS, "fast": FAST, "slow": SLOW}}


def test_a_duel_is_decided_on_the_first_level_that_differs() -> None:
    won = duel("a", "fast", OURS, FAST)
    assert won is not None
    assert (won.order, won.level) == (-1, Level.FAIRNESS)
    lost = duel("b", "slow", OURS, SLOW)
    assert lost is not None
    assert (lost.order, lost.level) == (1, Level.WISHES)
    tied = duel("a", "same", OURS, OURS)
    assert tied is not None
    assert (tied.order, tied.level) == (0, None)


def test_times_faster_compares_when_each_had_what_the_peer_came_to() -> None:
    won = duel("a", "fast", OURS, FAST)
    assert won is not None
    assert won.ratio == 2.5  # 0.5 s against our 0.2 s, where our better roster does not matter
    lost = duel("b", "slow", OURS, SLOW)
    assert lost is not None
    assert (lost.ours, lost.ratio) == (None, 0.0)


def test_who_has_no_roster_is_no_peer_and_without_ours_all_is_lost() -> None:
    assert duel("a", "none", OURS, NONE) is None
    lost = duel("a", "fast", NONE, FAST)
    assert lost is not None
    assert (lost.order, lost.level, lost.ours) == (1, Level.COVER, None)


def test_the_best_peer_of_each_case() -> None:
    assert [one.peer for one in duels_with_best(RUNS)] == ["fast", "slow"]
    assert [one.case for one in duels(RUNS, "slow")] == ["b"]
    assert entries_of(RUNS) == ["ours", "fast", "slow"]
    assert best_known(RUNS["b"]) == (0, 0, 500, 9, 8, 9)
    assert best_known({"none": NONE}) is None


def test_where_not_names_every_loss_and_counts_what_was_too_slow() -> None:
    assert list(where_not(RUNS)) == [
        "fast: to what it reaches, ours is on so many cases: 2 not 10 times faster",
        "b: slow is better on wishes: (0, 0, 500, 9, 8, 9), ours (0, 0, 500, 9, 9, 9)",
        "slow: to what it reaches, ours is on so many cases: 1 never",
    ]


def test_a_bound_that_another_roster_disproves_is_told() -> None:
    wrong = made((1.0, (0, 0, 500, 9, 9, 9)), bounds=((1.0, Level.WISHES, 9),))
    found = list(refuted({"b": {"ours": wrong, "slow": SLOW}}))
    assert found == ["b: ours claims wishes ≥ 9, slow has 8"]


def test_a_bound_holds_for_equal_values_above_it_only() -> None:
    other = made((1.0, (0, 0, 600, 9, 9, 9)), bounds=((1.0, Level.WISHES, 9),))
    assert list(refuted({"b": {"ours": other, "slow": SLOW}})) == []
