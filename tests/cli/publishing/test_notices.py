"""roster notices: the sheets again, for a site, a week, a month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.desk import Desk

NOTICES = ("notices", "qinyuan", "--month", "2026-12")
HOME = Path("outputs/qinyuan/2026-12")


def made(desk: Desk, *options: str) -> dict[str, bytes]:
    """The files that the command makes in an empty folder."""
    desk.done(*NOTICES, "--to", "again", *options)
    return desk.files("again")


@pytest.mark.usefixtures("all_notices")
def test_what_is_made_again_is_what_was_published(planned: Desk) -> None:
    planned.publish()
    handed_out = planned.files(str(HOME))
    again = made(planned, "--internal")
    expected = {n: c for n, c in handed_out.items() if n.startswith(("notices/", "internal/"))}
    assert again == expected
    out = planned.done(*NOTICES, "--internal")
    assert planned.files(str(HOME)) == handed_out
    assert out == f"qinyuan 2026-12 第1版：{len(expected)}个文件在 {HOME}\n"


def test_a_week_of_a_site_in_one_format(planned: Desk) -> None:
    planned.publish()
    files = made(planned, "--site", "郭道", "--week", "2026-12-09", "--format", "docx，txt")
    home = "notices/按周/2026-12-07/"
    assert set(files) == {
        *(f"{home}郭道镇-{text}.txt" for text in ("微信", "广播稿")),
        f"{home}docx/郭道镇-值班公示.docx",
        f"{home}签到表/郭道镇-签到表.docx",
    }


def test_single_kinds_and_english(planned: Desk) -> None:
    planned.publish()
    planned.done(
        "--lang", "en", *NOTICES, "--to", "en", "--kind", "overview,announcement", "--format", "pdf"
    )
    assert set(planned.files("en")) == {
        "notices/county/沁源县-overview.pdf",
        "notices/county/沁源县-announcement.pdf",
    }


def test_a_draft_is_made_only_when_asked_for_and_lies_apart(planned: Desk) -> None:
    run = planned.run(*NOTICES)
    assert (run.code, run.out) == (1, "")
    assert "还没有公布，只有草稿第1版。先运行 roster publish，或加 --draft" in run.err
    out = planned.done(*NOTICES, "--draft", "--format", "txt")
    assert "第1版（草稿）" in out
    files = planned.files("outputs/qinyuan/2026-12-draft")
    assert files["notices/县中心-微信.txt"].decode("utf-8-sig").startswith("【草稿，未公布】")
    assert not (HOME / "notices").exists()


def test_other_files_in_the_folder_stay(planned: Desk) -> None:
    planned.publish()
    Path("again").mkdir()
    Path("again/mine.txt").write_text("mine", encoding="utf-8")
    files = made(planned, "--kind", "broadcast", "--site", "中心")
    assert "mine.txt" in files
    assert "notices/县中心-广播稿.txt" in files


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ("--kind", "poster"),
            "没有“poster”，可写 notice、sign-in、overview、announcement、broadcast",
        ),
        (("--format", "jpg"), "没有“jpg”，可写 pdf、docx、png、html、txt"),
        (("--kind", "broadcast,sign-in", "--format", "html"), "广播稿 txt；签到表 docx、pdf"),
        (("--kind", "announcement", "--week", "2026-12-08"), "公告按月，不按周"),
        (("--week", "2026-11-08"), "没有2026-12的日子"),
        (("--week", "8"), "“8”不是日期"),
        (("--site", "没有镇"), "没有“没有镇”"),
        (("--templates", "nowhere"), "文件夹“nowhere”里没有模板"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    planned: Desk, options: tuple[str, ...], told: str
) -> None:
    planned.publish()
    run = planned.run(*NOTICES, "--to", "again", *options)
    assert (run.code, run.out) == (2, "")
    assert told in run.err
    assert "again" not in planned.left()


def test_a_broken_template_is_named_and_nothing_is_written(planned: Desk) -> None:
    planned.publish()
    Path("own").mkdir()
    Path("own/notice.html").write_text("<p>\n{{ nothing }}\n", encoding="utf-8")
    run = planned.run(*NOTICES, "--to", "again", "--templates", "own")
    assert (run.code, run.out) == (2, "")
    assert "模板“notice.html”第2行不能使用" in run.err
    assert "again" not in planned.left()


@pytest.mark.usefixtures("all_notices")
def test_the_bureaus_templates_hold_for_publishing_where_the_environment_names_them(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("own").mkdir()
    Path("own/notice.html").write_text("<p>自印{{ bureau }}", encoding="utf-8")
    monkeypatch.setenv("ROSTER_TEMPLATES", "own")
    planned.publish()
    page = "notices/html/县中心-值班公示.html"
    assert planned.files(str(HOME))[page].decode() == "<p>自印沁源县司法局"
    assert made(planned, "--format", "html")[page].decode() == "<p>自印沁源县司法局"


def test_a_name_that_no_font_has_is_told(planned: Desk) -> None:
    # a private-use character in the name of somebody on duty
    inputs = Path("inputs/人员.csv")
    text = inputs.read_text(encoding="utf-8-sig")
    inputs.write_text(text.replace("李喆", "李\U0010fffd"), encoding="utf-8")
    others = [
        p for p in Path("inputs").glob("*.csv") if "李喆" in p.read_text(encoding="utf-8-sig")
    ]
    for path in others:
        named = path.read_text(encoding="utf-8-sig").replace("李喆", "李\U0010fffd")
        path.write_text(named, encoding="utf-8")
    planned.plan()
    run = planned.run(*NOTICES, "--draft", "--kind", "broadcast")
    assert run.code == 0
    assert "字体缺字\U0010fffd (U+10FFFD)" in run.err


def test_without_a_draft_there_is_none_to_print(published: Desk) -> None:
    run = published.run("notices", "qinyuan", "--month", "2026-12", "--draft")
    assert (run.code, run.out) == (1, "")
    assert "没有草稿" in run.err
