"""What notices say, on text read back from the PDF."""

import io
from datetime import datetime
from itertools import pairwise

import pytest
from pypdf import PdfReader

from roster.errors import UnknownError
from roster.model.demand import ExtraVisit
from roster.model.requests import Duty
from roster.model.roster import Status
from roster.model.sites import Session
from roster.publish.notices import build_notice, build_notices
from roster.publish.notices.render import stamp_of
from roster.text import Lang
from tests import build
from tests.publish.notices_kit import (
    IN_FORCE,
    PEOPLE,
    WORKDAYS,
    county,
    daily,
    pages,
    pool,
    printed,
)


def test_the_centres_month_is_one_page_of_23_rows_in_order() -> None:
    problem = county()
    pdf = build_notice(problem, build.roster(problem, daily(WORKDAYS), **IN_FORCE), "C")
    (page,) = pages(pdf)
    text = printed(pdf)
    rows = [
        f"12月{d.day}日星期{'一二三四五'[d.weekday()]}{PEOPLE[i % 6][0]}"
        for i, d in enumerate(WORKDAYS)
    ]
    places = [text.index(row) for row in rows]  # December 2026 has 23 workdays (docs/policy.md)
    assert len(places) == 23
    assert all(a < b for a, b in pairwise(places))
    assert "王建国律师山西沁河律师事务所" in text
    assert "郭旻昇政法机关退休人员—" in text  # no firm
    assert page.index("沁源县公共法律服务中心") < page.index("法律服务人员值班公示")
    assert "（2026年12月）" in page
    assert "值班时间：工作日8:00—12:00，14:00—18:00" in text
    assert "值班地点：沁河镇胜利路12号" in text
    assert "咨询热线：12348（24小时免费）" in text
    assert "监督电话：0355-0000000（沁源县司法局）" in text
    assert text.endswith("沁源县司法局2026年11月25日")
    assert "时段" not in text  # full days need no session column
    assert "第1页" not in text  # nor one page a number


def test_a_centre_in_halves_with_two_persons_repeats_the_header_and_numbers_the_pages() -> None:
    problem = county()
    duties = [
        build.duty(f"P{(3 * i + j) % 6 + 1}", "C", d, session)
        for i, d in enumerate(WORKDAYS)
        for j, session in enumerate((Session.MORNING, Session.MORNING, Session.AFTERNOON))
    ]
    sheets = pages(build_notice(problem, build.roster(problem, duties, **IN_FORCE), "C"))
    # 23 days of three lines are 69: at the least row height of 4.9 mm, 338 mm on pages of 225 mm
    assert len(sheets) >= 2
    for number, sheet in enumerate(sheets, 1):
        text = "".join(sheet.split())
        assert "日期星期时段姓名人员类别执业机构" in text
        assert f"第{number}页共{len(sheets)}页" in text
    first = "".join(sheets[0].split())
    # the date once for its three persons, the session once for its two
    assert first.count("12月1日") == first.count("12月2日") == 1
    assert first.index("王建国律师") < first.index("赵文静基层") < first.index("孙玥基层")
    assert "沁源县司法局2026年11月25日" in "".join(sheets[-1].split())


def test_a_stations_rows_tell_lunar_date_market_session_and_extra_visit() -> None:
    extra = ExtraVisit(site="G", date=build.day(15), session=Session.MORNING)
    problem = county(extra_visits=(extra,))
    duties = [build.duty("P4", "G", 8), build.duty("P3", "G", 9), build.duty("P1", "G", 15)]
    duties.append(build.duty("P2", "G", 15, Session.AFTERNOON))
    text = printed(build_notice(problem, build.roster(problem, duties, **IN_FORCE), "G"))
    tuesday = text[text.index("12月8日") : text.index("12月9日")]
    assert "星期二" in tuesday
    assert "十月三十逢集" in tuesday
    assert "上午8:30—12:30" in tuesday
    assert "张垚律师山西灵空山律师事务所" in tuesday
    assert "加场" not in tuesday
    # a market day whose lunar date the calendar lacks is still marked
    assert "逢集" in text[text.index("12月9日") : text.index("孙玥")]
    # what both sessions of the 15th share stands once, halfway between them
    fair = text[text.index("孙玥") : text.index("值班时间：")]
    assert fair.count("12月15日星期二加场冬月初七") == 1
    assert "逢集" not in fair
    assert "上午8:30—12:30王建国" in fair
    assert "下午14:00—18:00赵文静" in fair
    assert "值班时间：上午8:30—12:30；下午14:00—18:00" in text
    assert "逢集日就近服务群众" in text
    assert "农历" in text


