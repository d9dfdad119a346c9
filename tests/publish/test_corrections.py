"""What a correction hands out: for whom, with which words, and what it keeps to itself."""

from __future__ import annotations

import io
from datetime import time
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from roster.model.changes import Absent, applied
from roster.model.proposals import with_person
from roster.model.revision import Origin
from roster.model.sites import TimeSpan
from roster.publish.corrections import build_corrections
from roster.publish.corrections.content import sheet_of
from roster.publish.corrections.printed import Printed, concerned
from roster.publish.corrections.texts import group_text, site_text
from tests import build
from tests.build import duty
from tests.publish.corrections_kit import BEFORE, correction
from tests.publish.notices_kit import county, pool, printed

if TYPE_CHECKING:
    from roster.model.corrections import Correction
    from roster.model.problem import Problem
    from roster.model.sites import Site

LIST = "更正清单.txt"


def text(files: dict[str, bytes], name: str) -> str:
    return files[name].decode("utf-8-sig").replace("\r\n", "\n")


def station(**changes: Any) -> Problem:
    """The county with another 郭道镇."""
    of = county()
    centre, other = of.sites
    return county(sites=(centre, other.model_copy(update=changes)))


def unnamed(person: str, of: Problem | None = None) -> Problem:
    return with_person(of or county(), person, consent_public=False)


def sheet(of: Correction, site: str = "G", lang: Any = "zh") -> str:
    """All that the sheet prints."""
    pdf = build_corrections(of, lang=lang)
    stem = {"G": "郭道镇", "C": "县中心" if lang == "zh" else "centre"}[site]
    return printed(pdf[f"{stem}-{'更正公示' if lang == 'zh' else 'correction'}.pdf"])


def test_a_site_with_the_same_print_gets_no_sheet() -> None:
    assert set(build_corrections(correction())) == {
        LIST,
        "值班群-更正-微信.txt",
        "郭道镇-更正公示.pdf",
        "郭道镇-更正-微信.txt",
    }


def test_without_any_difference_there_is_only_the_list_that_says_so() -> None:
    files = build_corrections(correction(BEFORE, BEFORE))
    assert set(files) == {LIST}
    assert text(files, LIST).count("\n无\n") == 6  # all but the levels, which stay as they are


def test_the_sheet_says_what_it_corrects_and_what_replaces_it() -> None:
    told = sheet(correction())
    for part in (
        "沁源县郭道镇公共法律服务工作站",
        "值班安排更正公示",
        "（2026年12月第2版）",
        "本站12月法律服务人员值班安排（2026年11月25日公布的第1版）有下列变动，现予更正。",
        "表中未列的安排不变。",
        "请以第2版值班公示替换此前张贴的公示，也可扫码查看。此前各版自即日起作废。",
        "监督电话：0355-0000000（沁源县司法局）",
        "法律咨询热线12348",
        "2026年12月4日",
    ):
        assert part in told


def test_the_table_shows_what_was_and_what_is() -> None:
    rows = sheet_of(Printed(correction(), "G"), "zh").rows
    shown = [
        (r.date, r.weekday, r.session, [p.name for p in r.before.people], r.after.note,
         r.after.hours, [p.name for p in r.after.people])
        for r in rows
    ]  # fmt: skip
    assert shown == [
        ("12月8日", "星期二", "上午", ["张垚"], "", "", ["李慧敏"]),
        ("12月15日", "星期二", "上午", ["孙玥"], "改到12月17日", "星期四上午8:30—12:30", ["孙玥"]),
        ("12月22日", "星期二", "上午", ["王建国"], "取消坐班", "", []),
        ("12月31日", "星期四", "下午", [], "新增坐班", "14:00—18:00", ["张垚"]),
    ]
    assert rows[3].before.note == "无安排"


def test_in_english() -> None:
    told = " ".join(sheet(correction(), lang="en").split())
    for part in (
        "CorrectionoftheDutyNotice",
        "ThedutynoticeofthisstationforDecember(edition1of25November2026)iscorrectedasfollows",
        "movedto17Dec",
        "Thumorning8:30–12:30",
        "cancelled",
        "newvisit",
        "nothingplanned",
        "Edition2ofthedutynoticereplacestheoneonthewall,andsodoesthepagebehindthecode.",
    ):
        assert part in told


