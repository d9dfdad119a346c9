from __future__ import annotations

from datetime import UTC, datetime

from roster.publish.feeds.stopped import stopped_feed
from tests.publish.feeds_kit import events, only, problems

AT = datetime(2026, 12, 1, 20, 30, tzinfo=UTC)  # 2 December, 04:30 in Shanghai
DIGEST = "0123456789abcdef" * 4


def test_a_revoked_address_gives_one_event_that_says_so() -> None:
    data = stopped_feed(DIGEST, AT, "qinyuan.example.com")
    assert problems(data) == []
    found = only(data)
    assert found["SUMMARY"] == "此订阅已停用"
    assert found["DTSTART"] == "20261202"
    assert found["TRANSP"] == "TRANSPARENT"
    assert found["DTSTAMP"] == "20261201T203000Z"
    assert found["UID"] == "0123456789abcdef0123456789abcdef@qinyuan.example.com"
    assert "索取新的地址" in found["DESCRIPTION"]


def test_it_is_the_same_each_time_and_another_for_another_address() -> None:
    data = stopped_feed(DIGEST, AT, "a.cn")
    assert data == stopped_feed(DIGEST, AT, "a.cn")
    [other] = events(stopped_feed("f" * 64, AT, "a.cn"))
    assert other["UID"].value not in data.decode()


def test_in_english_on_request() -> None:
    found = only(stopped_feed(DIGEST, AT, "a.cn", "en"))
    assert found["SUMMARY"] == "This subscription has ended"
