"""Who may serve: F4 四(一)3."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roster.model.people import CATEGORY_NAMES, MIN_SERVICE_YEARS, Category
from roster.text import Text
from tests.build import day, person

ON = day(8)


def test_every_category_has_its_name() -> None:
    assert set(CATEGORY_NAMES) == set(Category)
    assert len({name.zh for name in CATEGORY_NAMES.values()}) == len(Category)
    assert len({name.en for name in CATEGORY_NAMES.values()}) == len(Category)


@pytest.mark.parametrize("category", Category)
def test_all_but_public_post_persons_are_paid(category: Category) -> None:
    # F4: 公职人员值班的,不予发放补贴
    assert person("P1", category=category).paid is (category is not Category.PUBLIC_POST)


def test_retired_officers_need_five_years() -> None:
    # docs/policy.md: at least five years in public security, trial, prosecution or administration
    assert MIN_SERVICE_YEARS == 5


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"category": Category.RETIRED, "service_years": 5}, None),
        (
            {"category": Category.RETIRED, "service_years": 4},
            Text("政法工作年限不满5年", "fewer than 5 years of justice work"),
        ),
        (
            {"category": Category.RETIRED},
            Text("政法工作年限不满5年", "fewer than 5 years of justice work"),
        ),
        (
            {"category": Category.ACADEMIC},
            Text("未通过法律职业资格考试", "has not passed the legal qualification exam"),
        ),
        ({"category": Category.ACADEMIC, "qualified": True}, None),
        ({"category": Category.WAIVER}, Text("放宽条件未经批准", "the waiver has no approval")),
        (
            {"category": Category.WAIVER, "approval_no": "1号"},
            Text("放宽批准已过期（未填）", "the waiver expired (missing)"),
        ),
        (
            {"category": Category.WAIVER, "approval_no": "1号", "approval_until": day(7)},
            Text("放宽批准已过期（12月7日）", "the waiver expired (7 Dec)"),
        ),
        ({"category": Category.WAIVER, "approval_no": "1号", "approval_until": ON}, None),
        ({"counts_from": day(9)}, Text("不在值班人员库有效期内", "not in the pool on that day")),
        ({"until": day(7)}, Text("不在值班人员库有效期内", "not in the pool on that day")),
        ({"counts_from": ON, "until": ON}, None),
    ],
)
def test_why_a_person_may_not_serve(changes: dict[str, Any], reason: Text | None) -> None:
    assert person("P1", **changes).disqualified(ON) == reason


@pytest.mark.parametrize(
    "changes",
    [
        {"id": ""},
        {"name": ""},
        {"category": "judge"},
        {"service_years": -1},
        {"share_percent": 201},
        {"share_percent": -1},
        {"max_week": -1},
        {"max_month": -1},
        {"max_consecutive": 0},
        {"nickname": "老王"},
    ],
)
def test_nonsense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        person("P1", **changes)
