from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.io.degrees import degrees
from roster.io.fields import FieldError
from tests.io.county import changed, read, refused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (36.5012, 36.5012),
        ("36.5012", 36.5012),
        ("３６.5°", 36.5),  # full-width digits, as input methods leave them
        (36, 36.0),
        ("36.50123456789", 36.501235),  # six decimals are a tenth of a metre
        (3, 3.0),
        (54, 54.0),
    ],
)
def test_degrees_are_read_from_numbers_and_text(cell: object, value: float) -> None:
    assert degrees(3, 54).parse(cell) == value


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("36°30′", "应为度数"),
        ("-36.5", "应为度数"),
        (True, "应为度数"),
        ("2.999", "度数超出范围"),
        (112.33, "度数超出范围"),  # a longitude where the latitude belongs
        (float("nan"), "度数超出范围"),
    ],
)
def test_what_are_no_degrees_is_refused(cell: object, message: str) -> None:
    with pytest.raises(FieldError) as error:
        degrees(3, 54).parse(cell)
    assert error.value.message.zh == message


def sites(*point: Any) -> Any:
    """The county; the station in row 3 has this point."""
    sheets = changed("站点")
    sheets["站点"][0] += ["纬度", "经度"]
    sheets["站点"][2] += point
    return sheets


def test_a_site_may_have_a_point_on_the_map(tmp_path: Path) -> None:
    problem = read(tmp_path, sites("36.5012", "112.337"))
    assert problem.site["S1"].point == (36.5012, 112.337)
    assert problem.site["S2"].point is None


@pytest.mark.parametrize(
    ("point", "told"),
    [
        (("36.5", ""), "J列“经度”：填了纬度，缺经度。两格都填，或都空着"),
        (("", "112.3"), "I列“纬度”：填了经度，缺纬度。两格都填，或都空着"),
        (("112.3", "112.3"), "I列“纬度” 值“112.3”：度数超出范围。填3到54之间的度数"),
    ],
)
def test_half_a_point_and_swapped_halves_are_refused(
    tmp_path: Path, point: tuple[str, str], told: str
) -> None:
    [line] = refused(tmp_path, sites(*point))
    assert line.startswith(f"站点.csv 工作表“站点” 第3行 {told}")


def test_a_person_may_ask_for_a_reminder(tmp_path: Path) -> None:
    sheets = changed("人员")
    sheets["人员"][0].append("日历提醒")
    sheets["人员"][1].append("90")
    problem = read(tmp_path / "one", sheets)
    assert problem.person["P1"].reminder == 90
    assert problem.person["P2"].reminder is None
    sheets["人员"][1][-1] = "0"  # who wants none leaves the cell blank
    [line] = refused(tmp_path / "two", sheets)
    assert "K列“日历提醒” 值“0”：数值超出范围" in line


def test_the_address_of_feeds_is_an_address_without_a_query(tmp_path: Path) -> None:
    good = changed("规则", ["日历网址", "https://cal.example.com/roster", ""])
    assert read(tmp_path / "one", good).settings.feed_url == "https://cal.example.com/roster"
    [line] = refused(tmp_path / "two", changed("规则", ["日历网址", "https://a.cn/?x=1", ""]))
    assert "值“https://a.cn/?x=1”：格式不对" in line
