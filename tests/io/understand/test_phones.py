"""Telephone numbers: one is read in any way of writing, two are refused, and so is what is none."""

from __future__ import annotations

import pytest

from roster.io.fields import FieldError
from roster.io.understand.context import Context
from roster.io.understand.kinds import CERTIFICATE, PHONE
from tests.io.county import DECEMBER

CONTEXT = Context(DECEMBER)
TWO = "这里不止一个号码，只能填一个"


def phone(cell: object) -> object:
    assert PHONE.loose is not None
    found = PHONE.loose(cell, CONTEXT)
    return cell if found is None else found.items[0][0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("100-0000-0000", "10000000000"),
        ("100 0000 0000", "10000000000"),
        ("0355-000 0000", "0355-0000000"),
        ("0355 0000 000", "03550000000"),
        ("（0355）0000000", "0355-0000000"),
        ("0355—0000000", "0355-0000000"),
        ("１０００００００００0", "10000000000"),
        ("0355-0000000\n", "0355-0000000"),
    ],
)
def test_what_makes_a_number_easy_to_read_is_dropped(written: str, meant: str) -> None:
    assert phone(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "0355-0000000",
        "12348",
        "110",
        "66123",
        "0355-0000000转8",
        "0355-0000000-8",
        "400-000-0000",
        "4000000000",
        "5000000",
        5000000,
        10000000000,
        "010-00000000",
        "+8610000000000",
    ],
)
def test_one_number_stays_as_it_is(written: object) -> None:
    assert phone(written) == written


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("10000000000 10000000001", TWO),
        ("10000000000\n10000000001", TWO),
        ("5000000 5000001", TWO),
        ("0355-0000000/10000000000", TWO),
        ("10000000000、10000000001", TWO),
        ("10000000000或5000000", TWO),
        ("0355 0000000 0355 0000001", TWO),
        ("同上", "不是一个电话号码"),
        ("电话", "不是一个电话号码"),
        ("王主任10000000000", "不是一个电话号码"),
        ("转 8 分机", "不是一个电话号码"),
        (3540000000, "区号开头的0丢了"),
        ("3540000000", "区号开头的0丢了"),
        ("1000000000", "手机号应为11位，这里是10位"),
        ("100000000000", "手机号应为11位，这里是12位"),
        ("14043000000000001", "没有17位的电话号码"),
        (5, "没有1位的电话号码"),
        ("/、", "没有0位的电话号码"),
    ],
)
def test_what_is_no_number_or_two_is_refused(written: object, why: str) -> None:
    with pytest.raises(FieldError) as error:
        phone(written)
    assert why in error.value.message.zh
    assert error.value.remedy.zh


@pytest.mark.parametrize("written", ["无", "/", "—", " 暂无 "])
def test_a_word_for_none_is_a_blank_and_told(written: str) -> None:
    for kind in (PHONE, CERTIFICATE):
        assert kind.loose is not None
        found = kind.loose(written, CONTEXT)
        assert found is not None
        assert (found.items, found.certain) == (((None, None),), False)


def test_a_certificate_that_looks_like_a_mobile_number_is_told() -> None:
    assert CERTIFICATE.loose is not None
    found = CERTIFICATE.loose("13000000000", CONTEXT)
    assert found is not None
    assert found.text is not None
    assert "像是手机号" in found.text.zh
    assert CERTIFICATE.loose("14043000000000001", CONTEXT) is None
    assert CERTIFICATE.loose(1.5, CONTEXT) is None
    assert PHONE.loose is not None
    assert PHONE.loose(True, CONTEXT) is None