def test_without_lunar_dates_and_markets_the_column_is_left_out() -> None:
    problem = build.problem(1, [build.visits()])
    roster = build.roster(problem, [build.duty("P1", "S", 8)], **IN_FORCE)
    text = printed(build_notice(problem, roster, "S"))
    assert "12月8日" in text
    assert "农历" not in text
    assert "逢集" not in text
    assert "二维码" not in text  # no address, no code, no word of it
    assert "监督电话" not in text


def test_a_make_up_workday_is_marked() -> None:
    problem = county()
    roster = build.roster(problem, [build.duty("P5", "C", 5)], **IN_FORCE)
    assert "12月5日星期六调休郭旻昇" in printed(build_notice(problem, roster, "C"))


@pytest.mark.parametrize(("site", "word"), [("G", "坐班"), ("C", "值班")])
def test_an_empty_month_says_so_and_whom_to_call(site: str, word: str) -> None:
    problem = county()
    text = printed(build_notice(problem, build.roster(problem, **IN_FORCE), site))
    assert f"本月暂无{word}安排，咨询请拨12348" in text
    assert "姓名" not in text
    assert "值班时间" not in text


def test_a_draft_is_marked_and_undated_and_a_published_roster_is_not() -> None:
    problem = county()
    duties = daily(WORKDAYS)
    draft = printed(build_notice(problem, build.roster(problem, duties), "C"))
    assert "草稿" in draft
    assert "沁源县司法局未公布" in draft
    assert "2026年11月" not in draft
    published = printed(build_notice(problem, build.roster(problem, duties, **IN_FORCE), "C"))
    assert "草稿" not in published
    assert "未公布" not in published
    undated = build.roster(problem, duties, status=Status.SUPERSEDED)
    old = printed(build_notice(problem, undated, "C"))
    assert "已被更正" in old
    assert "未公布" not in old


def test_a_later_edition_and_an_unannounced_calendar_are_told() -> None:
    problem = county()
    state = {**IN_FORCE, "revision": 3, "calendar_announced": False}
    text = printed(build_notice(problem, build.roster(problem, daily(WORKDAYS), **state), "C"))
    assert "（2026年12月第3版）" in text
    assert "此前张贴的同时作废" in text
    assert "节假日安排尚未公布" in text
    first = printed(build_notice(problem, build.roster(problem, **IN_FORCE), "C"))
    assert "第1版" not in first


def test_only_the_public_data_of_those_who_agreed_is_printed() -> None:
    people = pool()
    people[3] = people[3].model_copy(update={"consent_public": False})
    problem = county(people=people)
    roster = build.roster(problem, [build.duty("P4", "C", 1), *daily([build.day(8)], "G", 4)])
    text = "".join(printed(pdf) for pdf in build_notices(problem, roster).values())
    assert "张垚" not in text
    assert "星期二值班人员律师山西灵空山律师事务所" in text
    assert "11404201510123456" not in text  # certificate
    assert "0355-0000001" not in text  # phones of persons and of the station


def test_every_site_has_a_pdf_a_file_equal_on_every_build() -> None:
    problem = county()
    roster = build.roster(problem, daily(WORKDAYS), **IN_FORCE)
    sheets = build_notices(problem, roster)
    assert list(sheets) == ["县中心-值班公示.pdf", "郭道镇-值班公示.pdf"]
    assert sheets == build_notices(problem, roster)
    assert sheets["县中心-值班公示.pdf"] == build_notice(problem, roster, "C")
    for pdf in sheets.values():
        read = PdfReader(io.BytesIO(pdf))
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
        assert read.metadata
        assert read.metadata.author == "沁源县司法局"
        # made at the first moment of the day of publication in China
        assert read.metadata.creation_date == datetime.fromisoformat("2026-11-25T00:00+08:00")