def test_the_centre_says_duty_and_centre() -> None:
    found = correction([duty("P1", "C", 8)], [duty("P2", "C", 9)])
    told = sheet(found, "C")
    assert "本中心12月" in told
    assert "改到12月9日" in told
    (cancelled,) = sheet_of(Printed(correction([duty("P1", "C", 8)], []), "C"), "zh").rows
    assert cancelled.after.note == "取消值班"


def test_the_text_for_the_village_groups() -> None:
    assert site_text(Printed(correction(), "G"), "zh") == (
        "【沁源县郭道镇公共法律服务工作站】12月免费法律咨询安排更正（第2版，以此为准）\n"
        "12月8日（周二，农历十月三十，逢集）上午8:30—12:30：原为张垚（律师），"
        "现为李慧敏（其他非公职法律事务人员）。\n"
        "12月15日（周二，农历冬月初七）上午8:30—12:30：改到12月17日（周四）上午8:30—12:30，"
        "孙玥（基层法律服务工作者）。\n"
        "12月22日（周二）上午8:30—12:30：取消坐班。\n"
        "12月31日（周四）下午14:00—18:00：新增坐班，张垚（律师）。\n"
        "其余安排不变。咨询热线：12348（24小时免费）\n"
        "沁源县司法局　2026年12月4日"
    )


def test_the_text_in_english() -> None:
    assert site_text(Printed(correction(), "G"), "en").splitlines()[1:5] == [
        "Tue 8 Dec (market day), morning 8:30–12:30: was 张垚 (lawyer), is 李慧敏 "
        "(other legal practitioner).",
        "Tue 15 Dec, morning 8:30–12:30: moved to Thu 17 Dec, morning 8:30–12:30, 孙玥 "
        "(legal worker).",
        "Tue 22 Dec, morning 8:30–12:30: the visit is cancelled.",
        "Thu 31 Dec, afternoon 14:00–18:00: a new visit, 张垚 (lawyer).",
    ]


def test_the_duty_group_is_told_who_takes_over_what() -> None:
    assert group_text(correction(), "zh").splitlines() == [
        "【沁源县】2026年12月值班更正（第2版，更正2026年11月25日公布的第1版）",
        "1. 12月8日（星期二）郭道镇上午：张垚 → 李慧敏",
        "2. 12月15日（星期二）郭道镇上午：改到12月17日（星期四）上午，仍由孙玥",
        "3. 12月22日（星期二）郭道镇上午：取消坐班（原为王建国）",
        "4. 12月31日（星期四）郭道镇下午：新增坐班，张垚",
        "涉及人员：",
        "王建国：不再值12月22日（星期二）郭道镇上午（已取消）",
        "孙玥：12月15日（星期二）郭道镇上午改到12月17日（星期四）上午",
        "张垚：新增12月31日（星期四）郭道镇下午；不再值12月8日（星期二）郭道镇上午（改由李慧敏）",
        "李慧敏：接12月8日（星期二）郭道镇上午（原为张垚）",
        "其余值班不变。请接班的同志按时到岗，订阅的日历自动更新，导入的日历请重新导入。",
        "沁源县司法局　2026年12月4日",
    ]


def test_the_list_for_the_bureau_has_reasons_and_no_other_text_has() -> None:
    away = Absent(person="P4", start=build.day(8), end=build.day(8), reason="住院")
    new = applied(county(), [away])
    origin = Origin(by="陈科员", why="张垚来电", base=1, changes=(away,))
    reasons = {"lead_time": "临时住院"}
    files = build_corrections(correction(new=new, origin=origin, overrides=reasons))
    told = text(files, LIST)
    for part in (
        "1. [换人] 12月8日（星期二）郭道镇上午：张垚 → 李慧敏",
        "张垚（减1增1）：",
        "三、须换公示的站点\n沁源县郭道镇公共法律服务工作站\n",
        "请假：新增 张垚 12月8日（住院）",
        "六、缘由\n张垚12月8日不能值班（住院）\n张垚来电\n经办：陈科员\n",
        "七、放行理由\n提前公示：临时住院\n",
    ):
        assert part in told
    for name in files.keys() - {LIST}:
        shown = printed(files[name]) if name.endswith(".pdf") else text(files, name)
        assert "住院" not in shown


