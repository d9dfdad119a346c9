from datetime import date, datetime, time

import pytest

from roster.io.fields import (
    DATE,
    ID,
    NOTE,
    NUMBER,
    PERCENT,
    TEXT,
    YES_NO,
    Field,
    FieldError,
    choice,
    integer,
    narrow,
    shown,
)

DEC_5 = date(2026, 12, 5)
DEC_5_MIDNIGHT = datetime.combine(DEC_5, time())  # as a spreadsheet hands out its dates
DEC_5_AT_8 = datetime.combine(DEC_5, time(8))
HOSTILE = ["=1+1", "+86", "-喆", "@SUM(A1)", "BEGIN:VEVENT", "👨\u200d👩", "𬭎", "Ｏ'Brien（男）"]
HIDDEN = ["李\n喆", "李\t喆", "\x00", "\x1b[2J", "\u202e", "a\u200bb", "\u2028", "\ud800", "\uffff"]


@pytest.mark.parametrize(
    "cell",
    [
        DEC_5_MIDNIGHT,
        "2026-12-05",
        "2026-12-5",
        "2026/12/5",
        "2026.12.5",
        "2026年12月5日",
        "２０２６－１２－０５",
        46361,  # days since 1899-12-30, as a spreadsheet stores the date
        46361.0,
    ],
)
def test_a_date_is_read_in_every_form(cell: object) -> None:
    assert DATE.parse(cell) == DEC_5


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-12/05",  # mixed separators
        "2026-12-05日",
        "2026年12月5",
        "12月5日",
        "46361",  # a serial number is one only in a numeric cell
        "2026-12-05 08:00",
        DEC_5_AT_8,
        time(8),
        46361.5,  # noon
        20261205,  # beyond the last serial number
        -1,
        True,
        36525,  # 1999-12-31: before 2000
        "1999-12-31",
        "3000-01-01",
    ],
)
def test_what_is_no_date_is_refused(cell: object) -> None:
    with pytest.raises(FieldError):
        DATE.parse(cell)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_survives(name: str) -> None:
    assert TEXT.parse(name) == name


@pytest.mark.parametrize("cell", HIDDEN)
def test_what_cannot_be_seen_is_refused(cell: str) -> None:
    with pytest.raises(FieldError, match="control character"):
        TEXT.parse(cell)


@pytest.mark.parametrize("cell", [True, DEC_5_MIDNIGHT, time(8)])
def test_text_is_no_date_and_no_truth_value(cell: object) -> None:
    with pytest.raises(FieldError, match="must be text"):
        TEXT.parse(cell)


def test_a_note_may_have_lines() -> None:
    assert NOTE.parse("上午\n\t开庭") == "上午 开庭"
    assert NOTE.parse(12) == "12"


@pytest.mark.parametrize("cell", ["P1", "P-1_甲", 17])
def test_an_id(cell: object) -> None:
    assert ID.parse(cell) == str(cell)


@pytest.mark.parametrize("cell", ["a b", "a/b", "..", "a.b", "x" * 33, "con:1"])
def test_an_id_is_fit_for_a_file_name(cell: str) -> None:
    with pytest.raises(FieldError, match="an id holds"):
        ID.parse(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("14043000000000001", "14043000000000001"),
        (123456789012345, "123456789012345"),  # 15 digits: all of them kept by a spreadsheet
        (13800000000.0, "13800000000"),
    ],
)
def test_a_number_is_kept_as_text(cell: object, number: str) -> None:
    assert NUMBER.parse(cell) == number


@pytest.mark.parametrize("cell", [1234567890123456, 1.4043e16, "1.4043E+16", "1E16"])
def test_a_number_that_lost_digits_is_refused(cell: object) -> None:
    with pytest.raises(FieldError, match="lost its last digits") as error:
        NUMBER.parse(cell)
    assert "文本" in error.value.remedy.zh


def test_a_fraction_is_no_text() -> None:
    with pytest.raises(FieldError, match="fraction"):
        NUMBER.parse(1.5)


@pytest.mark.parametrize("cell", [3, 3.0, "3", "3.0", "３"])
def test_an_integer_in_every_form(cell: object) -> None:
    assert integer(1, 3).parse(cell) == 3


@pytest.mark.parametrize("cell", [3.5, "3.5", "三", True, None, "1e3", "٣", time(3)])
def test_what_is_no_integer_is_refused(cell: object) -> None:
    with pytest.raises(FieldError, match="whole number"):
        integer(0, 9).parse(cell)


def test_an_integer_has_bounds() -> None:
    for field, cell in ((integer(1, 3), 4), (integer(1, 3), 0), (integer(0), -1)):
        with pytest.raises(FieldError, match="out of range"):
            field.parse(cell)
    assert integer(0).parse(10**6) == 10**6


@pytest.mark.parametrize(
    ("cell", "value"), [(50, 50), ("50", 50), ("50%", 50), ("５０％", 50), (0, 0)]
)
def test_a_percentage(cell: object, value: int) -> None:
    assert PERCENT.parse(cell) == value


@pytest.mark.parametrize("cell", [201, "-1%", 0.5, "12.5%", "%"])
def test_a_percentage_has_bounds(cell: object) -> None:
    with pytest.raises(FieldError):
        PERCENT.parse(cell)


def test_yes_and_no() -> None:
    assert (YES_NO.parse("是"), YES_NO.parse("否")) == (True, False)
    for cell in ("yes", "TRUE", True, 1):
        with pytest.raises(FieldError, match="none of the words"):
            YES_NO.parse(cell)


def test_a_choice_lists_its_words() -> None:
    field: Field = choice({"月": 1, "年": 2})
    assert field.form.zh == "月、年"
    with pytest.raises(FieldError) as error:
        field.parse("周")
    assert error.value.remedy.zh == "填其中之一：月、年"


def test_narrow_leaves_letters_alone() -> None:
    assert narrow("（１２：３０，Ａ）") == "(12:30,Ａ)"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (DEC_5_MIDNIGHT, "2026-12-05"),
        (DEC_5_AT_8, "2026-12-05 08:00:00"),
        ("\x1b[2J", "\\u001b[2J"),  # a message must not move the terminal's cursor
        ("长" * 61, "长" * 60 + "…"),
        (1.5, "1.5"),
    ],
)
def test_a_cell_is_shown_in_one_short_line(cell: object, words: str) -> None:
    assert shown(cell) == words
