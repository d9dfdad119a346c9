from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from roster.cli.records.history_words import event_line
from roster.model.changes import Absent
from roster.model.feed_addresses import FeedAddress, FeedScope
from roster.model.requests import Exemption
from roster.model.revision import Origin
from roster.model.rules import RULES
from roster.store import Event, open_store
from tests import build
from tests.cli.desk import MONTH, Desk
from tests.store.kit import JANUARY, NOON, a_month, a_swap, draft, publish

if TYPE_CHECKING:
    from roster.store import Store

EXEMPT = next(rule for rule in RULES if rule.overridable)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A desk with a database: December published, changed for an absence and published again; a draft
    of January; a swap and a feed address.
    """
    with open_store() as store:
        draft(store, origin=Origin(by="王主任"), source=None)
        publish(
            store, 1, made_by="王主任", overrides={"lead_time": "急", "shortages": "已申请支援"}
        )
        ill = Absent(person="P1", start=build.day(1), end=build.day(2), reason="住院")
        exempt = Exemption(duty=build.duty("P2", "C", 1), rule=EXEMPT.key, reason="本人同意")
        draft(
            store,
            a_month(exemptions=(exempt,)),
            "P2",
            origin=Origin(by="李干事", why="甲P1住院", base=1, changes=(ill,)),
            created_at=NOON + timedelta(days=10),
        )
        publish(
            store,
            2,
            published_at=NOON + timedelta(days=10, hours=1),
            made_by="王主任",
            why="局长已批",
        )
        draft(store, a_month(JANUARY))
        store.add_swap(a_swap())
        _addresses(store)
    return desk


def _addresses(store: Store) -> None:
    for scope, holder in ((FeedScope.PERSON, "P1"), (FeedScope.COUNTY, "")):
        address = FeedAddress(
            digest=("a" if holder else "b") * 64,
            county="qinyuan",
            scope=scope,
            holder=holder,
            created_at=NOON,
        )
        store.add_feed_address(address, made_by="王主任")
    store.revoke_feed_address("a" * 64, revoked_at=NOON, made_by="王主任", why="手机丢失")


def test_a_month_tells_who_made_what_when_and_why(kept: Desk) -> None:
    # Noon in the tests' calendar is eight in the evening in China.
    assert kept.done("history", *MONTH) == (
        "沁源县 2026-12：共2版\n"
        "第1版（已被更正）  2026-11-20 20:00  王主任  编排\n"
        "  2026-11-20 20:00  王主任  公布，公布日期11月25日，放行：提前公示（急）、缺口（已申请支援）\n"
        "第2版（已公布）  2026-11-30 20:00  李干事  由第1版修改，理由：甲P1住院\n"
        "  · 甲P112月1日—2日不能值班（住院）\n"
        "  与第1版相比，改动1处\n"
        f"  例外：甲P212月1日（星期二）中心全天，不计“{EXEMPT.name.zh}”（本人同意）\n"
        "  2026-11-30 21:00  王主任  公布，公布日期11月25日，理由：局长已批\n"
    )
    assert kept.done("--lang", "en", "history", *MONTH) == (
        "沁源县 2026-12: 2 revision(s)\n"
        "revision 1 (superseded)  2026-11-20 20:00  王主任  planned\n"
        "  2026-11-20 20:00  王主任  published, dated 25 Nov, overridden: notice lead time (急), "
        "shortages (已申请支援)\n"
        "revision 2 (published)  2026-11-30 20:00  李干事  changed from revision 1, because: 甲P1住院\n"
        "  - 甲P1 cannot serve 1 Dec–2 Dec (住院)\n"
        "  duties that differ from revision 1: 1\n"
        f"  exempted: 甲P2, Tue 1 Dec, the centre, full day, from “{EXEMPT.name.en}” (本人同意)\n"
        "  2026-11-30 21:00  王主任  published, dated 25 Nov, because: 局长已批\n"
    )


def test_without_a_month_every_month_is_told(kept: Desk) -> None:
    told = kept.done("history", "--county", "qinyuan")
    assert [line for line in told.splitlines() if line.startswith("沁源县")] == [
        "沁源县 2026-12：共2版",
        "沁源县 2027-01：共1版",
    ]
    assert "第1版（草稿）  2026-11-20 20:00  （未署名）  编排" in told


def test_the_trail_tells_everything_in_its_order(kept: Desk) -> None:
    assert kept.done("history", "--trail").splitlines() == [
        "沁源县 留痕：10条",
        "2026-11-20 20:00  王主任  2026-12  编排第1版，1次值班",
        "2026-11-20 20:00  王主任  2026-12  公布第1版，放行：提前公示（急）、缺口（已申请支援）",
        "2026-11-30 20:00  李干事  2026-12  在第1版基础上作出第2版，1次值班，理由：甲P1住院",
        "2026-11-30 21:00  王主任  2026-12  第1版被第2版更正，理由：局长已批",
        "2026-11-30 21:00  王主任  2026-12  公布第2版，更正第1版，理由：局长已批",
        "2026-11-20 20:00  （未署名）  2027-01  编排第1版，1次值班",
        "2026-11-20 20:00  甲P1  2026-12  第1号换班申请：待对方同意",
        "2026-11-20 20:00  王主任  发出日历地址：个人P1",
        "2026-11-20 20:00  王主任  发出日历地址：全县",
        "2026-11-20 20:00  王主任  收回日历地址（摘要aaaaaaaa…），理由：手机丢失",
    ]
    january = kept.done("--lang", "en", "history", "--trail", "--month", "2027-01")
    assert january.splitlines() == [
        "沁源县 2027-01: 1 line(s) on record",
        "2026-11-20 20:00  (unnamed)  2027-01  planned revision 1 (duties: 1)",
    ]
    everything = kept.done("--lang", "en", "history", "--trail")
    for words in (
        "published revision 2, which corrects revision 1, because: 局长已批",
        "made revision 2 from revision 1 (duties: 1), because: 甲P1住院",
        "revision 1 gave way to revision 2",
        "swap 1: waiting for the other person",
        "gave out a feed address of a person P1",
        "revoked a feed address (digest aaaaaaaa…), because: 手机丢失",
    ):
        assert words in everything


def test_a_line_of_a_newer_program_is_told_as_it_is() -> None:
    event = Event(datetime(2026, 11, 20, tzinfo=UTC), "sealed", "qinyuan", None, None, {"x": 1})
    assert event_line(event).zh == "2026-11-20 08:00  （未署名）  sealed {'x': 1}"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--month", "2027-07"), "没有 qinyuan 2027-07 的排班。请先编排"),
        (("--month", "2027-07", "--trail"), "没有 qinyuan 2027-07 的留痕"),
        (("--county", "anze"), "没有县区“anze”的排班（已有：qinyuan）"),
        (("--month", "december"), "“december”不是月份"),
        (("--inputs", "1"), "取出输入要写明 --month"),
        ((*MONTH, "--inputs", "1"), "qinyuan 2026-12 第1版没有保存输入文件"),
        ((*MONTH, "--inputs", "9"), "qinyuan 2026-12 没有第9版，最新是第2版"),
    ],
)
def test_what_is_not_there_is_told(kept: Desk, options: tuple[str, ...], words: str) -> None:
    run = kept.run("history", *options)
    assert run.code == 2
    assert words in run.err


def test_the_inputs_come_back_byte_for_byte(planned: Desk) -> None:
    # The desk's inputs are a folder of CSV files: they come back in a zip.
    out = planned.done("history", *MONTH, "--inputs", "1")
    assert out == "qinyuan 2026-12 第1版的输入已写到 inputs.zip\n"
    with zipfile.ZipFile(BytesIO((planned.folder / "inputs.zip").read_bytes())) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == planned.files("inputs")
    again = planned.run("history", *MONTH, "--inputs", "1")
    assert (again.code, again.err) == (1, "“inputs.zip”已存在，没有覆盖。请用 --out 换一个文件名\n")
    planned.done("history", *MONTH, "--inputs", "1", "--out", "旧输入.zip")
    assert planned.files(".")["旧输入.zip"] == planned.files(".")["inputs.zip"]
    assert "  输入：inputs.zip\n" in planned.done("history")


def test_whoever_plans_is_on_record(planned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told = planned.done("history")
    assert re.search(r"第1版（草稿）  2026-11-20 17:00  \S+  编排\n", told), "the login name"
    monkeypatch.setenv("ROSTER_BY", "王主任")
    planned.plan()
    assert "第2版（草稿）  2026-11-20 17:00  王主任  编排\n" in planned.done("history")
