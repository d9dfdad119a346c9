"""Duty persons (值班人员): categories, what each category must show, limits of their own."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field

from roster.model.base import Frozen
from roster.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_REMINDER = 7 * 24 * 60  # minutes: a week before a duty
MIN_SERVICE_YEARS = 5  # F4 四(一)3: retired officers need five years in justice work


class Category(StrEnum):
    """人员类别, after F4 四(一)3."""

    LAWYER = "lawyer"
    LEGAL_WORKER = "legal_worker"
    RETIRED = "retired"
    ACADEMIC = "academic"
    OTHER = "other"
    WAIVER = "waiver"
    PUBLIC_POST = "public_post"


CATEGORY_NAMES: dict[Category, Text] = {
    Category.LAWYER: Text("律师", "lawyer"),
    Category.LEGAL_WORKER: Text("基层法律服务工作者", "legal worker"),
    Category.RETIRED: Text("政法机关退休人员", "retired officer"),
    Category.ACADEMIC: Text("高校法律专业师生", "academic"),
    Category.OTHER: Text("其他非公职法律事务人员", "other legal practitioner"),
    Category.WAIVER: Text("经批准放宽人员", "person admitted by waiver"),
    Category.PUBLIC_POST: Text("公职人员", "public-post person"),
}


class Person(Frozen):
    """A member of the county's pool.

    ``home`` is the site next to which the person lives or works; None is the county seat.
    ``share_percent`` scales the fair share (100 = a full share). ``counts_from`` and ``until`` bound
    the days on which the person may serve and for which a share is due. The limits ``max_*`` and
    ``min_*`` override the county's where given (unit: duties, duties, days, weekends, minutes on duty;
    days, days, minutes on duty). ``reminder`` is how many minutes before a duty the person's own feed
    reminds; None for no reminder.
    """

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    category: Category
    firm: str = ""
    certificate: str = ""
    service_years: int | None = Field(default=None, ge=0)
    qualified: bool = False
    approval_no: str = ""
    approval_until: date | None = None
    phone: str = ""
    consent_public: bool = True
    consent_phone: bool = False
    home: str | None = None
    serves_centre: bool = True
    serves_stations: bool = True
    share_percent: int = Field(default=100, ge=0, le=200)
    counts_from: date | None = None
    until: date | None = None
    max_week: int | None = Field(default=None, ge=0)
    max_month: int | None = Field(default=None, ge=0)
    max_consecutive: int | None = Field(default=None, ge=1)
    max_weekends: int | None = Field(default=None, ge=0)
    max_minutes: int | None = Field(default=None, ge=0)
    min_consecutive: int | None = Field(default=None, ge=1)
    min_days_off: int | None = Field(default=None, ge=1)
    min_minutes: int | None = Field(default=None, ge=0)
    reminder: int | None = Field(default=None, ge=1, le=MAX_REMINDER)

    @property
    def paid(self) -> bool:
        """Public-post persons serve without subsidy (F4: 公职人员值班的,不予发放补贴)."""
        return self.category is not Category.PUBLIC_POST

    def active_on(self, day: date) -> bool:
        """Whether the person belongs to the pool on that day."""
        return (self.counts_from is None or self.counts_from <= day) and (
            self.until is None or day <= self.until
        )

    def disqualified(self, day: date) -> Text | None:
        """Why the person's category does not entitle them to serve on that day; None when it does."""
        if not self.active_on(day):
            return Text("不在值班人员库有效期内", "not in the pool on that day")
        if self.category is Category.RETIRED and (self.service_years or 0) < MIN_SERVICE_YEARS:
            return Text(
                f"政法工作年限不满{MIN_SERVICE_YEARS}年",
                f"fewer than {MIN_SERVICE_YEARS} years of justice work",
            )
        if self.category is Category.ACADEMIC and not self.qualified:
            return Text("未通过法律职业资格考试", "has not passed the legal qualification exam")
        if self.category is Category.WAIVER:
            if not self.approval_no:
                return Text("放宽条件未经批准", "the waiver has no approval")
            if self.approval_until is None or day > self.approval_until:
                until = self.approval_until
                shown = day_text(until) if until else Text("未填", "missing")
                return Text(f"放宽批准已过期（{shown.zh}）", f"the waiver expired ({shown.en})")
        return None


def distinct_names(names: Mapping[str, str]) -> dict[str, str]:
    """Each id's name; namesakes are told apart by their ids."""
    count = Counter(names.values())
    return {i: name if count[name] == 1 else f"{name}（{i}）" for i, name in names.items()}
