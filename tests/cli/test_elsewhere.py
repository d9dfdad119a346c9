from __future__ import annotations

from typing import TYPE_CHECKING

from roster.cli.elsewhere import published_elsewhere
from tests.build import duty, person
from tests.web.kit import NUMBER, county, publish, store_at

if TYPE_CHECKING:
    from pathlib import Path


def test_other_counties_are_read_where_somebody_could_be_known_there(tmp_path: Path) -> None:
    unknown = [person("P1"), person("P2")]
    known = [person("Q1", certificate=NUMBER)]
    with store_at(tmp_path) as store:
        publish(store, [duty("P1", "C", 1)], county(people=unknown))
        publish(store, [duty("Q1", "C", 2)], county("pingyao", people=known))
        ours, theirs = store.published("qinyuan"), store.published("pingyao")
        assert published_elsewhere(store, "qinyuan", ours) == []  # nobody has a certificate
        assert published_elsewhere(store, "pingyao", theirs) == ours
