"""Which font sets which text of a notice."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from roster.publish.notices import build_notice, missing_glyphs
from roster.publish.notices.content import notice_of
from roster.publish.notices.fonts import SERIF, WANTED, FontBook, Role
from roster.publish.notices.render import Press, stamp_of
from tests import build
from tests.publish.notices_kit import IN_FORCE, county, fonts_of, printed

RARE = "喆垚玥昇旻祎翀𬭎"


def fake_system_font(folder: Path, family: str, characters: str) -> None:
    """A font file that calls itself ``family`` and has a box for each of these characters only."""
    names = [".notdef", *(f"u{ord(c):X}" for c in characters)]
    pen = TTGlyphPen(None)
    for step, point in enumerate([(50, 0), (50, 700), (950, 700), (950, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(c): f"u{ord(c):X}" for c in characters})
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (1000, 50)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    font.setupOS2()
    font.setupPost()
    font.save(folder / f"{family}.ttf")


def test_a_name_with_a_glyph_its_font_lacks_is_set_whole_in_another(tmp_path: Path) -> None:
    fake_system_font(tmp_path, "FangSong", "张三—")
    book = FontBook((tmp_path,), system=False)
    assert book.family == {
        Role.TITLE: SERIF,
        Role.BODY: "FangSong",
        Role.HEADING: "Noto Sans SC",
        Role.KAI: SERIF,
    }
    assert book.setting("张三", Role.BODY).fonts[0] == "FangSong"
    assert book.setting("张垚", Role.BODY).fonts[0] == SERIF
    problem = county(people=[build.person("P1", name="张三"), build.person("P2", name="张垚")])
    for pid, used in (("P1", True), ("P2", False)):
        roster = build.roster(problem, [build.duty(pid, "C", 1)], **IN_FORCE)
        pdf = Press(book).pdf(notice_of(problem, roster, "C", "zh"), stamp_of(roster))
        assert ("FangSong" in fonts_of(pdf)) is used
        assert problem.person[pid].name in printed(pdf)


def test_the_packaged_fonts_have_the_rare_characters_of_names() -> None:
    book = FontBook(system=False)
    for role in Role:
        assert book.setting(RARE, role).fonts[0] == WANTED[role][-1]
    names = ["喆垚玥昇", "旻祎翀𬭎"]
    problem = county(people=[build.person(n, name=n) for n in names])
    roster = build.roster(problem, [build.duty(n, "C", i) for i, n in enumerate(names, 1)])
    assert missing_glyphs(problem, roster) == []
    assert all(n in printed(build_notice(problem, roster, "C")) for n in names)


def test_a_character_that_no_font_has_is_marked_and_told() -> None:
    # U+10FFFD is a private-use character: no font of any system should have it
    problem = county(
        people=[build.person("P1", name="李\U0010fffd"), build.person("P2", name="\U0010fffd")],
        sites=(build.centre(), build.station("G", name="王陶", address="\U0010fffd村")),
    )
    roster = build.roster(problem, [build.duty("P1", "G", 1)])
    person, site = missing_glyphs(problem, roster)  # P2 is not on duty: printed nowhere
    assert person.zh == "“李\U0010fffd”：字体缺字\U0010fffd (U+10FFFD)，公示上印作〓"
    assert site.en == "“王陶”: no font has \U0010fffd (U+10FFFD); printed as 〓"
    text = printed(build_notice(problem, roster, "G"))
    assert "李〓" in text
    assert "〓村" in text


def test_a_variation_selector_needs_no_glyph_of_its_own() -> None:
    assert FontBook(system=False).lacking("葛\U000e0100\ufe00") == []
