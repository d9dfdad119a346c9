"""The county's settings (规则 sheet): each field's title is the Chinese name the clerk writes.

The sheet's reader and docs/inputs.md are driven by these fields; a new setting is a new field here.
Weights of single rules are written 权重:<rule's Chinese name> and are kept in ``weights`` by rule key.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, field_validator

from roster.model.base import Frozen
from roster.model.levels import LOWER_LEVELS, Level
from roster.model.rules import RULE_BY_KEY, Rule, least_weight, may_count_in


class FairWindow(StrEnum):
    """Over which time duties are shared out evenly."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class WeekendMarkets(StrEnum):
    """Whether a station that prefers markets may open on one that is on no workday."""

    CLOSED = "closed"
    OPEN = "open"


class Settings(Frozen):
    """All settings of a county, with the defaults of docs/policy.md."""

    county_id: str = Field(
        title="县区代码",
        pattern=r"^[a-z][a-z0-9-]{1,30}$",
        description="short latin name, used for folders and on the command line",
    )
    county: str = Field(title="县区名称", min_length=1, description="name of the county (沁源县)")
    city: str = Field(default="", title="所属市", description="name of the city above it")
    bureau: str = Field(
        title="发布单位", min_length=1, description="the bureau that signs notices (沁源县司法局)"
    )
    hotline: str = Field(
        default="12348", title="咨询热线", description="hotline printed on notices"
    )
    supervision_phone: str = Field(
        default="",
        title="监督电话",
        description="the bureau's supervision line, printed on notices",
    )
    service: str = Field(
        default="解答法律咨询，引导申请法律援助、公证、调解",
        title="服务内容",
        description="scope of the service, printed on notices",
    )
    notice_url: str = Field(
        default="",
        title="公示网址",
        pattern=r"^(https?://\S+)?$",
        description="page with the current notices; becomes the QR code; no QR code where empty",
    )
    duty_phone: str = Field(
        default="",
        title="值班联系电话",
        description="the bureau's line for persons on duty; in their own calendar feeds only",
    )
    bring: str = Field(
        default="",
        title="携带事项",
        description="what to bring on duty; in the persons' own calendar feeds only",
    )
    feed_url: str = Field(
        default="",
        title="日历网址",
        pattern=r"^(https?://[^\s/?#]+(/[^\s?#]*)?)?$",
        description="where roster serve-feeds is reached from outside; the secret addresses begin with it",
    )
    uid_domain: str = Field(
        default="roster.invalid",
        title="日历域名",
        pattern=r"^[a-z0-9.-]+$",
        description="domain that ends the identifiers of calendar entries",
    )
    notice_lead_workdays: int = Field(
        default=3,
        ge=0,
        le=20,
        title="提前公示工作日数",
        description="workdays between publication and the first duty",
    )

    freeze_days: int = Field(
        default=1,
        ge=0,
        le=14,
        title="冻结天数",
        description="days, the day of a change included, on which a published roster no longer moves",
    )

    fair_window: FairWindow = Field(
        default=FairWindow.YEAR,
        title="公平统计周期",
        description="月 / 季度 / 年: over which duties are shared evenly",
    )
    load_full: int = Field(
        default=2,
        ge=1,
        le=10,
        title="负荷:中心全天",
        description="load points of a full day at the centre",
    )
    load_half: int = Field(
        default=1,
        ge=1,
        le=10,
        title="负荷:中心半天",
        description="load points of half a day at the centre",
    )
    load_station: int = Field(
        default=2,
        ge=1,
        le=10,
        title="负荷:站点一次",
        description="load points of one station duty (half a day and the road)",
    )

    max_day: int = Field(
        default=1, ge=1, le=2, title="每人每日上限", description="duties a person a day"
    )
    max_week: int = Field(
        default=3, ge=1, le=14, title="每人每周上限", description="duties a person a week"
    )
    max_month: int | None = Field(
        default=None,
        ge=1,
        le=62,
        title="每人每月上限",
        description="duties a person a month; no limit where empty",
    )
    max_consecutive: int = Field(
        default=3, ge=1, le=31, title="连续值班天数上限", description="days in a row with a duty"
    )
    rest_days: int = Field(
        default=0,
        ge=0,
        le=14,
        title="值班间隔天数",
        description="free days between two days with a duty",
    )
    min_consecutive: int = Field(
        default=1,
        ge=1,
        le=31,
        title="最少连续值班天数",
        description="days in a row with a duty, once there is one; what is short is a penalty",
    )
    min_days_off: int = Field(
        default=1,
        ge=1,
        le=31,
        title="最少连休天数",
        description="days in a row without a duty, between two with one; short is a penalty",
    )
    max_weekends: int | None = Field(
        default=None,
        ge=0,
        le=6,
        title="每人周末上限",
        description="weekends a month with a duty on Saturday or Sunday; no limit where empty",
    )
    max_hours: int | None = Field(
        default=None,
        ge=1,
        le=744,
        title="每人每月最多小时",
        description="hours on duty a person a month, by the sites' hours; no limit where empty",
    )
    min_hours: int | None = Field(
        default=None,
        ge=1,
        le=744,
        title="每人每月最少小时",
        description="hours on duty a person a month at least; what is short is a penalty",
    )
    budget: int | None = Field(
        default=None,
        ge=0,
        title="月度补贴预算",
        description="yuan of subsidy a month; no cap where empty",
    )
    pay_centre: int = Field(
        default=200,
        ge=0,
        title="中心补贴标准",
        description="yuan a person a day at the centre (F4 五(二)1)",
    )
    pay_station: int = Field(
        default=300,
        ge=0,
        title="站点补贴标准",
        description="yuan a person a visit at a station (F4 五(二)1)",
    )

    year_target: int | None = Field(
        default=None,
        ge=1,
        title="年度咨询任务",
        description="consultations (人次) that the city asks of the county in a year; for roster forecast",
    )
    year_budget: int | None = Field(
        default=None,
        ge=0,
        title="年度补贴预算",
        description="yuan of subsidy a year; for roster forecast and roster demand, caps no plan",
    )

    weekend_markets: WeekendMarkets = Field(
        default=WeekendMarkets.CLOSED,
        title="周末集市",
        description="不开 / 可开: may stations with 逢集优先 open on markets on weekends and holidays",
    )
    level_order: tuple[Level, ...] = Field(
        default=LOWER_LEVELS,
        title="层级顺序",
        description="order of the lower levels: 公平,规律,意愿,路途",
    )
    weights: dict[str, int] = Field(
        default_factory=dict,
        title="权重",
        description="weight of a rule inside its level, written 权重:<rule>, e.g. 权重:不同面孔",
    )
    levels: dict[str, Level] = Field(
        default_factory=dict,
        title="层级",
        description="level in which a rule counts, written 层级:<rule>, e.g. 层级:不同面孔",
    )

    def weight_of(self, rule: Rule) -> int:
        """The rule's weight inside its level."""
        return self.weights.get(rule.key, rule.weight)

    @field_validator("level_order")
    @classmethod
    def _each_lower_level_once(cls, value: tuple[Level, ...]) -> tuple[Level, ...]:
        if sorted(value) != sorted(LOWER_LEVELS):
            raise ValueError(f"the order must hold each of {', '.join(LOWER_LEVELS)} once")
        return value

    @field_validator("weights")
    @classmethod
    def _weights_of_scored_rules(cls, value: dict[str, int]) -> dict[str, int]:
        for key, weight in value.items():
            rule = RULE_BY_KEY.get(key)
            if rule is None or not rule.weighable:
                raise ValueError(f"no scored rule {key!r}")
            if weight < least_weight(rule):
                raise ValueError(f"weight {weight} of {key} is too small")
        return dict(sorted(value.items()))

    @field_validator("levels")
    @classmethod
    def _levels_of_scored_rules(cls, value: dict[str, Level]) -> dict[str, Level]:
        for key, level in value.items():
            rule = RULE_BY_KEY.get(key)
            if rule is None or not may_count_in(rule, level):
                raise ValueError(f"{key!r} cannot count in level {level}")
        moved = {key for key, level in value.items() if level is not RULE_BY_KEY[key].level}
        return {key: value[key] for key in sorted(moved)}
