"""All files of a month: their names, their privacy, their bytes."""

import io
import zipfile

import cv2
import numpy as np
import pytest

from roster.model.requests import Duty
from roster.model.roster import Roster
from roster.publish.folder import refuse_bad_names
from roster.publish.notices.sets import MADE, SITE_KINDS, Format, Kind, Wanted, build_sets
from roster.publish.weeks import Days
from tests import build
from tests.publish.notices_kit import (
    HOSTILE,
    IN_FORCE,
    URL,
    WORKDAYS,
    county,
    daily,
    hostile_county,
    pool,
    printed,
)

WEEK = Days(build.day(7), build.day(13))


def month(problem: object) -> Roster:
    duties = [*daily(WORKDAYS), *daily(WORKDAYS[::5], "G", 2)]
    return build.roster(problem, sorted(duties, key=Duty.order), **IN_FORCE)  # type: ignore[arg-type]


def wanted(kind: Kind, made: Format, **more: object) -> Wanted:
    return Wanted(frozenset((kind,)), frozenset((made,)), **more)  # type: ignore[arg-type]


def test_the_whole_tree() -> None:
    problem = county()
    names = set(build_sets(problem, month(problem)))
    stems = ("县中心", "郭道镇")
    weeks = ("01", "07", "14", "21", "28")
    expected = {
        f"notices/{path}"
        for s in stems
        for path in (
            *(f"{s}-值班公示.pdf", f"{s}-微信.txt", f"{s}-广播稿.txt"),
            *(f"docx/{s}-值班公示.docx", f"png/{s}-值班公示.png", f"html/{s}-值班公示.html"),
            *(f"签到表/{s}-签到表.pdf", f"签到表/{s}-签到表.docx"),
            *(f"按周/2026-12-{w}/{s}-{what}.txt" for w in weeks for what in ("微信", "广播稿")),
        )
    }
    whole = ("值班一览表.pdf", "值班一览表.png", "公告.pdf", "公告.docx")
    expected |= {f"notices/全县/沁源县-{name}" for name in whole}
    expected |= {f"internal/沁源县-值班一览表-内部.{ending}" for ending in ("pdf", "png")}
    expected |= {f"internal/按周/2026-12-{w}/{s}-微信-内部.txt" for s in stems for w in weeks}
    assert names == expected
    refuse_bad_names(names)


def test_the_bytes_are_the_same_on_every_build() -> None:
    problem = county()
    first = build_sets(problem, month(problem))
    again = county()
    assert build_sets(again, month(again)) == first
    assert {name.rpartition(".")[2] for name in first} == set(Format)


def test_english_names() -> None:
    problem = county()
    names = set(build_sets(problem, month(problem), lang="en"))
    assert {
        "notices/centre-duty-notice.pdf",
        "notices/centre-broadcast.txt",
        "notices/sign-in/centre-sign-in.docx",
        "notices/by-week/2026-12-07/centre-wechat.txt",
        "notices/county/沁源县-overview.pdf",
        "internal/沁源县-overview-internal.pdf",
        "internal/by-week/2026-12-07/centre-wechat-internal.txt",
    } < names


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("made", Format)
def test_each_kind_in_each_format_by_itself(kind: Kind, made: Format) -> None:
    problem = county()
    files = build_sets(problem, month(problem), wanted(kind, made))
    assert bool(files) is (made in MADE[kind])
    assert all(name.endswith(f".{made}") for name in files)


