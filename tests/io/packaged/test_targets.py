from roster.io.packaged.targets import target_of, targets
from roster.io.packaged.townships import townships_of


def test_the_thirteen_of_yuncheng_sum_to_what_the_city_says() -> None:
    # F4 annex 1, and 二: 13 counties, 47000 consultations in the year
    known = targets()
    assert len(known) == 13
    assert sum(t.target for t in known) == 47000
    assert {(t.city, t.year) for t in known} == {("运城市", 2022)}


def test_each_is_a_county_of_that_city() -> None:
    for target in targets():
        assert townships_of(target.county, target.city), target.county


def test_a_county_is_found_by_its_name() -> None:
    found = target_of("闻喜县")
    assert found is not None
    assert (found.target, found.source) == (3600, "运司通〔2022〕3号附件1")
    assert target_of("沁源县") is None
