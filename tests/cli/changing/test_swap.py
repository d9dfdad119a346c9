from __future__ import annotations

from typing import TYPE_CHECKING

import roster.cli.changing.swap as swap_module
from roster.errors import StaleError
from roster.model.changes import Edited
from roster.model.swaps import Swap, SwapState
from roster.store import Store, open_store
from roster.text import Text
from tests.build import duty
from tests.cli import byhand

if TYPE_CHECKING:
    import pytest

    from tests.cli.desk import Desk

BY = ("--by", "王会计")
ASK = ("swap", "ask", "甲P1", "2026-12-09", "--with", "甲P3", *BY)
RETURN = ("--return", "2026-12-15 中心")
WHAT = "第1号换班：甲P112月9日（星期三）中心全天 → 甲P3"


def kept(number: int = 1) -> Swap:
    """The swap as the store has it."""
    with open_store("sqlite:///roster.db") as store:
        return store.swap(number)


def test_asked_accepted_approved(published: Desk) -> None:
    assert published.done(*ASK, *RETURN, "--reason", "开会") == (
        f"{WHAT}；还12月15日（星期二）中心全天。待对方同意。\n"
    )
    out = published.done("swap", "accept", "1", "--as", "甲P3", *BY)
    assert out.endswith("。待审批。\n")
    out = published.done("swap", "approve", "1", *BY)
    assert "  排上 甲P3 12月9日（星期三）中心全天\n" in out
    assert "第2版（草稿）已保存" in out
    assert out.endswith("。已批准。\n")
    revision, swap = byhand.newest(), kept()
    assert {duty("P3", "C", 9), duty("P1", "C", 15)} < {*revision.roster.duties}
    [edited] = revision.origin.changes
    assert isinstance(edited, Edited)
    assert (edited.kind, revision.origin.base, revision.origin.by) == ("swap", 1, "王会计")
    assert revision.origin.why == "换班第1号"
    assert [(s.state, s.by) for s in swap.steps] == [
        (SwapState.ASKED, "王会计（代甲P1）"),
        (SwapState.ACCEPTED, "王会计（代甲P3）"),
        (SwapState.APPROVED, "王会计"),
    ]
    published.publish()


def test_an_offer_lists_the_eligible_and_anybody_takes_it(published: Desk) -> None:
    out = published.done("swap", "offer", "甲P2", "2026-12-08", "中心", *BY)
    # P3 is at S that morning, P4 in court, P5 serves no centre
    assert out.splitlines() == [
        "第1号换班：甲P212月8日（星期二）中心全天 → 谁来都行。待认领。",
        "  来得了，最合适的在前：甲P1",
        "  批准时写明理由才行：甲P4",
    ]
    out = published.done("swap", "accept", "1", "--as", "甲P4", *BY)
    assert out.splitlines()[1] == ("  批准时须写理由：甲P412月8日（星期二）中心全天：请假（开庭）")
    run = published.run("swap", "approve", "1", *BY)
    assert (run.code, run.err.splitlines()[-1]) == (1, "  · 写明理由即可批准")
    assert byhand.newest().number == 1
    out = published.done("swap", "approve", "1", "--reason", "庭审改期", *BY)
    assert "例外：甲P412月8日" in out
    assert byhand.newest().origin.why == "庭审改期"


def test_an_offer_that_nobody_can_take(published: Desk) -> None:
    out = published.done("swap", "offer", "甲P5", "2026-12-15")
    assert out.splitlines()[1].startswith("  来得了，最合适的在前：")
    of = byhand.county()
    alone = type(of)(
        **{name: getattr(of, name) for name in type(of).model_fields}
        | {"people": of.people[:1], "leaves": ()}
    )
    byhand.save(alone, [duty("P1", "C", 9)])
    out = published.done("swap", "offer", "甲P1", "2026-12-09")
    assert out.endswith("  没有人来得了。\n")


def test_declined_withdrawn_refused(published: Desk) -> None:
    published.done(*ASK)
    assert published.done("swap", "decline", "1", "--as", "甲P3", *BY).endswith("对方未同意。\n")
    published.done(*ASK)
    assert published.done("swap", "withdraw", "2", "--as", "甲P1", *BY).endswith("已撤回。\n")
    published.done(*ASK)
    out = published.done("swap", "refuse", "3", "--reason", "人手不够", *BY)
    assert out.endswith("未批准。\n")
    published.done(*ASK)
    assert published.done("swap", "withdraw", "4", *BY).endswith("已撤回。\n")
    published.done(*ASK)
    assert published.done("swap", "decline", "5", *BY).endswith("对方未同意。\n")
    assert byhand.newest().number == 1


