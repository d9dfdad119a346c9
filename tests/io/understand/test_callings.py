"""Names and ids: one person or place in a cell, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.io.assemble import examine
from roster.io.fields import FieldError
from roster.io.understand.context import Context
from roster.io.understand.kinds import ID, NAME, SITE_NAME, WORDING
from tests.io.county import DECEMBER, changed, county, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from roster.io.fields import Field

CONTEXT = Context(DECEMBER)


def meant(kind: Field, cell: object) -> object:
    assert kind.loose is not None
    found = kind.loose(cell, CONTEXT)
    return cell if found is None else found.items[0][0]


def why(kind: Field, cell: object) -> str:
    with pytest.raises(FieldError) as error:
        meant(kind, cell)
    assert error.value.remedy.zh
    return error.value.message.zh


def test_characters_spread_with_spaces() -> None:
    assert meant(NAME, "张　 三") == "张三"
    for name in ("John Smith", 7, "张三", "阿依·古丽", "李和平", "欧阳和平", "[b]胡[/]"):
        assert meant(NAME, name) == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("宋翀10000000005", "名称里有一串号码"),
        (10000000005, "名称里有一串号码"),
        ("赵旻、赵昆", "一格里不止一个人"),
        ("赵旻和赵昆", "一格里不止一个人"),
        ("赵旻 赵昆", "看不出是一个人还是几个人"),
        ("（待定）", "这里还没有定下来"),
        ("空缺", "这里还没有定下来"),
        ("/", "这里还没有定下来"),
        ("〃", "只写了“同上”一类的记号"),
        ("同上", "只写了“同上”一类的记号"),
        ("张玥（律师）", "姓名里写了“律师”，公示时会照印"),
        ("张玥（已离职）", "名称里写了“已离职”，看不出还用不用"),
    ],
)
def test_what_is_no_one_person_is_refused(name: object, message: str) -> None:
    assert why(NAME, name) == message


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("城西街道、古陶镇", "一格里不止一个站点"),
        ("城西街道 古陶镇", "一格里不止一个站点"),
        ("城西街道和古陶镇", "一格里不止一个站点"),
        ("城东街道（停用）", "名称里写了“停用”，看不出还用不用"),
        ("待定", "这里还没有定下来"),
    ],
)
def test_what_is_no_one_site_is_refused(name: str, message: str) -> None:
    assert why(SITE_NAME, name) == message


def test_sites_with_and_in_their_names() -> None:
    for name in ("王和镇", "张壁和平镇", 7):
        assert meant(SITE_NAME, name) == name
    assert meant(SITE_NAME, "洪善 镇") == "洪善镇"


def test_brackets_that_tell_two_apart_are_told() -> None:
    for kind in (NAME, SITE_NAME):
        assert kind.loose is not None
        found = kind.loose("王伟（大）", CONTEXT)
        assert found is not None
        assert found.items == (("王伟（大）", None),)
        assert not found.certain


def test_other_words_that_are_printed() -> None:
    assert why(WORDING, "〃") == "只写了“同上”一类的记号"
    assert meant(WORDING, "无") is None
    assert meant(WORDING, "城东街1号") == "城东街1号"


def test_ids_are_narrowed() -> None:
    for written in ("Ｐ０４", "P0４", "　P04"):
        assert meant(ID, written) == "P04"
    assert meant(ID, 7) == 7
    assert why(ID, "同上") == "只写了“同上”一类的记号"


def test_a_wide_id_is_the_narrow_one_doubled(tmp_path: Path) -> None:
    found = examine(write_csv(tmp_path, changed("人员", column="编号", row=3, to="Ｐ1")), DECEMBER)
    assert "编号重复，第2行已用" in [p.message.zh for p in found.problems]


@pytest.mark.parametrize("written", ["p1", "Ｐ１", "李 喆"])
def test_who_is_meant_is_told_by_name(tmp_path: Path, written: str) -> None:
    sheets = changed("请假与意愿", column="人员", to=written)
    found = examine(write_csv(tmp_path, sheets), DECEMBER)
    assert found.problem is not None
    assert found.problem.leaves[0].person == "P1"
    assert [a.message.zh for a in found.assumptions] == ["按“李喆”理解"]


def test_one_of_two_of_a_name_is_told_with_the_id(tmp_path: Path) -> None:
    sheets = county()
    sheets["人员"][2][1] = "李喆"
    sheets["请假与意愿"][1][0], sheets["固定安排"][1][1] = "p1", "P2"
    found = examine(write_csv(tmp_path, sheets), DECEMBER)
    assert found.problem is not None
    assert found.problem.leaves[0].person == "P1"
    assert [a.message.zh for a in found.assumptions] == ["按“李喆（P1）”理解"]