def test_a_draft_counts_as_made_when_it_was_planned() -> None:
    problem = county()
    roster = build.roster(problem)
    assert stamp_of(roster) == roster.planned_at
    naive = build.roster(problem, planned_at=roster.planned_at.replace(tzinfo=None))
    assert stamp_of(naive) == roster.planned_at  # taken as UTC


def test_an_unknown_site_is_refused() -> None:
    problem = county()
    with pytest.raises(UnknownError, match="no site “X”"):
        build_notice(problem, build.roster(problem), "X")


def test_the_english_notice() -> None:
    problem = county()
    duties = [*daily(WORKDAYS), *daily([build.day(8)], "G")]
    roster = build.roster(problem, sorted(duties, key=Duty.order), **{**IN_FORCE, "revision": 2})
    sheets = build_notices(problem, roster, lang="en")
    assert list(sheets) == ["centre-duty-notice.pdf", "郭道镇-duty-notice.pdf"]
    centre, station = (" ".join("".join(pages(pdf)).split()) for pdf in sheets.values())
    assert "Legal Service Duty Notice December 2026, edition 2" in centre
    assert "1 Dec Tue 王建国 lawyer 山西沁河律师事务所" in centre
    assert "Hours: workdays 8:00–12:00, 14:00–18:00" in centre
    assert centre.endswith("沁源县司法局 25 November 2026")
    assert "market day" in station
    assert "morning 8:30–12:30" in station
    draft = printed(build_notice(problem, build.roster(problem, duties[:1]), "C", "en"))
    assert "DRAFT" in draft
    assert "沁源县司法局notpublished" in draft


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_namesakes_keep_their_plain_name(lang: Lang) -> None:
    people = [
        build.person(pid, name="李建军", firm=firm)
        for pid, firm in [("X12", "古韩法律服务所"), ("X13", "侯堡法律服务所")]
    ]
    problem = county(people=people)
    duties = [build.duty(p.id, s, d) for s in "CG" for d, p in enumerate(people, 8)]
    roster = build.roster(problem, duties, **IN_FORCE)
    for site in "CG":
        text = printed(build_notice(problem, roster, site, lang))
        assert text.count("李建军") == 2
        assert "古韩法律服务所" in text
        assert "侯堡法律服务所" in text
        assert "X1" not in text


def test_an_english_centre_in_halves_takes_no_more_pages_than_a_chinese_one() -> None:
    problem = county()
    halves = (Session.MORNING, Session.AFTERNOON)
    duties = [
        build.duty(f"P{(2 * i + j) % 6 + 1}", "C", d, s)
        for i, d in enumerate(WORKDAYS)
        for j, s in enumerate(halves)
    ]
    roster = build.roster(problem, duties, **IN_FORCE)
    chinese, english = (pages(build_notice(problem, roster, "C", lang)) for lang in ("zh", "en"))
    assert len(english) == len(chinese) == 2
    for sheet in english:
        # each word of the head in one piece, in one line
        assert "Date Day Session Name Category Firm" in " ".join(sheet.split())
    everything = " ".join(" ".join(english).split())
    assert everything.count("a.m.") == everything.count("p.m.") == len(WORKDAYS)
    assert "a.m. 王建国 lawyer 山西沁河律师事务所" in everything


def test_a_full_day_among_halves_is_told_in_one_line_in_english() -> None:
    problem = county()
    halves = (Session.FULL, Session.MORNING, Session.AFTERNOON)
    duties = [build.duty("P1", "C", d, s) for d, s in zip((1, 2, 3), halves, strict=True)]
    (sheet,) = pages(build_notice(problem, build.roster(problem, duties, **IN_FORCE), "C", "en"))
    lines = [" ".join(line.split()) for line in sheet.splitlines()]
    assert any("full day" in line for line in lines)