def test_refusals_change_nothing(published: Desk) -> None:
    published.done(*ASK)
    for words, told in (
        (ASK, "不能换班：12月9日（星期三）中心全天已有第1号换班（待对方同意）\n"),
        (("swap", "approve", "1"), "不能换班：第1号现在是“待对方同意”\n"),
        (("swap", "accept", "1", "--as", "甲P2"), "不能换班：问的是甲P3，不是甲P2\n"),
        (("swap", "withdraw", "1", "--as", "甲P2"), "不能换班：只有甲P1可以撤回\n"),
    ):
        run = published.run(*words)
        assert (run.code, run.out, run.err) == (1, "", told)
    assert len(kept().steps) == 1


def test_what_is_not_understood(published: Desk) -> None:
    for words, told in (
        (("swap", "accept", "7", "--as", "甲P3"), "没有第7号换班申请"),
        (("swap", "ask", "甲P1", "12-09", "--with", "甲P3"), "里没有日期"),
        (("swap", "ask", "甲P1", "2026-12-15", "--with", "甲P3"), "没有这一班"),
        ((*ASK, "--return", "2026-11-30"), "还的班须在2026-12之内"),
        ((*ASK, "--return", ""), "里没有日期"),
        ((*ASK, "--return", "2026-12-16"), "甲P312月16日（星期三）没有这一班"),
        (("swap",), "用法：roster swap"),
    ):
        run = published.run(*words)
        assert told in (run.err if words != ("swap",) else run.out)
        assert run.code == (0 if words == ("swap",) else 2)


def test_an_expired_swap_is_closed_by_the_next_step(published: Desk) -> None:
    published.done(*ASK)
    late = ("--on", "2026-12-09")
    assert published.done("swap", "list", *late) == "没有换班。\n"
    out = published.done("swap", "list", "--all", *late)
    assert out.endswith("  已过期：12月9日（星期三）中心全天临近，不再换班\n")
    assert kept().state is SwapState.ASKED  # looking writes nothing
    run = published.run("swap", "accept", "1", "--as", "甲P3", *late)
    assert (run.code, run.err) == (
        1,
        "不能换班：第1号已过期：12月9日（星期三）中心全天临近，不再换班\n",
    )
    assert kept().state is SwapState.EXPIRED


def test_the_list(published: Desk) -> None:
    assert published.done("swap", "list") == "没有换班。\n"
    published.done(*ASK)
    published.done("swap", "withdraw", "1", "--reason", "算了", *BY)
    published.done(*ASK)
    assert published.done("swap", "list", "--month", "2026-12") == (
        f"{WHAT.replace('1号', '2号', 1)}。待对方同意。\n"
    )
    assert published.done("swap", "list", "--month", "2026-11") == "没有换班。\n"
    assert published.done("--lang", "en", "swap", "list", "--all").splitlines() == [
        "swap no. 1: 甲P1, Wed 9 Dec, the centre, full day → 甲P3. Withdrawn.",
        "  2026-11-20 17:00 王会计（代甲P1）: waiting for the other person",
        "  2026-11-20 17:00 王会计（代甲P1）: withdrawn (算了)",
        "swap no. 2: 甲P1, Wed 9 Dec, the centre, full day → 甲P3. Waiting for the other person.",
        "  2026-11-20 17:00 王会计（代甲P1）: waiting for the other person",
    ]


def test_a_draft_that_was_saved_without_its_step_is_not_made_twice(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.done(*ASK)
    published.done("swap", "accept", "1", "--as", "甲P3")
    stale = StaleError(Text("有人先了一步", "somebody was there first"))

    def late(store: Store, swap: Swap) -> Swap:
        raise stale

    with monkeypatch.context() as patched:
        patched.setattr(Store, "step_swap", late)
        run = published.run("swap", "approve", "1")
    assert (run.code, run.err) == (1, "有人先了一步\n")
    assert (byhand.newest().number, kept().state) == (2, SwapState.ACCEPTED)
    assert published.done("swap", "approve", "1").endswith("。已批准。\n")
    assert byhand.newest().number == 2


def test_the_roster_changed_while_it_was_approved(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.done(*ASK)
    published.done("swap", "accept", "1", "--as", "甲P3")
    keep = swap_module.keep

    def slow(*arguments: object, **options: object) -> object:
        byhand.save(byhand.county())
        return keep(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(swap_module, "keep", slow)
    run = published.run("swap", "approve", "1")
    assert run.code == 1
    assert "第2版" in run.err
    assert kept().state is SwapState.ACCEPTED
