"""A bureau's own templates, and what is said when one is broken."""

from pathlib import Path

import jinja2
import pytest
import typst

from roster.errors import TemplateError, UnknownError
from roster.publish.notices.content import notice_of
from roster.publish.notices.page import Pages
from roster.publish.notices.render import Press, stamp_of
from roster.publish.notices.templates import HERE, PACKAGED, Templates
from tests import build
from tests.publish.notices_kit import IN_FORCE, county, printed


def sheet():  # type: ignore[no-untyped-def]
    problem = county()
    return notice_of(
        problem, build.roster(problem, [build.duty("P1", "G", 8)], **IN_FORCE), "G", "zh"
    )


STAMP = stamp_of(build.roster(county(), **IN_FORCE))


def own(folder: Path, name: str, old: str, new: str) -> Templates:
    """Our template, changed in one place, as the bureau's only one."""
    text = (HERE / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return Templates(folder)


def test_one_template_is_replaced_and_the_others_are_ours(tmp_path: Path) -> None:
    templates = own(tmp_path, "parts.typ", "say(data.programme", "say(data.programme")  # as it is
    plain = Press().pdf(sheet(), STAMP)
    assert Press(templates=templates).pdf(sheet(), STAMP) == plain
    other = tmp_path / "other"
    other.mkdir()
    changed = own(
        other,
        "notice.typ",
        "#context kind",
        '#place[#text(font: "Noto Serif SC")[自印]]\n#context kind',
    )
    assert "自印" in printed(Press(templates=changed).pdf(sheet(), STAMP))


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    templates = own(tmp_path, "station.typ", "level.gap)", "level.nothing)")
    line = 1 + (tmp_path / "station.typ").read_text(encoding="utf-8").split("level.nothing")[
        0
    ].count("\n")
    with pytest.raises(TemplateError) as told:
        Press(templates=templates).pdf(sheet(), STAMP)
    assert (told.value.file, told.value.line, told.value.exit_code) == ("station.typ", line, 2)
    assert f"模板“station.typ”第{line}行不能使用：" in told.value.text.zh
    with pytest.raises(TemplateError):
        Press(templates=templates).png(sheet())


def test_a_mistake_that_shows_in_our_template_is_traced_to_theirs(tmp_path: Path) -> None:
    templates = own(tmp_path, "notice.typ", "choose(kind)", "choose(none)")
    with pytest.raises(TemplateError) as told:
        Press(templates=templates).pdf(sheet(), STAMP)
    assert told.value.file == "notice.typ"


def test_a_mistake_without_a_place_names_the_folder(tmp_path: Path) -> None:
    templates = own(tmp_path, "notice.typ", "#show: official", "#show: official")
    error = typst.TypstError("no place", "")
    error.message, error.diagnostic = "no place", ""
    with pytest.raises(TemplateError) as told, templates.blamed():
        raise error
    assert (told.value.file, told.value.line) == (str(tmp_path), None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n{{ bureau }}\n{% if %}", 3),  # wrong syntax
        ("<p>\n\n{{ burau }}", 3),  # no such field
        ("<p>\n{{ rows / 2 }}", 2),  # no such thing to do
        ("{{ 1 / 0 }}", 1),
        ("{% include 'other.html' %}", 1),
    ],
)
def test_a_broken_page_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "notice.html").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as told:
        Pages(Templates(tmp_path)).html(sheet())
    assert (told.value.file, told.value.line) == ("notice.html", line)


def test_a_page_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notice.html").write_bytes("公示".encode("gbk"))
    with pytest.raises(TemplateError) as told:
        Pages(Templates(tmp_path)).html(sheet())
    assert (told.value.file, told.value.line) == ("notice.html", None)


def test_mistakes_of_the_packaged_templates_are_ours() -> None:
    for error in (typst.TypstError("a", "b"), jinja2.TemplateError("a")):
        with pytest.raises(type(error)), PACKAGED.blamed():
            raise error


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notices.typ").touch()  # misspelt
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "notices.typ"):
        with pytest.raises(UnknownError, match="no template in the folder"):
            Templates(folder)
