"""The sheet 规则, driven by the fields of the model's Settings."""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any

from roster.io.fields import Field, FieldError, choice, integer, narrow, text
from roster.io.report import alike
from roster.io.sheets.setting_words import understand_value
from roster.model.levels import LEVEL_NAMES, LOWER_LEVELS, Level
from roster.model.rules import (
    RULE_BY_KEY,
    RULES,
    Rule,
    least_weight,
    level_name,
    may_count_in,
    weight_name,
)
from roster.model.settings import FairWindow, Settings, WeekendMarkets
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo

    from roster.io.rows import Row, SheetRows

MAX_WEIGHT = 1000
_LISTED = Text("所有设置见 docs/inputs.md", "all settings are listed in docs/inputs.md")
FAIR_WINDOWS = {
    "月": FairWindow.MONTH,
    "季度": FairWindow.QUARTER,
    "年": FairWindow.YEAR,
}
WEEKEND_MARKETS = {"不开": WeekendMarkets.CLOSED, "可开": WeekendMarkets.OPEN}
CHOICES: dict[type, dict[str, Any]] = {
    FairWindow: FAIR_WINDOWS,
    WeekendMarkets: WEEKEND_MARKETS,
}


def settings_fields() -> dict[str, tuple[str, FieldInfo]]:
    """Every setting but the weights and levels of rules: Chinese name, name in Settings, field."""
    return {
        str(info.title): (key, info)
        for key, info in Settings.model_fields.items()
        if key not in ("weights", "levels")
    }


def weight_fields() -> dict[str, str]:
    """The name of every weight (权重:不同面孔), and the key of the soft rule it weighs."""
    return {weight_name(rule): rule.key for rule in RULES if rule.weighable}


def level_fields() -> dict[str, str]:
    """The name of every setting that moves a rule to another level (层级:不同面孔), and the rule's key."""
    return {level_name(rule): rule.key for rule in RULES if may_count_in(rule, Level.DEMAND)}


def level_field(rule: Rule) -> Field:
    """One of the levels in which the rule may count."""
    return choice(
        {name.zh: level for level, name in LEVEL_NAMES.items() if may_count_in(rule, level)}
    )


def field_of(info: FieldInfo) -> Field:
    """How the cell of a setting is read, by the type and bounds of its field in Settings."""
    kinds = set(typing.get_args(info.annotation)) - {types.NoneType} or {info.annotation}
    if int in kinds:
        return integer(*_bounds(info))
    for kind in kinds & set(CHOICES):
        return choice(CHOICES[kind])
    if info.default == LOWER_LEVELS:
        form = Text("四个层级，以“,”分隔", "the four levels, separated by ,")
        return Field(_level_order, form, levels_written)
    return Field(text, Text("文字", "text"))


def field_of_setting(name: str) -> Field | None:
    """How the cell 值 beside this setting is read; None where there is no such setting."""
    fields, rules, moved = settings_fields(), weight_fields(), level_fields()
    if name in rules:
        return integer(least_weight(RULE_BY_KEY[rules[name]]), MAX_WEIGHT)
    if name in moved:
        return level_field(RULE_BY_KEY[moved[name]])
    return field_of(fields[name][1]) if name in fields else None


def levels_written(levels: Iterable[Level]) -> str:
    """An order of levels as a clerk writes it: 公平,规律,意愿,路途."""
    return ",".join(LEVEL_NAMES[level].zh for level in levels)


def default_written(info: FieldInfo) -> Any:
    """A setting's default as a clerk would write it; blank where there is none."""
    if info.is_required() or info.default is None:
        return ""
    return field_of(info).written(info.default)


def _bounds(info: FieldInfo) -> tuple[int, int | None]:
    least = next((m.ge for m in info.metadata if hasattr(m, "ge")), 0)
    most = next((m.le for m in info.metadata if hasattr(m, "le")), None)
    return least, most


