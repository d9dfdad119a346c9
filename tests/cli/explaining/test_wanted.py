"""What roster explain … what-if refuses: one thing asked twice, too much, and what is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import MONTH

if TYPE_CHECKING:
    from tests.cli.desk import Desk

EXPLAIN = ("explain", "qinyuan", *MONTH)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("--budget -10%", "--budget 18000"),
        ("--weekly 郭道镇", "--frequency 郭道=每周2次"),
        ("--leaves 李喆", "--leaves P1=12-15"),
        ("--away 王垚=8", "--away 王垚=8..8"),
        ("--limit 每人每周上限=2", "--limit 每人每周上限=4"),
        ("--limit 李喆=2", "--limit P1=4"),
    ],
)
def test_one_thing_is_asked_once(planned: Desk, first: str, second: str) -> None:
    run = planned.run(*EXPLAIN, *first.split(), *second.split())
    assert (run.code, run.err) == (2, f"“{first}”和“{second}”改的是同一项，只写一个\n")


def test_a_second_leave_and_a_second_newcomer_are_other_things(planned: Desk) -> None:
    out = planned.done(
        *EXPLAIN, "--away", "王垚=8", "--away", "王垚=10", "--add", "律师", "--add", "律师",
        "--time-limit", "1",
    )  # fmt: skip
    assert (
        "王垚12月8日（星期二）请假；王垚12月10日（星期四）请假；增加一名律师；增加一名律师" in out
    )


def test_no_more_than_the_budget_can_be_taken_away(planned: Desk) -> None:
    run = planned.run(*EXPLAIN, "--budget", "-200%")
    assert (run.code, run.err) == (2, "预算“-200%”减得太多，最多 -100%\n")
    run = planned.run(*EXPLAIN, "--budget", "-100%", "--time-limit", "1")
    assert "假如：补贴预算为0元（没有设预算" in run.out
    assert "指定 李喆 12月4日" in run.err  # a pinned duty costs something


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (("负担", "李喆", "多余"), "“负担”的问题里多了：多余"),
        (("缺口", "中心", "郭道镇", "8"), "“缺口”的问题里多了：郭道镇 8"),
        (("班", "中心", "8", "李喆", "王垚"), "“班”的问题里多了：王垚"),
        (("假如", "李喆", "--budget", "-10%"), "“假如”的问题里多了：李喆"),
        (("duty", "中心", "8", "--weekly", "郭道镇", "--budget", "9"),
         "“duty”的问题里多了：--weekly --budget"),
        (("load", "--add", "律师"), "“load”的问题里多了：--add"),
    ],
)  # fmt: skip
def test_too_much_in_a_question_is_named(
    planned: Desk, question: tuple[str, ...], told: str
) -> None:
    run = planned.run(*EXPLAIN, *question)
    assert (run.code, run.err) == (2, f"{told}\n")
