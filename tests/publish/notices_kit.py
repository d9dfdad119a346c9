"""A county with all that notices can show, and ways to read what was printed."""

import io
from datetime import date, time

import cv2
import numpy as np
from pypdf import PdfReader

from roster.model.people import Category, Person
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.roster import Status
from roster.model.sites import TimeSpan
from roster.publish.notices.sets import Format, Kind, Wanted
from tests import build

WORKDAYS = [d for d in build.DECEMBER.days if d.weekday() < 5]
URL = "https://example.org/qinyuan/2026-12/"
IN_FORCE = {"status": Status.PUBLISHED, "published_on": date(2026, 11, 25), "revision": 1}
PEOPLE = [
    ("王建国", Category.LAWYER, "山西沁河律师事务所"),
    ("赵文静", Category.LEGAL_WORKER, "沁源县沁河法律服务所"),
    ("孙玥", Category.LEGAL_WORKER, "沁源县郭道法律服务所"),
    ("张垚", Category.LAWYER, "山西灵空山律师事务所"),
    ("郭旻昇", Category.RETIRED, ""),
    ("李慧敏", Category.OTHER, "山西沁河律师事务所"),
]

# Of a month's files the notices and their texts: for tests of something else, in a third of the time.
FEW = Wanted(frozenset((Kind.NOTICE,)), frozenset((Format.PDF, Format.TXT)), internal=False)
# Names that markup, formulas, templates or a narrow column could trip over.
HOSTILE = [
    '#set text(red) *b* _i_ $x$ [y] @z <l> "q" \\ `c`',
    "=1+1",
    "<script>alert(1)</script>",
    "//张三 /*李四",
    "</text>&amp;{{王五}}{% raw %}",
    "阿卜杜拉·买买提江·吐尔逊·艾合麦提",
    "张\n\u202e三\u200b\x00\x1b[0m",
    "W" * 70,
]


def hostile_county(name: str) -> Problem:
    """A county in which everything that users write is this name, where a sheet can show it."""
    person = build.person("P1", name=name, firm=name, phone=name, consent_phone=True)
    centre = build.centre(name=name, title=name, address=name, phone=name)
    station = build.station("G", name=name, title=name, address=name, phone=name)
    keys = ("county", "bureau", "service", "hotline", "supervision_phone")
    return county(people=[person], sites=(centre, station), limits=dict.fromkeys(keys, name))


def pool() -> list[Person]:
    return [
        build.person(
            f"P{i}",
            name=name,
            category=category,
            firm=firm,
            phone="0355-0000001",
            certificate="11404201510123456",
        )
        for i, (name, category, firm) in enumerate(PEOPLE, 1)
    ]


def county(**changes: object) -> Problem:
    station = build.station(
        "G",
        name="郭道镇",
        title="沁源县郭道镇公共法律服务工作站",
        address="镇政府院内",
        phone="0355-0000001",
        morning=TimeSpan(start=time(8, 30), end=time(12, 30)),
        market_days=(build.day(8), build.day(9)),
    )
    days = build.calendar(made_up=[build.day(5)])
    lunar = {build.day(8): "十月三十", build.day(15): "冬月初七"}
    days = days.model_copy(
        update={
            "days": tuple(d.model_copy(update={"lunar": lunar.get(d.date, "")}) for d in days.days)
        }
    )
    limits = {"notice_url": URL, "supervision_phone": "0355-0000000"}
    defaults = {
        "people": pool(),
        "sites": (build.centre(), station),
        "limits": limits,
        "calendar": days,
    }
    return build.problem(**{**defaults, **changes})


def daily(days: list[date], site: str = "C", persons: int = 1) -> list[Duty]:
    """Persons of the pool in turn, a full day at the centre and a morning elsewhere."""
    return [
        build.duty(f"P{(i * persons + j) % 6 + 1}", site, d)
        for i, d in enumerate(days)
        for j in range(persons)
    ]


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def printed(pdf: bytes) -> str:
    """All that is printed, without blanks: where lines break is a matter of looks."""
    return "".join("".join(pages(pdf)).split())


def fonts_of(pdf: bytes) -> set[str]:
    found = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()
    return {str(font.get_object()["/BaseFont"]).split("+")[1] for font in found}


def ink_outside_margins(picture: bytes) -> bool:
    """Whether ink lies beyond the text block's sides (28 mm and 26 mm) or below the page number."""
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    height, width = image.shape
    mm = width / 210
    sides = image[:, : round(27.5 * mm)].min(), image[:, width - round(25.5 * mm) :].min()
    return min(*sides, image[height - round(20 * mm) :].min()) < 250
