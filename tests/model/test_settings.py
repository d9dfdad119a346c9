"""The settings' defaults are those of docs/policy.md; nonsense is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roster.model.levels import LOWER_LEVELS, Level
from roster.model.settings import FairWindow, Settings
from tests.build import settings


def test_defaults() -> None:
    given = settings()
    assert given.notice_lead_workdays == 3  # docs/policy.md: 3 workdays before the first duty
    assert (given.pay_centre, given.pay_station) == (200, 300)  # F4 五(二)1
    assert given.hotline == "12348"
    assert (given.max_day, given.max_week, given.max_month) == (1, 3, None)
    assert (given.max_consecutive, given.rest_days, given.budget) == (3, 0, None)
    assert given.fair_window is FairWindow.YEAR
    assert given.level_order == LOWER_LEVELS
    assert given.weights == given.levels == {}
    assert (given.min_consecutive, given.min_days_off) == (1, 1)  # any stretch will do
    assert given.max_weekends is given.max_hours is given.min_hours is None


def test_every_setting_has_a_chinese_title_of_its_own_and_is_described() -> None:
    fields = Settings.model_fields.values()
    titles = [field.title for field in fields]
    assert all(title and not title.isascii() for title in titles)
    assert len(set(titles)) == len(titles)
    assert all(field.description for field in fields)


@pytest.mark.parametrize(
    "changes",
    [
        {"county_id": "Qinyuan"},
        {"county_id": "../x"},
        {"county_id": "q"},
        {"county": ""},
        {"bureau": ""},
        {"notice_url": "ftp://example.org"},
        {"notice_url": "https://example.org/a b"},
        {"uid_domain": "例.cn"},
        {"notice_lead_workdays": -1},
        {"max_day": 3},
        {"max_week": 0},
        {"rest_days": 15},
        {"budget": -1},
        {"level_order": ("fairest",)},
        {"colour": "red"},
        {"level_order": ("fairness", "fairness", "wishes", "travel")},
        {"weights": {"max_week": 1}},  # hard rules have no weight
        {"weights": {"nonsense": 1}},
        {"weights": {"faces": -1}},
        {"weights": {"floor_short": 0}},  # the monthly floor cannot be switched off
        {"levels": {"faces": "nonsense"}},
        {"levels": {"nonsense": "cover"}},
        {"levels": {"max_week": "cover"}},  # hard rules stay hard
        {"levels": {"faces": "hard"}},  # and others never become so
        {"levels": {"centre_short": "demand"}},  # cover stays above all
    ],
)
def test_nonsense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**changes)


def test_a_rule_that_counts_where_the_book_says_is_not_moved() -> None:
    levels = {"off_preferred": Level.WISHES, "faces": Level.DEMAND, "centre_short": Level.COVER}
    assert settings(levels=levels).levels == {"faces": Level.DEMAND}