def test_a_week_of_one_site() -> None:
    problem = county()
    asked = Wanted(kinds=SITE_KINDS, sites=frozenset("G"), week=WEEK)
    files = build_sets(problem, month(problem), asked)
    home = "notices/按周/2026-12-07/"
    assert set(files) == {
        *(
            f"{home}{path}"
            for path in ("郭道镇-值班公示.pdf", "郭道镇-微信.txt", "郭道镇-广播稿.txt")
        ),
        *(f"{home}{kind}/郭道镇-值班公示.{kind}" for kind in ("docx", "png", "html")),
        *(f"{home}签到表/郭道镇-签到表.{ending}" for ending in ("pdf", "docx")),
        "internal/按周/2026-12-07/郭道镇-微信-内部.txt",
    }
    # the workdays 1, 8, 15 … are duties of this station
    text = printed(files[f"{home}郭道镇-值班公示.pdf"])
    assert "（2026年12月7日—13日）" in text
    assert "本站12月7日—13日法律服务人员" in text
    assert "12月8日" in text
    assert "12月15日" not in text


def test_an_announcement_is_of_a_month_only() -> None:
    problem = county()
    asked = wanted(Kind.ANNOUNCEMENT, Format.PDF, week=WEEK)
    assert build_sets(problem, month(problem), asked) == {}


def test_several_pages_are_several_pictures() -> None:
    problem = county()
    roster = build.roster(problem, daily(WORKDAYS, "G", 2), **IN_FORCE)
    names = set(build_sets(problem, roster, wanted(Kind.NOTICE, Format.PNG, sites=frozenset("G"))))
    assert names == {f"notices/png/郭道镇-值班公示-{n}.png" for n in (1, 2, 3)}


def test_the_code_can_be_read_off_the_pictures() -> None:
    problem = county()
    for picture in build_sets(problem, month(problem), wanted(Kind.NOTICE, Format.PNG)).values():
        image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
        assert cv2.QRCodeDetector().detectAndDecode(image)[0] == URL


def readable(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        return printed(content)
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml"))
    return "" if name.endswith(".png") else content.decode()


def test_what_is_private_lies_below_internal_and_nowhere_else() -> None:
    people = [p.model_copy(update={"phone": f"本人电话{p.id}"}) for p in pool()]
    people[0] = people[0].model_copy(update={"consent_phone": True})
    people[3] = people[3].model_copy(update={"consent_public": False})
    station = county().site["G"].model_copy(update={"phone": "站点电话号"})
    problem = county(people=people, sites=(build.centre(), station))
    files = build_sets(problem, month(problem))
    shown = {name: readable(name, content) for name, content in files.items()}
    for name, text in shown.items():
        inside = name.startswith("internal/")
        assert inside or not any(s in text for s in ("本人电话", "站点电话号", "张垚")), name
        assert "11404201510123456" not in text
        assert not any(f"本人电话P{i}" in text for i in range(2, 7)), name
    inside = "".join(text for name, text in shown.items() if name.startswith("internal/"))
    assert all(said in inside for said in ("本人电话P1", "站点电话号", "张垚", "【内部】"))
    assert not any("内部" in name for name in shown if name.startswith("notices/"))
    text = build_sets(problem, month(problem), lang="en")
    week = text["internal/by-week/2026-12-01/郭道镇-wechat-internal.txt"].decode()
    assert "[INTERNAL] " in week
    assert "王建国 (lawyer, phone 本人电话P1)" in week
    assert "Office line: 站点电话号" in week


def test_without_the_internal_ones() -> None:
    problem = county()
    files = build_sets(
        problem, month(problem), Wanted(formats=frozenset((Format.TXT,)), internal=False)
    )
    assert files
    assert not any(name.startswith("internal") for name in files)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_county_is_written_whole(name: str) -> None:
    problem = hostile_county(name)
    roster = build.roster(problem, [build.duty("P1", s, 1) for s in "CG"], **IN_FORCE)
    files = build_sets(problem, roster, Wanted(formats=frozenset(Format) - {Format.PNG}))
    refuse_bad_names(files)
    # two sites: seven files each and two texts a week; three of the county; inside: one, and a text a week
    assert len(files) == 2 * 7 + 2 * 5 * 2 + 3 + 1 + 2 * 5
    for path, content in files.items():
        text = readable(path, content)
        assert "\x00" not in text
        assert "\x1b" not in text
