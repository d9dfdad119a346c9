"""``roster publish`` on a month that is published: what is new is a correction, what is not is nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

import roster.cli.publishing.publish as publish_module
from roster.model.changes import Absent
from roster.model.revision import Origin
from roster.store import Store, open_store
from tests.build import day
from tests.cli.corrected import drafted, newest, without
from tests.cli.desk import MONTH, Desk, hostile

if TYPE_CHECKING:
    from datetime import tzinfo

PUBLISH = ("publish", "qinyuan", *MONTH)
FOLDER = "outputs/qinyuan/2026-12"
LATER = ("--on", "2026-12-03")  # 4, 7 and 8 December are the three workdays before the 9th


def state(desk: Desk) -> dict[str, Any]:
    """Every file with its bytes and the moment at which it was written."""
    return {
        p.relative_to(desk.folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in desk.folder.rglob("*")
        if p.is_file()
    }


def today(monkeypatch: pytest.MonkeyPatch, on: date) -> None:
    """Let the program run on that day."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime(on.year, on.month, on.day, 2, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(publish_module, "datetime", Then)


@pytest.fixture
def published(planned: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk on which December is published, on the third of that month."""
    planned.publish()
    today(monkeypatch, day(3))
    return planned


def test_a_correction_comes_with_its_files(published: Desk) -> None:
    drafted(without(29))  # a Tuesday; the 1st and 2nd, which are over, do not count
    out = published.done(*PUBLISH, *LATER)
    assert out.splitlines()[0] == "已公布：qinyuan 2026-12 第2版。"
    assert out.splitlines()[1].startswith("更正第1版：值班变动")
    assert out.splitlines()[-1] == f"更正在 {FOLDER}/corrections"
    assert published.revisions() == [(1, "superseded"), (2, "published")]
    names = {n.split("/")[-1] for n in published.files(FOLDER) if n.startswith("corrections/")}
    assert {"更正清单.txt", "值班群-更正-微信.txt", "县中心-更正公示.pdf"} <= names
    # One sheet and one text for each site with a duty on that day, and for no other.
    assert (
        len(names)
        == 2
        + 2
        * published.ask(
            "select count(distinct site) from duty d join revision r on r.id = d.revision_id"
            " where r.number = 1 and d.date = '2026-12-29'"
        )[0][0]
    )


def test_a_second_correction_is_told_against_the_first(published: Desk) -> None:
    drafted(without(29))
    published.done(*PUBLISH, *LATER)
    drafted(without(30))
    drafted(without(28))
    out = published.done(*PUBLISH, *LATER)
    assert "更正第2版：" in out
    told = published.files(FOLDER)["corrections/更正清单.txt"].decode("utf-8-sig")
    assert "（第4版，更正2026年12月3日公布的第2版）" in told
    assert "12月28日" in told and "12月30日" in told and "12月29日" not in told


def test_a_first_publication_has_no_corrections(planned: Desk) -> None:
    assert "更正" not in planned.publish()
    assert not (planned.folder / FOLDER / "corrections").exists()


def test_a_draft_that_says_nothing_new_makes_no_revision_and_changes_no_byte(
    published: Desk,
) -> None:
    drafted(levels=())  # solved again, and as good
    before = state(published)
    run = published.run(*PUBLISH, *LATER)
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines()[0] == (
        "qinyuan 2026-12 草稿第2版与已公布的第1版没有可公布的差别，没有新版。"
    )
    assert state(published) == before
    assert published.revisions() == [(1, "published"), (2, "draft")]
    said = published.done("--lang", "en", *PUBLISH, *LATER, "--outputs", "others")
    assert "draft 2 tells nothing that the published revision 1 does not; no new revision" in said


def test_what_planning_wrote_of_such_a_draft_stays_too(published: Desk) -> None:
    published.plan()  # the same inputs: the same roster, and roster.json is the draft's
    before = state(published)
    published.done(*PUBLISH, *LATER)
    assert published.revisions() == [(1, "published"), (2, "draft")]
    assert state(published) == before


def test_publishing_twice_changes_no_byte_and_writes_no_file_again(published: Desk) -> None:
    drafted(without(29))
    published.done(*PUBLISH, *LATER)
    before = state(published)
    published.done(*PUBLISH, *LATER)
    published.done(*PUBLISH, "--on", "2026-12-09")
    assert state(published) == before


# --- the gate -----------------------------------------------------------------------------------


def test_the_dates_that_would_do_are_those_of_the_change(published: Desk) -> None:
    drafted(without(8))
    run = published.run(*PUBLISH, *LATER)
    assert run.code == 1
    # 4 and 7 December are two workdays; published on the 2nd there would be three.
    assert run.err == (
        "不能公布：\n"
        "  · 12月3日公布、12月8日首次变动，中间只有2个工作日，应有3个；确需公布请写明理由；"
        "12月8日首次变动，最迟应在12月2日公布；12月3日公布，首次变动最早为12月9日；"
        "写明理由：--override lead_time=理由\n"
    )
    published.done(*PUBLISH, *LATER, "--override", "lead_time=临时住院")
    assert newest().overrides == {"lead_time": "临时住院"}


def on_leave(name: str, on: str) -> dict[str, list[list[object]]]:
    sheets = hostile()
    sheets["请假与意愿"].append([name, "请假", on, "", "", "", ""])
    return sheets


def who_serves(on: date) -> str:
    found = newest().roster
    return found.people[next(d.person for d in found.duties if d.date == on)]


def test_days_that_are_over_are_not_held_against_the_roster(published: Desk) -> None:
    published.write(on_leave(who_serves(day(2)), "2026-12-02"))
    drafted(without(29))
    published.done(*PUBLISH, *LATER, "--inputs", "inputs")


def test_days_to_come_are(published: Desk) -> None:
    published.write(on_leave(who_serves(day(9)), "2026-12-09"))
    drafted(without(29))
    run = published.run(*PUBLISH, *LATER, "--inputs", "inputs")
    assert run.code == 1
    assert "违反硬性规则1处：请假：12月9日" in run.err


def test_a_publication_dated_ahead_is_judged_as_of_that_day(published: Desk) -> None:
    # On the 20th nobody can mend what was held on the 9th; on the 8th somebody could.
    published.write(on_leave(who_serves(day(9)), "2026-12-09"))
    drafted(without(29))
    run = published.run(*PUBLISH, "--on", "2026-12-08", "--inputs", "inputs")
    assert "请假：12月9日" in run.err
    published.done(*PUBLISH, "--on", "2026-12-20", "--inputs", "inputs")


def test_a_month_begun_without_publication_is_not_asked_about_days_that_are_over(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    today(monkeypatch, day(3))
    planned.write(on_leave(who_serves(day(2)), "2026-12-02"))
    planned.done(*PUBLISH, *LATER, "--inputs", "inputs", "--override", "lead_time=迟了")


def test_a_changed_day_that_is_over_must_still_be_lawful(published: Desk) -> None:
    duties = newest().roster.duties
    yesterday = next(d for d in duties if d.date == day(2))
    others = {p for p in newest().roster.people if p != yesterday.person}
    twice = yesterday.model_copy(update={"person": min(others)})
    drafted(lambda duties: [*duties, twice])
    run = published.run(*PUBLISH, *LATER, "--override", "lead_time=补记")
    assert run.code == 1
    assert "违反硬性规则" in run.err


def test_absences_on_record_are_checked_again(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = next(d.person for d in newest().roster.duties if d.date == day(9))
    away = Absent(person=person, start=day(9), end=day(9), reason="住院")
    stranger = away.model_copy(update={"person": "P99"})
    monkeypatch.setattr(Store, "absences", lambda self, county: [away, stranger])
    drafted(without(29))
    run = published.run(*PUBLISH, *LATER)
    assert run.code == 1
    assert "请假：12月9日" in run.err
    drafted(without(9))
    published.done(*PUBLISH, *LATER)


def test_who_was_reported_absent_does_not_come_back_by_a_later_draft(published: Desk) -> None:
    before = list(newest().roster.duties)
    person = next(d.person for d in before if d.date == day(9))
    away = Absent(person=person, start=day(9), end=day(9), reason="住院")
    drafted(without(9), Origin(by="陈科员", base=1, changes=(away,)))
    published.done(*PUBLISH, *LATER)
    drafted(lambda _: before)
    run = published.run(*PUBLISH, *LATER)
    assert run.code == 1
    assert "请假：12月9日" in run.err


def test_of_a_published_month_only_the_days_to_come_are_told_to_be_broken(published: Desk) -> None:
    published.write(on_leave(who_serves(day(2)), "2026-12-02"))
    assert published.run(*PUBLISH, *LATER, "--inputs", "inputs").err == ""
    published.write(on_leave(who_serves(day(9)), "2026-12-09"))
    told = published.run(*PUBLISH, *LATER, "--inputs", "inputs").err
    assert "已公布的第1版有1处不再成立：请假：12月9日" in told


def test_what_a_correction_came_from_is_in_its_list(published: Desk) -> None:
    drafted(without(29), Origin(by="陈科员", why="庙会改期"))
    published.done(*PUBLISH, *LATER)
    told = published.files(FOLDER)["corrections/更正清单.txt"].decode("utf-8-sig")
    assert "庙会改期\r\n经办：陈科员" in told


def test_the_list_has_the_reasons_of_every_draft_since(published: Desk) -> None:
    drafted(without(29), Origin(by="陈科员", why="庙会改期", base=1))
    drafted(without(30), Origin(by="李科员", why="站点停电", base=2))
    published.done(*PUBLISH, *LATER)
    told = published.files(FOLDER)["corrections/更正清单.txt"].decode("utf-8-sig")
    assert "庙会改期\r\n经办：陈科员\r\n站点停电\r\n经办：李科员\r\n" in told


def test_a_correction_in_english(published: Desk) -> None:
    drafted(without(29))
    out = published.done("--lang", "en", *PUBLISH, *LATER)
    assert "corrects revision 1: " in out
    assert f"corrections in {FOLDER}/corrections" in out
    with open_store() as store:
        assert [r.number for r in store.published("qinyuan")] == [1, 2]


def test_who_publishes_is_on_record(published: Desk) -> None:
    drafted(without(29))
    published.done(*PUBLISH, *LATER, "--by", "陈科员")
    with open_store() as store:
        (made_by,) = {
            e.made_by for e in store.events("qinyuan") if (e.what, e.revision) == ("published", 2)
        }
    assert made_by == "陈科员"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "12月2日已经过去，与已公布的第1版不同；当天确是这样值班的，请写明理由补记"),
        (
            "en",
            "2 Dec is over, and not as in the published revision 1; give a reason if it was held",
        ),
    ],
)
def test_what_is_over_stays_as_published(published: Desk, lang: str, words: str) -> None:
    # A draft of the 2nd's making says otherwise than was published; today is the 3rd.
    drafted(without(2))
    before = published.files(".")
    run = published.run("--lang", lang, *PUBLISH, *LATER, "--override", "lead_time=补记")
    assert run.code == 1
    assert words in run.err
    assert published.files(".") == before
    published.done(*PUBLISH, *LATER, "--override", "past=当天由他人代班，照实补记")
