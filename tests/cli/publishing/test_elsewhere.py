from __future__ import annotations

from typing import TYPE_CHECKING

from roster.cli.publishing.elsewhere import published_elsewhere
from roster.cli.publishing.outputs import write_outputs
from tests.build import DECEMBER, duty, person
from tests.publish.feeds_kit import events
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


def test_the_file_of_who_serves_in_two_counties_holds_both(tmp_path: Path) -> None:
    known = [person("Q1", name="甲P1", certificate=NUMBER)]
    with store_at(tmp_path) as store:
        publish(store, [duty("P1", "C", 1)])
        publish(store, [duty("Q1", "C", 2)], county("pingyao", people=known))
        for name, file in (("qinyuan", "person-P1.ics"), ("pingyao", "person-Q1.ics")):
            folder = write_outputs(store, name, DECEMBER, tmp_path / "outputs", "zh")
            data = (folder / "feeds" / file).read_bytes()
            assert [e["DTSTART"].value[6:8] for e in events(data)] == ["01", "02"]
