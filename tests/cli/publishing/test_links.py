from __future__ import annotations

import re
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

import roster.cli.publishing.link_desk as link_module
from roster.model.feed_addresses import FeedAddress, FeedScope, digest_of
from roster.store import Store, open_store
from tests.cli import byhand

if TYPE_CHECKING:
    from tests.cli.desk import Desk

BASE = ("--base", "https://cal.example.com/roster/")
TOKEN = re.compile(r"https://cal\.example\.com/roster/f/([\w-]{22})\.ics")


def kept() -> list[FeedAddress]:
    with open_store("sqlite:///roster.db") as store:
        return store.feed_addresses("qinyuan")


def tokens(out: str) -> list[str]:
    return TOKEN.findall(out)


def test_everybody_gets_an_address_that_is_shown_once(published: Desk) -> None:
    out = published.done("links", "make", *BASE, "--by", "王会计")
    assert out.splitlines()[0] == "甲P1"
    first = tokens(out)
    assert len(set(first)) == 5  # one for each of P1 to P5
    assert f"  webcal://cal.example.com/roster/f/{first[0]}.ics\n" in out
    assert "已发出5个地址，收回旧地址0个。" in out
    addresses = {a.digest: a for a in kept()}
    assert [addresses[digest_of(token)].holder for token in first] == ["P1", "P2", "P3", "P4", "P5"]
    # The store, the list and the audit trail know no token.
    told = published.done("links", "list") + published.done("history", "--trail")
    assert "发出日历地址：个人P1" in told
    everything = told.encode() + (published.folder / "roster.db").read_bytes()
    assert not any(token.encode() in everything for token in first)


def test_who_has_an_address_gets_no_second_one(published: Desk) -> None:
    published.done("links", "make", "甲P1", "P1", *BASE)
    assert [a.holder for a in kept()] == ["P1"]
    assert "都已有地址" in published.done("links", "make", "甲P1", *BASE)
    assert len(tokens(published.done("links", "make", *BASE))) == 4


def test_a_new_address_takes_the_old_ones_place(published: Desk) -> None:
    [old] = tokens(published.done("links", "make", "甲P1", *BASE))
    out = published.done("links", "rotate", "甲P1", *BASE, "--by", "王会计", "--reason", "手机丢失")
    [new] = tokens(out)
    assert "已发出1个地址，收回旧地址1个。" in out
    assert {a.digest: a.good for a in kept()} == {digest_of(old): False, digest_of(new): True}
    trail = published.done("history", "--trail")
    assert f"王会计  收回日历地址（摘要{digest_of(old)[:8]}…），理由：手机丢失" in trail
    assert "王会计  换发日历地址：个人P1，理由：手机丢失" in trail


def test_an_address_is_revoked_and_stays_in_the_list(published: Desk) -> None:
    [token] = tokens(published.done("links", "make", "甲P2", *BASE))
    assert published.done("links", "revoke", "甲P2") == "已收回1个地址。\n"
    row = published.done("links", "list").splitlines()[-2]
    cells = [cell.strip() for cell in row.strip("│").split("│")]
    assert cells == ["甲P2", "P2", "2026-11-20 17:00", "2026-11-20 17:00", digest_of(token)[:8]]
    run = published.run("links", "revoke", "甲P2", "甲P3")
    assert (run.code, run.err) == (2, "没有有效的地址：甲P2、甲P3\n")


def test_the_list_names_who_left_as_that_and_keeps_to_persons(published: Desk) -> None:
    at = byhand.AT
    gone = FeedAddress(
        digest="a" * 64, county="qinyuan", scope=FeedScope.PERSON, holder="P9", created_at=at
    )
    whole = FeedAddress(digest="b" * 64, county="qinyuan", scope=FeedScope.COUNTY, created_at=at)
    with open_store("sqlite:///roster.db") as store:
        store.give_feed_addresses([gone, whole])
    out = published.done("links", "list")
    assert "（已离库）" in out
    assert "bbbbbbbb" not in out


