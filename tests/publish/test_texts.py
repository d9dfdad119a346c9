"""The texts for WeChat groups, and the wording and file names shared with the notices."""

from datetime import date
from typing import get_args

import pytest

from roster.errors import UnknownError
from roster.model.people import Category
from roster.model.problem import Problem
from roster.model.roster import Roster, Status
from roster.model.sites import Session, Site
from roster.publish.notices.sets import Format, Kind, Wanted, build_sets
from roster.publish.texts import file_stems, plain, wechat_text
from roster.text import Lang
from tests import build

IN_FORCE = {"status": Status.PUBLISHED, "published_on": date(2026, 11, 25), "revision": 1}


def county(**changes: object) -> Problem:
    people = [
        build.person("P1", name="王建国", phone="0355-0000001", certificate="11404201510123456"),
        build.person("P2", name="孙玥", category=Category.LEGAL_WORKER, consent_public=False),
    ]
    station = build.station("G", name="郭道镇", market_days=(build.day(8),), phone="0355-0000001")
    limits = {"supervision_phone": "0355-0000000"}
    defaults = {"people": people, "sites": (build.centre(), station), "limits": limits}
    return build.problem(**{**defaults, **changes})


def month(problem: Problem, **state: object) -> Roster:
    duties = [
        build.duty("P1", "C", 1),
        build.duty("P1", "G", 8),
        build.duty("P2", "G", 8),
        build.duty("P2", "G", 15),
    ]
    return build.roster(problem, duties, **{**IN_FORCE, **state})


def texts(problem: Problem, lang: Lang = "zh") -> dict[str, bytes]:
    wanted = Wanted(frozenset((Kind.NOTICE,)), frozenset((Format.TXT,)), internal=False)
    return build_sets(problem, month(problem), wanted, lang=lang)


def test_the_months_text_of_a_station_in_full() -> None:
    problem = county()
    assert wechat_text(problem, month(problem), "G").splitlines() == [
        "【沁源县G镇公共法律服务工作站】12月免费法律咨询安排",
        "时间：上午8:00—12:00",
        # P2 did not agree to have her name published
        "12月8日（周二，逢集）：王建国（律师）、值班人员（基层法律服务工作者）",
        "12月15日（周二）：值班人员（基层法律服务工作者）",
        "地点：G镇政府院内",
        "内容：解答法律咨询，引导申请法律援助、公证、调解",
        "咨询热线：12348（24小时免费）",
        "监督电话：0355-0000000",
        "咨询不收取任何费用。沁源县司法局",
    ]


def test_a_week_holds_its_duties_only() -> None:
    problem = county()
    roster = month(problem)
    week = wechat_text(problem, roster, "G", start=build.day(14), end=build.day(20))
    assert "12月14日—20日免费法律咨询安排" in week
    assert "12月15日" in week
    assert "12月8日" not in week
    idle = wechat_text(problem, roster, "G", start=build.day(21), end=build.day(27))
    assert "12月21日—27日暂无坐班安排，咨询请拨12348。" in idle
    assert "时间：" not in idle


def test_an_empty_month_at_the_centre() -> None:
    problem = county()
    assert "12月暂无值班安排" in wechat_text(problem, build.roster(problem, **IN_FORCE), "C")


def test_sessions_that_differ_are_told_with_each_date() -> None:
    problem = county()
    duties = [
        build.duty("P1", "G", 8, Session.AFTERNOON),
        build.duty("P2", "G", 8, Session.MORNING),
        build.duty("P1", "G", 15, Session.MORNING),
    ]
    lines = wechat_text(problem, build.roster(problem, duties, **IN_FORCE), "G").splitlines()
    assert lines[1] == "12月8日（周二，逢集）上午8:00—12:00：值班人员（基层法律服务工作者）"
    assert lines[2] == "12月8日（周二，逢集）下午14:00—18:00：王建国（律师）"
    assert not any(line.startswith("时间：") for line in lines)
    english = wechat_text(problem, build.roster(problem, duties, **IN_FORCE), "G", "en")
    assert "Tue 8 Dec (market day), afternoon 14:00–18:00: 王建国 (lawyer)" in english


def test_a_fair_is_told_in_place_of_a_market() -> None:
    fair = build.station("G", name="郭道镇", market_days=(build.day(8),), fair_days=(build.day(8),))
    problem = county(sites=(build.centre(), fair))
    roster = build.roster(problem, [build.duty("P1", "G", 8)], **IN_FORCE)
    assert "12月8日（周二，庙会）" in wechat_text(problem, roster, "G")
    assert "Tue 8 Dec (fair)" in wechat_text(problem, roster, "G", "en")


def test_the_lunar_date_is_told_at_stations() -> None:
    days = build.calendar()
    days = days.model_copy(
        update={"days": tuple(d.model_copy(update={"lunar": "冬月初七"}) for d in days.days)}
    )
    problem = county(calendar=days)
    assert "12月15日（周二，农历冬月初七）" in wechat_text(problem, month(problem), "G")
    assert "农历" not in wechat_text(problem, month(problem), "C")


