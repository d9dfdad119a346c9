"""Feeds in real clients: vdirsyncer fetches them, khal shows them, before and after a 更正."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from roster.publish.feeds import build_feeds
from tests.build import duty, person, problem, visits
from tests.clients.khal import Clients, file, http, slug
from tests.publish.feeds_kit import published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roster.model.requests import Duty

FEEDS = ("person-P1", "person-P3", "site-S", "county")
NAME = "甲;,\\𬭎"
COUNTY = problem(
    people=[person("P1", name=NAME), person("P2"), person("P3")], stations=[visits("S")]
)
FIRST = [duty("P1", "S", 8), duty("P2", "S", 15), duty("P1", "C", 1), duty("P1", "C", 21)]
# The visit of the 8th moves to the 10th, P1's day of the 21st is cancelled, P1 joins on the 15th.
SECOND = [duty("P1", "S", 10), duty("P2", "S", 15), duty("P1", "S", 15), duty("P1", "C", 1)]


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and the local address at which its files can be fetched."""
    folder = tmp_path / "www"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield folder, f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def sources(folder: Path, address: str) -> dict[str, str]:
    """The feeds by HTTP, and the county's as a file too."""
    found = {slug(feed): http(f"{address}/{feed}.ics") for feed in FEEDS}
    return {**found, "file": file(folder / "county.ics")}


def files(home: Path) -> set[str]:
    """Names of the events' files that were fetched by UID."""
    return {path.name for path in (home / "file").iterdir()}


def publish(folder: Path, *states: list[Duty]) -> None:
    revisions = [published(COUNTY, duties, n) for n, duties in enumerate(states, 1)]
    for name, data in build_feeds(revisions).items():
        (folder / name).write_bytes(data)


def test_clients_show_the_feeds_and_follow_a_correction(
    served: tuple[Path, str], tmp_path: Path
) -> None:
    folder, address = served
    publish(folder, FIRST)
    home = tmp_path / "home"
    clients = Clients(home, sources(folder, address))
    clients.sync()
    assert clients.listed() == {
        "person_p1": [
            "12-01 08:00-18:00 CONFIRMED 法律咨询值班·沁源县公共法律服务中心",
            "12-08 08:00-12:00 CONFIRMED 法律咨询值班·S镇",
            "12-21 08:00-18:00 CONFIRMED 法律咨询值班·沁源县公共法律服务中心",
        ],
        "person_p3": ["12-01 - CONFIRMED 12月暂无值班安排"],
        "site_s": [
            f"12-08 08:00-12:00 CONFIRMED 法律咨询值班：{NAME}",
            "12-15 08:00-12:00 CONFIRMED 法律咨询值班：甲P2",
        ],
        "county": (
            whole := [
                f"12-01 08:00-18:00 CONFIRMED 沁源县公共法律服务中心 法律咨询值班：{NAME}",
                f"12-08 08:00-12:00 CONFIRMED S镇 法律咨询值班：{NAME}",
                "12-15 08:00-12:00 CONFIRMED S镇 法律咨询值班：甲P2",
                f"12-21 08:00-18:00 CONFIRMED 沁源县公共法律服务中心 法律咨询值班：{NAME}",
            ]
        ),
        "file": whole,
    }
    # Abroad the clock shows another hour of the same moment: 08:00 in Shanghai is 00:00 UTC.
    assert [line[:17] for line in clients.listed("UTC")["person_p1"]] == [
        "12-01 00:00-10:00",
        "12-08 00:00-04:00",
        "12-21 00:00-10:00",
    ]
    kept = files(home)
    assert len(kept) == 4

    publish(folder, FIRST, SECOND)
    clients.sync()
    found = clients.listed()
    assert found["person_p1"] == [
        "12-01 08:00-18:00 CONFIRMED 法律咨询值班·沁源县公共法律服务中心",
        "12-10 08:00-12:00 CONFIRMED 法律咨询值班·S镇",
        "12-15 08:00-12:00 CONFIRMED 法律咨询值班·S镇",
        "12-21 08:00-18:00 CANCELLED （已取消）法律咨询值班·沁源县公共法律服务中心",
    ]
    assert found["site_s"] == [
        f"12-10 08:00-12:00 CONFIRMED 法律咨询值班：{NAME}",
        f"12-15 08:00-12:00 CONFIRMED 法律咨询值班：{NAME}、甲P2",
    ]
    assert (
        found["county"]
        == found["file"]
        == [
            f"12-01 08:00-18:00 CONFIRMED 沁源县公共法律服务中心 法律咨询值班：{NAME}",
            f"12-10 08:00-12:00 CONFIRMED S镇 法律咨询值班：{NAME}",
            f"12-15 08:00-12:00 CONFIRMED S镇 法律咨询值班：{NAME}、甲P2",
            f"12-21 08:00-18:00 CANCELLED （已取消）沁源县公共法律服务中心 法律咨询值班：{NAME}",
        ]
    )
    # by UID nothing came or went: each event was changed where it was
    assert files(home) == kept