def test_with_to_the_addresses_go_into_files_and_not_onto_the_screen(published: Desk) -> None:
    out = published.done("links", "make", *BASE, "--to", "handout")
    assert tokens(out) == []
    files = sorted((published.folder / "handout").iterdir())
    assert [f.name for f in files] == [
        "日历订阅-20261120-170000.pdf",
        "日历订阅-20261120-170000.txt",
    ]
    assert all(f"写入 handout/{f.name}" in out.replace("\\", "/") for f in files)
    listed = files[1].read_bytes().decode("utf-8-sig").split("\r\n")
    assert [line.split("\t")[0] for line in listed[:-1]] == ["甲P1", "甲P2", "甲P3", "甲P4", "甲P5"]
    assert {digest_of(token) for token in tokens("\n".join(listed))} == {a.digest for a in kept()}
    assert len(PdfReader(files[0]).pages) == 2  # three people a page
    if sys.platform != "win32":  # which knows no such rights
        assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}


def test_files_are_never_overwritten(published: Desk) -> None:
    # The clock stands still here: the second call finds the name taken, and changes nothing.
    published.done("links", "make", "甲P1", *BASE, "--to", "handout")
    before, addresses = published.files("handout"), kept()
    run = published.run("links", "rotate", "甲P1", *BASE, "--to", "handout")
    assert run.code == 1
    assert "已存在" in run.err
    assert (published.files("handout"), kept()) == (before, addresses)


def test_files_of_addresses_that_came_to_nothing_are_taken_away(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Store, "give_feed_addresses", fail)
    assert published.run("links", "make", *BASE, "--to", "handout").code == 1
    assert published.files("handout") == {}


@pytest.mark.parametrize("base", ["", None])
def test_without_the_services_address_there_is_nothing_to_hand_out(
    published: Desk, base: str | None
) -> None:
    options = () if base is None else ("--base", base)
    run = published.run("links", "make", *options)
    assert run.code == 1
    assert "--base https://…" in run.err
    assert kept() == []


def test_an_address_that_others_can_read_on_its_way_is_made_with_a_warning(published: Desk) -> None:
    run = published.run("links", "make", "甲P1", "--base", "http://cal.example.com")
    assert (run.code, run.err) == (0, "注意：网址不是 https，地址和日历在路上会被别人看到。\n")
    assert published.run("links", "make", "甲P2", *BASE).err == ""


def test_the_services_address_is_a_setting(desk: Desk) -> None:
    of = byhand.county()
    limits = of.settings.model_copy(update={"feed_url": "https://cal.example.com/roster"})
    byhand.publish(byhand.save(of.model_copy(update={"settings": limits})))
    assert len(tokens(desk.done("links", "make", "甲P1"))) == 1


def test_what_was_never_published_has_no_addresses(desk: Desk) -> None:
    byhand.save(byhand.county())
    run = desk.run("links", "make", *BASE)
    assert (run.code, run.err) == (2, "“qinyuan”还没有公布过排班，先运行 roster publish\n")


def test_unknown_people_are_refused(published: Desk) -> None:
    assert published.run("links", "make", "无名", *BASE).code == 2
    assert kept() == []


def test_in_english_on_request(published: Desk) -> None:
    out = published.done("--lang", "en", "links", "make", *BASE, "--to", "handout")
    assert "5 address(es) made, 0 old one(s) revoked" in out
    assert "feed-links-20261120-170000.pdf" in published.files("handout")
    published.done("--lang", "en", "links", "rotate", "P1", *BASE)
    assert "gave out a new feed address, in place of the old one, of a person P1" in published.done(
        "--lang", "en", "history", "--trail"
    )


def test_each_call_makes_other_tokens(published: Desk) -> None:
    made = {link_module.new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[\w-]{22}", token) for token in made)  # 128 bits, six a letter


@pytest.mark.parametrize("base", ["ftp://cal.example.com", "https://cal.example.com/?x"])
def test_an_address_that_is_none_is_told(published: Desk, base: str) -> None:
    run = published.run("links", "make", "--base", base)
    assert (run.code, run.out) == (2, "")
    assert f"“{base}”不是可用的网址" in run.err
    assert kept() == []
