"""What each particular of a person, a site, a demand is called; a changed one is told as it was and is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roster.model.demand import Frequency
from roster.model.people import CATEGORY_NAMES, Category
from roster.model.sites import SESSION_NAMES, Session
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roster.model.base import Frozen

PERSON_FIELDS = {
    "name": Text("姓名", "name"),
    "category": Text("人员类别", "category"),
    "firm": Text("执业机构", "firm"),
    "certificate": Text("证号", "certificate"),
    "service_years": Text("政法工作年限", "years of justice work"),
    "qualified": Text("通过法考", "passed the exam"),
    "approval_no": Text("批准文号", "approval"),
    "approval_until": Text("批准有效期", "approval until"),
    "phone": Text("电话", "phone"),
    "consent_public": Text("同意公示", "consent to publication"),
    "consent_phone": Text("同意公示电话", "consent to publish the phone"),
    "home": Text("常驻地", "home"),
    "serves_centre": Text("可值中心", "serves at the centre"),
    "serves_stations": Text("可值站点", "serves at stations"),
    "share_percent": Text("承担比例（%）", "share (%)"),
    "counts_from": Text("到任日期", "first day"),
    "until": Text("离任日期", "last day"),
    "max_week": Text("每周上限", "duties a week"),
    "max_month": Text("每月上限", "duties a month"),
    "max_consecutive": Text("连续上限", "days in a row"),
    "max_weekends": Text("周末上限", "weekends a month"),
    "max_minutes": Text("每月最多分钟", "minutes a month at most"),
    "min_consecutive": Text("最少连续", "days in a row at least"),
    "min_days_off": Text("最少连休", "days off in a row at least"),
    "min_minutes": Text("每月最少分钟", "minutes a month at least"),
    "reminder": Text("日历提醒（分钟）", "reminder (minutes)"),
}
SITE_FIELDS = {
    "name": Text("名称", "name"),
    "title": Text("全称", "title"),
    "kind": Text("类型", "kind"),
    "address": Text("地址", "address"),
    "phone": Text("电话", "phone"),
    "morning": Text("上午时间", "morning hours"),
    "afternoon": Text("下午时间", "afternoon hours"),
    "minutes_from_seat": Text("距县城车程（分钟）", "minutes from the seat"),
    "market": Text("逢集", "market"),
    "fairs": Text("庙会", "fairs"),
    "latitude": Text("纬度", "latitude"),
    "longitude": Text("经度", "longitude"),
    "population": Text("常住人口", "population"),
}
DEMAND_FIELDS = {
    "frequency": Text("频次", "frequency"),
    "persons": Text("人数", "persons"),
    "session": Text("时段", "session"),
    "sessions": Text("时段", "sessions"),
    "weekdays": Text("可选星期", "weekdays"),
    "usual_weekday": Text("惯常星期", "usual weekday"),
    "min_gap": Text("最小间隔", "days between at least"),
    "max_gap": Text("最大间隔", "days between at most"),
    "categories": Text("可派类别", "categories"),
    "prefer_market": Text("逢集优先", "prefers markets"),
    "since": Text("频次起算日", "frequency since"),
    "spare": Text("可多排", "more than wanted"),
    "short_price": Text("缺岗权重", "price of one missing"),
    "over_price": Text("多排权重", "price of one more"),
}
WORKED_OUT = frozenset(
    {"id", "site", "market_days", "fair_days"}
)  # these follow from others, or name it
NO_VALUE = Text("空", "empty")
ANY = Text("不限", "any")


def changed_fields(old: Frozen, new: Frozen, known: Mapping[str, Text]) -> Iterator[Text]:
    """Each field that differs, as it was and is."""
    for field in type(new).model_fields:
        was, now = getattr(old, field), getattr(new, field)
        if was != now and field not in WORKED_OUT:
            (a, b), name = (value_text(was, field), value_text(now, field)), known[field]
            yield Text(f"{name.zh} {a.zh} → {b.zh}", f"{name.en} {a.en} → {b.en}")


def value_text(value: object, field: str = "") -> Text:
    """A field's value as people say it."""
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, Category):
        return CATEGORY_NAMES[value]
    if isinstance(value, Session):
        return SESSION_NAMES[value]
    if isinstance(value, Frequency):
        return value.text
    if isinstance(value, date):
        return Text(value.isoformat(), value.isoformat())
    if field == "weekdays" and isinstance(value, tuple):
        zh = "、".join(WEEKDAYS_ZH[day - 1] for day in value)
        return Text(zh, ", ".join(WEEKDAYS_EN[day - 1] for day in value))
    if field == "usual_weekday" and isinstance(value, int):
        return Text(f"星期{WEEKDAYS_ZH[value - 1]}", WEEKDAYS_EN[value - 1])
    if field in ("categories", "sessions") and isinstance(value, tuple):
        return join((value_text(each) for each in value), zh="、", en=", ") if value else ANY
    return NO_VALUE if value in ("", None, (), {}) else Text(str(value), str(value))
