"""The notice as a web page."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from roster.model.sites import Session
from roster.publish.notices.content import notice_of
from roster.publish.notices.page import Pages
from roster.publish.notices.templates import Templates
from tests import build
from tests.publish.notices_kit import (
    HOSTILE,
    IN_FORCE,
    URL,
    WORKDAYS,
    county,
    daily,
    hostile_county,
)


class Reader(HTMLParser):
    """All text, tags and attributes of a page; fails where a tag is not closed."""

    VOID = frozenset(("meta", "path", "br"))

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text, self.tags, self.attributes = "", set(), []
        self._open: list[str] = []
        self.feed(page.decode())
        assert not self._open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attributes]
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data


def test_everything_of_the_notice_is_on_the_page() -> None:
    problem = county()
    duties = [*daily([build.day(8)], "G", 2), build.duty("P3", "G", 8, Session.AFTERNOON)]
    notice = notice_of(problem, build.roster(problem, duties, **IN_FORCE), "G", "zh")
    page = Pages().html(notice)
    read = Reader(page)
    text = "".join(read.text.split())
    for said in (
        notice.title,
        notice.subject,
        notice.month,
        notice.intro,
        notice.bureau,
        notice.date,
    ):
        assert "".join(said.split()) in text
    assert "12月8日星期二十月三十逢集上午8:30—12:30王建国律师山西沁河律师事务所赵文静" in text
    assert "下午14:00—18:00孙玥" in text
    assert "咨询热线：12348（24小时免费）" in text
    assert ("a", "href", URL) in read.attributes
    assert page == Pages().html(notice)
    assert len(page) < 16_000  # light: a village's phone has little of a line


def test_the_page_stands_alone_and_runs_nothing() -> None:
    problem = county()
    notice = notice_of(problem, build.roster(problem, daily(WORKDAYS), **IN_FORCE), "C", "zh")
    read = Reader(Pages().html(notice))
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not [a for a in read.attributes if a[1] == "src" or a[1].startswith("on")]
    policy = [
        v
        for t, n, v in read.attributes
        if t == "meta" and n == "content" and "default-src" in str(v)
    ]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "时段" not in read.text  # full days need no column of sessions


@pytest.mark.parametrize("name", HOSTILE)
def test_what_users_wrote_is_text_and_nothing_else(name: str) -> None:
    problem = hostile_county(name)
    roster = build.roster(problem, [build.duty("P1", s, 1) for s in "CG"], **IN_FORCE)
    plain = Reader(Pages().html(notice_of(county(), build.roster(county()), "G", "zh"))).tags
    for site in "CG":
        notice = notice_of(problem, roster, site, "zh")
        read = Reader(Pages().html(notice))
        assert read.tags <= plain | {
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "b",
            "small",
            "div",
        }
        assert read.text.count(notice.title) >= 5  # title, name, firm, place, service, bureau
        assert "\x00" not in read.text


def test_a_draft_an_empty_month_and_a_page_without_a_code() -> None:
    problem = county(limits={"notice_url": ""})
    draft = Reader(Pages().html(notice_of(problem, build.roster(problem), "G", "zh")))
    assert draft.text.count("草稿") == 2
    assert "本月暂无坐班安排" in draft.text
    assert "svg" not in draft.tags
    english = notice_of(problem, build.roster(problem, daily(WORKDAYS), **IN_FORCE), "C", "en")
    read = Reader(Pages().html(english))
    assert ("html", "lang", "en") in read.attributes
    assert "DRAFT" not in read.text


def test_a_bureaus_own_page(tmp_path: Path) -> None:
    (tmp_path / "notice.html").write_text("<p>{{ bureau }}</p>{{ qr | safe }}", encoding="utf-8")
    problem = county()
    notice = notice_of(problem, build.roster(problem), "G", "zh")
    page = Pages(Templates(tmp_path)).html(notice).decode()
    assert page.startswith("<p>沁源县司法局</p><svg")