# --- privacy ------------------------------------------------------------------------------------


def test_who_does_not_agree_is_shown_by_category_and_firm_only() -> None:
    found = correction(old=unnamed("P6"))
    told = sheet(found) + site_text(Printed(found, "G"), "zh")
    assert "李慧敏" not in told
    assert "现为值班人员（其他非公职法律事务人员）" in told
    assert "李慧敏" in group_text(found, "zh")  # colleagues know one another


def test_who_no_longer_agrees_is_not_named_as_the_former_person_either() -> None:
    found = correction(new=unnamed("P4"))
    assert "张垚" not in sheet(found) + site_text(Printed(found, "G"), "zh")


def test_who_left_the_pool_is_named_as_agreed_before() -> None:
    smaller = county(people=[p for p in pool() if p.id != "P1"])
    assert "王建国" in sheet(correction(new=smaller))
    hidden = county(people=[p for p in pool() if p.id != "P1"])
    assert "王建国" not in sheet(correction(old=unnamed("P1"), new=hidden))


def test_two_unnamed_persons_of_one_firm_print_the_same_and_change_nothing() -> None:
    of = unnamed("P6", unnamed("P1"))
    twins = county(
        people=[
            p.model_copy(update={"category": of.person["P1"].category}) if p.id == "P6" else p
            for p in of.people
        ]
    )
    found = correction([duty("P1", "G", 8)], [duty("P6", "G", 8)], old=twins)
    assert concerned(found) == []
    assert "12月8日（星期二）郭道镇上午：王建国 → 李慧敏" in group_text(found, "zh")


def test_a_phone_or_certificate_is_nowhere() -> None:
    files = build_corrections(correction())
    everything = "".join(
        printed(c) if n.endswith(".pdf") else text(files, n) for n, c in files.items()
    )
    assert "0355-0000001" not in everything
    assert "11404201510123456" not in everything


# --- what is printed otherwise although the persons are the same -----------------------------


def test_another_name_or_firm_of_the_same_person_is_corrected() -> None:
    renamed = with_person(county(), "P4", firm="山西新所律师事务所")
    (row,) = sheet_of(Printed(correction(BEFORE, BEFORE, new=renamed), "G"), "zh").rows
    assert (row.before.people[0].firm, row.after.people[0].firm) == (
        "山西灵空山律师事务所",
        "山西新所律师事务所",
    )


def test_namesakes_are_told_apart_in_texts() -> None:
    twins = with_person(county(), "P6", name="张垚")
    told = site_text(Printed(correction(old=twins), "G"), "zh").splitlines()[1]
    assert "原为张垚（律师，山西灵空山律师事务所），现为张垚（其他非公职法律事务人员" in told


@pytest.mark.parametrize(
    ("changes", "label", "old", "new"),
    [
        ({"address": "新便民中心"}, "值班地点", "镇政府院内", "新便民中心"),
        ({"title": "郭道镇工作站"}, "站点名称", "沁源县郭道镇公共法律服务工作站", "郭道镇工作站"),
        ({"market_days": (build.day(3),)}, "逢集日期", "8日、9日", "3日"),
        ({"market_days": ()}, "逢集日期", "8日、9日", "无"),
    ],
)
def test_what_stands_beside_the_table_is_corrected(
    changes: dict[str, Any], label: str, old: str, new: str
) -> None:
    found = correction(BEFORE, BEFORE, new=station(**changes))
    (row,) = sheet_of(Printed(found, "G"), "zh").rows
    assert (row.label, row.before.note, row.after.note) == (label, old, new)
    assert f"{label}：原为{old}，现为{new}。" in site_text(Printed(found, "G"), "zh")
    assert f"{label}" in sheet(found)
    assert "值班群-更正-微信.txt" not in build_corrections(found)  # nobody's duty has changed


def test_another_line_of_the_bureau_concerns_every_site() -> None:
    of = county(limits={"supervision_phone": "0355-0000009"})
    found = concerned(correction(BEFORE, BEFORE, new=of))
    assert [p.id for p in found] == ["C", "G"]
    assert {f.label.zh for p in found for f in p.facts()} == {"监督电话"}


