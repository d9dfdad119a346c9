"""The packaged counties: the same 118 as the townships', each with an id that a setting takes."""

import re
from collections import Counter

import pytest

from roster.io.packaged.counties import counties, counties_named, near_counties
from roster.io.packaged.townships import townships, townships_of
from roster.model.settings import Settings


def test_there_is_each_county_of_the_list_of_townships() -> None:
    listed = dict.fromkeys((t.city, t.county) for t in townships())
    assert [(c.city, c.name) for c in counties()] == list(listed)
    assert len(listed) == 118


def test_each_has_an_id_of_its_own_that_the_setting_takes() -> None:
    [pattern] = [m.pattern for m in Settings.model_fields["county_id"].metadata]
    ids = [c.id for c in counties()]
    assert all(re.fullmatch(pattern, key) for key in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("沁源县", "qinyuan"),
        ("襄垣县", "xiangyuan"),
        ("长子县", "zhangzi"),  # as in 长老, not as in 长江
        ("洪洞县", "hongtong"),  # not dong
        ("繁峙县", "fanshi"),  # not zhi
        ("平鲁区", "pingluqu"),  # 平陆县 would be the same
        ("平陆县", "pingluxian"),
    ],
)
def test_ids_are_as_the_names_are_spoken(name: str, key: str) -> None:
    assert [c.id for c in counties_named(name)] == [key]


def test_a_name_may_leave_out_what_kind_it_is() -> None:
    assert [c.name for c in counties_named("沁源")] == ["沁源县"]
    assert [c.name for c in counties_named("沁县")] == ["沁县"]
    assert counties_named("沁园县") == []
    assert near_counties("沁园县") == ["沁县", "沁源县", "沁水县"]


def test_a_city_tells_two_of_one_name_apart() -> None:
    assert [c.city for c in counties_named("城区")] == ["阳泉市", "晋城市"]
    assert [c.id for c in counties_named("城区", "晋城")] == ["jincheng-chengqu"]
    assert counties_named("城区", "运城市") == []


def test_no_county_has_two_townships_of_one_name() -> None:
    # the demand of a station is found by its name
    for county in counties():
        names = Counter(t.name for t in townships_of(county.name, county.city))
        assert not [name for name, times in names.items() if times > 1]
