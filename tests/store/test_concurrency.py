"""Several processes at one database. The processes are real, and so are both databases."""

from __future__ import annotations

from roster.model.roster import Status
from roster.store import open_store
from tests import build
from tests.store import kit, workers
from tests.store.kit import DECEMBER, JANUARY
from tests.store.whole import absences_told, sound, whole


def test_planners_at_once_lose_nothing(url: str) -> None:
    # The database is empty, or not there: they make the schema at once, too.
    numbers = workers.at_once(workers.plan, *[(url, 10)] * 3)
    assert sorted(n for found in numbers for n in found) == list(range(1, 31))
    sound(url)
    with open_store(url) as store:
        assert whole(url, store) == 30


def test_of_two_who_change_the_same_revision_one_wins_and_the_other_is_told(made: str) -> None:
    workers.plan_once(made)
    told = workers.at_once(
        workers.change, (made, 1, "王主任", DECEMBER), (made, 1, "李干事", DECEMBER)
    )
    won, lost = sorted(told, reverse=True)
    assert won == "revision 2"
    with open_store(made) as store:
        winner = store.revision("qinyuan", DECEMBER, 2).origin.by
        assert lost.startswith(
            "refused: qinyuan 2026-12 was changed since you looked at revision 1, and your change was"
            f" not saved: revision 2 was made by {winner} on 20 Nov at 20:00 (请假)."
        )
        assert whole(made, store) == 2
        assert store.absences("qinyuan") == absences_told(store, DECEMBER)


def test_changes_made_at_once_rest_on_one_another(made: str) -> None:
    workers.plan_once(made)
    workers.at_once(workers.change_often, *((made, by, 8) for by in ("甲", "乙", "丙")))
    with open_store(made) as store:
        assert whole(made, store) == 25  # the plan, and eight changes by each of three
        kept = [store.revision("qinyuan", DECEMBER, n).origin for n in range(2, 26)]
        assert [o.base for o in kept] == list(range(1, 25)), "each has seen the one before"
        assert sorted(o.by for o in kept) == sorted("甲乙丙" * 8)
        # One absence a clerk, told eight times.
        assert len(absences_told(store, DECEMBER)) == 24


def test_of_publishers_at_once_each_is_told_how_it_stands(made: str) -> None:
    workers.plan_once(made)
    # One publishes, the others find it published: the same answer, and one publication.
    assert workers.at_once(workers.publish, *[(made, 1)] * 3) == ["published 1"] * 3
    with open_store(made) as store:
        assert [e.what for e in store.events("qinyuan")] == ["draft", "published"]


def test_whoever_publishes_while_another_changes_is_told(made: str) -> None:
    for month in (DECEMBER, JANUARY):
        with open_store(made) as store:
            kit.draft(store, kit.a_month(month))
        publisher = workers.start(workers.publish, made, 1, month)
        changer = workers.start(workers.change, made, 1, "王", month)
        publisher.go()
        changer.go()
        # The change is kept whoever was first; the publication only if it was.
        told, change = publisher.result(), changer.result()
        assert change == "revision 2"
        with open_store(made) as store:
            assert whole(made, store, month) == 2
            published = store.latest_published("qinyuan", month)
        if told == "published 1":
            assert published is not None
        else:
            assert told.startswith(
                f"refused: revision 1 of qinyuan {month} is no longer the newest"
            )
            assert published is None


def test_the_publisher_of_a_stale_number_is_told(made: str) -> None:
    workers.plan_once(made)
    publisher = workers.start(workers.publish, made, 1)  # has the store open
    workers.plan_once(made)  # meanwhile someone plans anew
    publisher.go()
    assert publisher.result().startswith(
        "refused: revision 1 of qinyuan 2026-12 is no longer the newest"
    )
    with open_store(made) as store:
        latest = store.latest("qinyuan", build.DECEMBER)
    assert latest is not None
    assert (latest.number, latest.roster.status) == (2, Status.DRAFT)


def test_a_swap_is_stepped_once_by_whoever_is_first(made: str) -> None:
    workers.plan_once(made)
    with open_store(made) as store:
        store.add_swap(kit.a_swap())
    told = workers.at_once(workers.step, *((made, 1, by) for by in ("甲P2", "王主任", "李干事")))
    won = [t for t in told if not t.startswith("refused")]
    assert len(won) == 1
    with open_store(made) as store:
        winner = store.swap(1).steps[-1].by
        assert won == [f"accepted by {winner}"]
        refused = f"refused: swap 1 has moved on and this step was not saved: {winner} made it"
        assert sum(t.startswith(refused) for t in told) == 2
        assert len(store.swap(1).steps) == 2
        whole(made, store)


def test_swaps_asked_for_at_once_are_numbered_without_gaps(made: str) -> None:
    months = (DECEMBER, DECEMBER, JANUARY)  # numbers go over all months: their locks do not help
    with open_store(made) as store:
        for month in months[1:]:
            kit.draft(store, kit.a_month(month))
    numbers = workers.at_once(workers.ask, *((made, 10, month) for month in months))
    assert sorted(n for found in numbers for n in found) == list(range(1, 31))
    with open_store(made) as store:
        for month in months[1:]:
            whole(made, store, month)
