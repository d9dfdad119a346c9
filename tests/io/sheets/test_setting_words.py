"""Values of settings as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.io.assemble import examine
from roster.io.sheets.setting_words import WORDS, setting_meant
from roster.io.sheets.settings import CHOICES, field_of_setting
from tests.io.county import DECEMBER, changed, read, refused, write_csv, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("每人每月上限", "12次", "12"),
        ("冻结天数", "2天", "2"),
        ("中心补贴标准", "200元", "200"),
        ("站点补贴标准", "300元/次", "300"),
        ("月度补贴预算", "1,200", "1200"),
        ("月度补贴预算", "１，２００ 元", "1200"),
        ("年度补贴预算", "3.5万", "35000"),
        ("年度补贴预算", "12.34万元", "123400"),
        ("年度咨询任务", "1.2万人次", "12000"),
        ("公平统计周期", "年度", "年"),
        ("公平统计周期", "按季度", "季度"),
        ("周末集市", "可以开", "可开"),
        ("每人每月最多小时", "40小时", "40"),
        ("监督电话", "无", None),
        ("每人每月上限", "/", None),
    ],
)
def test_what_is_clear_is_read(name: str, written: str, meant: str | None) -> None:
    assert setting_meant(name, written) == meant
    field = field_of_setting(name)
    assert field is not None
    assert meant is None or field.parse(meant) is not None


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("每人每月上限", "12天"),
        ("月度补贴预算", "1,20"),
        ("冻结天数", "2万"),
        ("月度补贴预算", "1.00001万"),
        ("每人每月上限", "3.5"),
        ("每人每周上限", 3),
        ("发布单位", "沁源县司法局"),
        ("权重:不同面孔", "5次"),
    ],
)
def test_the_rest_is_left_to_the_strict_reader(name: str, written: Any) -> None:
    assert setting_meant(name, written) is written


def test_every_word_means_one_that_the_strict_reader_knows() -> None:
    assert {ours for words in WORDS.values() for ours in words} == {
        word for options in CHOICES.values() for word in options
    }


@pytest.mark.parametrize(
    "written", ["0355-0000000 0355-0000001", "12348", "0355-0000000（工作日）"]
)
def test_a_telephone_setting_may_hold_several_numbers(tmp_path: Path, written: str) -> None:
    found = read(tmp_path, changed("规则", ["监督电话", written, ""]))
    assert found.settings.supervision_phone == written


def test_a_number_that_lost_its_0_is_refused_as_a_setting(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "县.xlsx", changed("规则", ["监督电话", 3540000000, ""]))
    found = examine(path, DECEMBER)
    assert [p.message.zh for p in found.problems] == ["10位，像是座机号码，区号开头的0丢了"]
    assert "同上" in refused(tmp_path / "a", changed("规则", ["监督电话", "同上", ""]))[0]


def test_what_was_understood_is_told(tmp_path: Path) -> None:
    sheets = changed("规则", ["年度补贴预算", "3.5万", ""], ["每人每月上限", "无", ""])
    found = examine(write_csv(tmp_path, sheets), DECEMBER)
    assert found.problem is not None
    assert found.problem.settings.year_budget == 35_000
    assert found.problem.settings.max_month is None
    assert [a.message.zh for a in found.assumptions] == ["按“35000”理解", "按空白理解"]