def test_what_was_keeps_its_hours_and_what_is_has_the_new_ones() -> None:
    later = station(morning=TimeSpan(start=time(9), end=time(13)))
    told = site_text(Printed(correction(new=later), "G"), "zh").splitlines()
    assert (
        "12月15日（周二，农历冬月初七）上午8:30—12:30：改到12月17日（周四）上午9:00—13:00"
        in told[2]
    )
    assert "值班时间：原为上午8:30—12:30，现为上午9:00—13:00。" in told


def test_hours_of_a_new_session_are_told_with_it_only() -> None:
    assert Printed(correction(), "G").facts() == []  # the afternoon of the 31st is the first


# --- sites that come and go ---------------------------------------------------------------------


def test_a_site_that_is_gone_gets_a_last_sheet() -> None:
    gone = county(sites=(build.centre(),))
    found = correction(after=[duty("P5", "C", 8)], new=gone)
    told = sheet(found)
    assert "本站不再值班，此前张贴的值班公示自即日起作废。" in told
    assert told.count("取消坐班") == 4
    assert "郭道镇" in text(build_corrections(found), LIST)


def test_a_new_site_has_nothing_on_its_wall_to_correct() -> None:
    other: Site = build.station("N", name="新镇")
    of = county(sites=(*county().sites, other))
    found = correction(BEFORE, [*BEFORE, duty("P1", "N", 8)], new=of)
    assert [p.id for p in concerned(found)] == []
    assert "站点：新增新镇" in text(build_corrections(found), LIST)


def test_a_gone_site_does_not_take_the_file_of_another() -> None:
    centre, guodao = county().sites
    wanghe = build.station("W", name="王和镇")
    old = county(sites=(centre, guodao, wanghe))
    renamed = county(sites=(centre, wanghe.model_copy(update={"name": "郭道镇", "title": "新"})))
    files = build_corrections(correction(BEFORE, [], old=old, new=renamed))
    assert {n for n in files if n.endswith("公示.pdf")} == {
        "县中心-更正公示.pdf",
        "郭道镇-更正公示.pdf",
        "郭道镇-2-更正公示.pdf",
    }


# --- files --------------------------------------------------------------------------------------


def test_equal_input_gives_equal_bytes_as_pdf_a() -> None:
    first, second = build_corrections(correction()), build_corrections(correction())
    assert first == second
    meta = PdfReader(io.BytesIO(first["郭道镇-更正公示.pdf"]))
    assert meta.metadata is not None
    assert (
        meta.metadata.title
        == "沁源县郭道镇公共法律服务工作站 值班安排更正公示 （2026年12月 第2版）"
    )
    # Midnight of 4 December in China, told in UTC.
    assert str(meta.metadata.creation_date) == "2026-12-03 16:00:00+00:00"
    assert b"pdfaid:part>2<" in first["郭道镇-更正公示.pdf"]


def test_texts_open_in_every_notepad() -> None:
    for name, content in build_corrections(correction(), lang="en").items():
        if name.endswith(".txt"):
            assert content.startswith(b"\xef\xbb\xbf")
            assert content.count(b"\n") == content.count(b"\r\n")


def test_names_of_files_in_english() -> None:
    assert set(build_corrections(correction(), lang="en")) == {
        "list-of-changes.txt",
        "duty-group-correction-wechat.txt",
        "郭道镇-correction.pdf",
        "郭道镇-correction-wechat.txt",
    }


def test_a_revision_without_a_day_is_named_by_its_number() -> None:
    found = correction()
    bare = found.before.roster.model_copy(update={"published_on": None})
    undated = type(found)(found.before.model_copy(update={"roster": bare}), found.after)
    assert "更正第1版）" in group_text(undated, "zh")
    unsigned = found.after.roster.model_copy(update={"published_on": None})
    draft = type(found)(found.before, found.after.model_copy(update={"roster": unsigned}))
    assert group_text(draft, "zh").endswith("\n沁源县司法局")
    assert group_text(draft, "en").endswith("\n沁源县司法局")
