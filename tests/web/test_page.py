from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from roster.web.page import Page, takes_gzip

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DATA = b"BEGIN:VCALENDAR\r\n" * 50


def page(data: bytes = DATA, *, public: bool = True) -> Page:
    return Page(data, AT, public=public)


def headers(of: Page, *asked: tuple[bytes, bytes]) -> dict[bytes, bytes]:
    answer, known = of.answer(list(asked))
    return dict((answer.unchanged if known else answer.head)["headers"])


def test_what_is_said_of_a_feed() -> None:
    assert headers(page()) == {
        b"etag": headers(page())[b"etag"],
        b"last-modified": b"Wed, 25 Nov 2026 02:00:00 GMT",
        b"cache-control": b"public, max-age=300",
        b"vary": b"Accept-Encoding",
        b"content-type": b"text/calendar; charset=utf-8",
        b"content-length": b"850",
    }
    secret = headers(page(public=False))
    assert secret[b"cache-control"] == b"private, no-cache"
    assert secret[b"x-robots-tag"] == b"noindex"


def test_the_etag_is_of_the_bytes_alone() -> None:
    tag = headers(page())[b"etag"]
    assert tag == headers(Page(DATA, AT.replace(year=2027), public=False))[b"etag"]
    assert tag != headers(page(DATA + b"x"))[b"etag"]
    assert not tag.startswith(b"W/")


def test_compressed_once_and_with_an_etag_of_its_own() -> None:
    gz = (b"accept-encoding", b"gzip, deflate")
    packed = headers(page(), gz)
    answer, _ = page().answer([gz])
    assert gzip.decompress(answer.body["body"]) == DATA
    assert packed[b"content-length"] == str(len(answer.body["body"])).encode()
    assert packed[b"content-encoding"] == b"gzip"
    assert packed[b"etag"] == headers(page())[b"etag"][:-1] + b'-gz"'
    assert answer.body == page().answer([gz])[0].body  # no moment in it: each build is the same


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        (b"gzip", True),
        (b"GZIP;q=0.5", True),
        (b"br, gzip", True),
        (b"*", True),
        (b"gzip;q=0", False),
        (b"gzip; q=0.000", False),
        (b"*;q=0", False),
        (b"gzip;q=0, *", False),
        (b"br", False),
        (b"identity", False),
        (b"", False),
    ],
)
def test_who_takes_gzip(accepted: bytes, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


def test_who_has_it_already_is_told_so_without_the_body() -> None:
    of = page()
    tag = headers(of)[b"etag"]
    for value in (tag, b'"other", ' + tag, b"W/" + tag, b"*", tag[:-1] + b'-gz"'):
        answer, known = of.answer([(b"if-none-match", value)])
        assert known, value
        assert answer.unchanged["status"] == 304
    unchanged = dict(of.answer([])[0].unchanged["headers"])
    assert set(unchanged) == {b"etag", b"last-modified", b"cache-control", b"vary"}


@pytest.mark.parametrize("value", [b'"other"', b"", b"d9692779", b'"*"'])
def test_who_has_something_else_gets_it(value: bytes) -> None:
    assert page().answer([(b"if-none-match", value)])[1] is False
