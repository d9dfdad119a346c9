"""The public announcement."""

import pytest

from roster.model.requests import Closure, Duty
from roster.model.sites import Session
from roster.publish.notices.announcement import announcement_of
from roster.publish.notices.render import Press, stamp_of
from roster.text import Lang
from tests import build
from tests.publish.notices_kit import IN_FORCE, WORKDAYS, county, daily, pages, printed

PRESS = Press(template="announcement.typ")


def said(problem: object, roster: object, lang: Lang = "zh") -> list[str]:
    return ["".join(p.pieces) for p in announcement_of(problem, roster, lang).paragraphs]  # type: ignore[arg-type]


def test_the_announcement_in_full() -> None:
    problem = county()
    duties = [*daily(WORKDAYS), build.duty("P4", "G", 8), build.duty("P1", "G", 15)]
    duties.append(build.duty("P2", "G", 15, Session.AFTERNOON))
    roster = build.roster(problem, sorted(duties, key=Duty.order), **{**IN_FORCE, "revision": 2})
    sheet = announcement_of(problem, roster, "zh")
    assert sheet.title == ("沁源县司法局", "关于2026年12月公共法律服务值班安排的公告")
    assert said(problem, roster) == [
        "为方便群众就近获得免费法律咨询，根据《中华人民共和国法律援助法》和省、市惠民工程实施方案，"
        "现将沁源县公共法律服务中心和1个公共法律服务工作站2026年12月值班安排公告如下：",
        "一、值班时间和地点",
        "（一）公共法律服务中心",
        "沁源县公共法律服务中心（沁河镇胜利路12号）：工作日8:00—12:00，14:00—18:00。",
        "（二）公共法律服务工作站",
        "沁源县郭道镇公共法律服务工作站（镇政府院内）："
        "12月8日（周二）、15日（周二），上午8:30—12:30；12月15日（周二），下午14:00—18:00。",
        "二、服务内容",
        "解答法律咨询，引导申请法律援助、公证、调解。群众咨询不收取任何费用。",
        "三、咨询和监督电话",
        "咨询热线：12348（24小时免费）。监督电话：0355-0000000。",
        "四、其他事项",
        "具体值班人员见附件，并在各站点张贴公示。遇临时调整，以现场告示为准。"
        "本公告为第2版，此前发布的同时作废。",
    ]
    assert sheet.attachment == "附件：沁源县法律服务人员值班一览表（2026年12月 第2版）"
    pdf = PRESS.pdf(sheet, stamp_of(roster))
    text = printed(pdf)
    assert "—1—" in text
    assert "沁源县司法局2026年11月25日" in text
    assert len(pages(pdf)) == 2  # 22 lines a page, as the standard has it


def test_no_station_no_address_nobody_and_a_closed_site() -> None:
    problem = county(sites=(build.centre(address=""),))
    lines = said(problem, build.roster(problem, **IN_FORCE))
    assert "现将沁源县公共法律服务中心2026年12月" in lines[0]
    assert "沁源县公共法律服务中心：本月暂无值班安排，咨询请拨12348。" in lines
    assert not any("工作站" in line for line in lines)
    shut = [Closure(site="S", start=build.day(d), end=build.day(e)) for d, e in [(1, 31)]]
    some = Closure(site="T", start=build.day(10), end=build.day(10), note="搬迁")
    stations = (build.station("S"), build.station("T"))
    closed = county(sites=(build.centre(), *stations), closures=(*shut, some))
    lines = said(closed, build.roster(closed, [build.duty("P1", "T", 8)], **IN_FORCE))
    assert any(line.startswith("1．") and "本月暂停服务（12月1日—31日）" in line for line in lines)
    assert any(line.endswith("上午8:00—12:00，12月10日暂停服务。") for line in lines)
    assert not any("搬迁" in line for line in lines)


def test_a_draft_and_english() -> None:
    problem = county(limits={})
    sheet = announcement_of(problem, build.roster(problem, [build.duty("P1", "G", 8)]), "en")
    assert sheet.stamp == "DRAFT"
    assert sheet.title == ("沁源县司法局", "Free legal advice in December 2026")
    text = printed(PRESS.pdf(sheet, stamp_of(build.roster(problem))))
    assert "Tue8Dec,morning8:30–12:30" in text
    assert "DRAFT" in text
    assert "Supervision" not in text


@pytest.mark.parametrize("stations", range(1, 14, 2))
def test_the_signature_never_stands_on_a_page_without_text(stations: int) -> None:
    sites = [build.station(f"S{i}", name=f"第{i}镇") for i in range(stations)]
    problem = county(sites=(build.centre(), *sites))
    duties = [build.duty("P1", s.id, d) for s in sites for d in WORKDAYS[::4]]
    roster = build.roster(problem, sorted(duties, key=Duty.order), **IN_FORCE)
    last = "".join(
        pages(PRESS.pdf(announcement_of(problem, roster, "zh"), stamp_of(roster)))[-1].split()
    )
    assert "具体值班人员见附件" in last
    assert "沁源县司法局2026年11月25日" in last