def _level_order(cell: object) -> tuple[Level, ...]:
    by_name = {LEVEL_NAMES[level].zh: level for level in LOWER_LEVELS}
    words = narrow(str(cell)).replace("、", ",").replace(" ", "").split(",")
    if sorted(words) != sorted(by_name):
        raise FieldError(
            Text("层级顺序须含四个层级各一次", "the order must hold each of the four levels once"),
            Text(f"如 {','.join(by_name)}", f"such as {','.join(by_name)}"),
        )
    return tuple(by_name[word] for word in words)


def read_settings(sheet: SheetRows) -> Settings | None:
    """The county's settings; None, and the reasons in the report, where they cannot be made."""
    found: dict[str, Any] = {}
    weights: dict[str, int] = {}
    levels: dict[str, Level] = {}
    seen: dict[str, int] = {}
    for row in sheet:
        if row["设置"] is None:
            continue
        name = narrow(row["设置"]).replace(" ", "")
        if seen.setdefault(name, row.number) != row.number:
            row.blame(
                "设置",
                Text(f"第{seen[name]}行已有该设置", f"row {seen[name]} already has this setting"),
                Text("只留一行", "keep one"),
            )
        understand_value(row, name)
        _read(row, name, found, weights, levels)
    _check_all_there(sheet, seen)
    if not sheet.complete or not all(row.sound for row in sheet):
        return None
    ordered = {key: weights[key] for key in weight_fields().values() if key in weights}
    return Settings(**found, weights=ordered, levels=levels)


def _read(
    row: Row,
    name: str,
    found: dict[str, Any],
    weights: dict[str, int],
    levels: dict[str, Level],
) -> None:
    fields, rules, moved = settings_fields(), weight_fields(), level_fields()
    if name in rules:
        if row.need("值"):
            value = _parsed(row, integer(least_weight(RULE_BY_KEY[rules[name]]), MAX_WEIGHT))
            if value is not None:
                weights[rules[name]] = value
    elif name in moved:
        if row.need("值"):
            level = _parsed(row, level_field(RULE_BY_KEY[moved[name]]))
            if level is not None:
                levels[moved[name]] = level
    elif name in fields:
        key, info = fields[name]
        if not row.filled("值"):
            if info.is_required():
                row.need("值")
            return
        value = _parsed(row, field_of(info))
        if value is not None and _fits(row, key, info, value):
            found[key] = value
    else:
        row.blame(
            "设置",
            Text("未知的设置", "the setting is not known"),
            alike(name, (*fields, *rules, *moved), _LISTED),
        )


def _parsed(row: Row, field: Field) -> Any:
    if row["值"] is None:  # broken and already reported
        return None
    try:
        return field.parse(row["值"])
    except FieldError as error:
        row.blame("值", error.message, error.remedy)
        return None


def _fits(row: Row, key: str, info: FieldInfo, value: Any) -> bool:
    """Whether a text has the form its field asks for; if not, that is reported."""
    pattern = next((m.pattern for m in info.metadata if hasattr(m, "pattern")), None)
    if pattern is None or re.fullmatch(pattern, value):
        return True
    row.blame("值", Text("格式不对", "this has the wrong form"), FORMS[key])
    return False


FORMS = {
    "county_id": Text(
        "填小写字母开头的拼音代码，如 qinyuan",
        "write a code of lower-case letters, digits and -, such as qinyuan",
    ),
    "notice_url": Text(
        "填以 http:// 或 https:// 开头的网址，或留空",
        "write an address that begins with http:// or https://, or leave it blank",
    ),
    "feed_url": Text(
        "填以 http:// 或 https:// 开头、不带“?”和“#”的网址，或留空",
        "write an address that begins with http:// or https://, without ? and #, or leave it blank",
    ),
    "uid_domain": Text(
        "填小写域名，如 qinyuan.example.com", "write a domain in lower case: qinyuan.example.com"
    ),
}


def _check_all_there(sheet: SheetRows, seen: dict[str, int]) -> None:
    for name, (_, info) in settings_fields().items():
        if sheet.complete and info.is_required() and name not in seen:
            sheet.complete = False
            sheet.blame(
                Text(f"缺少设置“{name}”", f"the setting {name} is missing"),
                Text("加一行", "add a row with it"),
            )