def test_a_draft_and_a_later_edition_are_marked() -> None:
    problem = county()
    draft = wechat_text(problem, month(problem, status=Status.DRAFT), "G")
    assert draft.startswith("【草稿，未公布】【沁源县G镇公共法律服务工作站】")
    assert "（第2版，以此为准）" in wechat_text(problem, month(problem, revision=2), "G")
    assert "版" not in wechat_text(problem, month(problem), "G")


def test_english() -> None:
    problem = county(limits={"hotline": "0355-0000000"})
    roster = month(problem, status=Status.DRAFT, revision=2)
    assert wechat_text(problem, roster, "G", "en").splitlines() == [
        "[DRAFT, not published] 沁源县G镇公共法律服务工作站: free legal advice, Dec "
        "(edition 2, replaces earlier ones)",
        "Hours: morning 8:00–12:00",
        "Tue 8 Dec (market day): 王建国 (lawyer), person on duty (legal worker)",
        "Tue 15 Dec: person on duty (legal worker)",
        "Place: G镇政府院内",
        "Service: 解答法律咨询，引导申请法律援助、公证、调解",
        "Hotline: 0355-0000000",  # only 12348 is known to be free
        "Advice is free of charge. 沁源县司法局",
    ]


def test_no_personal_phone_no_certificate_and_no_name_without_consent() -> None:
    problem = county()
    for lang in get_args(Lang):
        text = b"".join(texts(problem, lang).values()).decode()
        assert "0355-0000001" not in text
        assert "11404201510123456" not in text
        assert "孙玥" not in text


def test_the_files_open_in_notepad() -> None:
    problem = county()
    files = texts(problem)
    assert {name for name in files if name.count("/") == 1} == {
        "notices/县中心-微信.txt",
        "notices/郭道镇-微信.txt",
    }
    for body in files.values():
        assert body.startswith(b"\xef\xbb\xbf")
        assert body.count(b"\n") == body.count(b"\r\n") > 0
    assert {"notices/centre-wechat.txt", "notices/郭道镇-wechat.txt"} < set(texts(problem, "en"))


def test_an_unknown_site_is_refused() -> None:
    problem = county()
    with pytest.raises(UnknownError, match="no site “X”"):
        wechat_text(problem, month(problem), "X")


def stems(*names: str) -> list[str]:
    sites: list[Site] = [build.station(f"S{i}", name=n) for i, n in enumerate(names)]
    return list(file_stems(build.problem(0, sites=sites)).values())


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("郭道镇", "郭道镇"),
        ('a<b>c:d"e/f\\g|h?i*j', "a_b_c_d_e_f_g_h_i_j"),
        ("../../x", "______x"),
        ("CON.镇", "CON_镇"),  # Windows takes CON. for the device CON
        (" 镇\n. ", "镇 _"),
        ("\u200b", "_"),
        ("镇" * 99, "镇" * 60),
    ],
)
def test_a_file_name_is_one_that_windows_takes(name: str, stem: str) -> None:
    assert stems(name) == [stem]


def test_file_names_are_unique_whatever_the_case() -> None:
    assert stems("郭道镇", "郭道镇", "郭道镇-2", "Abc", "ABC") == [
        "郭道镇",
        "郭道镇-2",
        "郭道镇-2-2",
        "Abc",
        "ABC-2",
    ]


def test_plain_keeps_rare_characters_and_removes_what_has_no_ink() -> None:
    assert plain("𬭎 祎\u3000翀") == "𬭎 祎 翀"
    assert plain("a\r\nb\u202ec\x07") == "a bc"


def test_the_firm_tells_namesakes_apart() -> None:
    people = [
        build.person("X12", name="李建军", firm="古韩法律服务所"),
        build.person("X13", name="李建军", firm="侯堡法律服务所"),
        build.person("X14", name="李建军", firm=""),
        build.person("X15", name="孙玥", firm="山西沁河律师事务所"),
        # whoever did not agree to be named must not be known by the firm
        build.person("X16", name="李建军", firm="西营法律服务所", consent_public=False),
        build.person("X17", name="孙玥", firm="西营法律服务所", consent_public=False),
    ]
    problem = county(people=people)
    duties = [build.duty(p.id, "C", day) for day, p in enumerate(people, 1)]
    roster = build.roster(problem, duties, **IN_FORCE)
    chinese, english = (wechat_text(problem, roster, "C", lang) for lang in ("zh", "en"))
    who = [line.split("：")[1] for line in chinese.splitlines()[2:8]]
    assert who == [
        "李建军（律师，古韩法律服务所）",
        "李建军（律师，侯堡法律服务所）",
        "李建军（律师）",
        "孙玥（律师）",
        "值班人员（律师）",
        "值班人员（律师）",
    ]
    assert "Tue 1 Dec: 李建军 (lawyer, 古韩法律服务所)" in english
    assert "Thu 3 Dec: 李建军 (lawyer)" in english
    assert "X1" not in chinese + english  # ids are not for the public
