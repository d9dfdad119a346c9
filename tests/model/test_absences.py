from __future__ import annotations

from roster.model.absences import absences_in_force
from roster.model.changes import Absent, Present
from roster.model.sites import Session
from tests import build


def absent(first: int, last: int, **changes: object) -> Absent:
    return Absent.model_validate(
        {"person": "P1", "start": build.day(first), "end": build.day(last), **changes}
    )


def present(first: int, last: int, **changes: object) -> Present:
    return Present.model_validate(
        {"person": "P1", "start": build.day(first), "end": build.day(last), **changes}
    )


def test_what_is_taken_back_is_taken_off_in_the_order_of_the_reports() -> None:
    assert absences_in_force([absent(1, 5), present(2, 3)]) == [absent(1, 1), absent(4, 5)]
    assert absences_in_force([present(2, 3), absent(1, 5)]) == [absent(1, 5)]
    assert absences_in_force([absent(1, 5), present(1, 9), absent(1, 5)]) == [absent(1, 5)]
    assert absences_in_force([]) == []


def test_half_a_day_taken_back_leaves_the_other_half() -> None:
    found = absences_in_force([absent(1, 2), present(1, 1, session=Session.MORNING)])
    assert found == [absent(1, 1, session=Session.AFTERNOON), absent(2, 2)]


def test_another_persons_absence_is_none_of_its_business() -> None:
    other = absent(1, 5, person="P2")
    assert absences_in_force([absent(1, 5), other, present(1, 5)]) == [other]


def test_an_absence_told_twice_is_one_and_keeps_its_first_reason() -> None:
    first = absent(1, 5, reason="住院")
    assert absences_in_force([first, absent(1, 5, reason="病假")]) == [first]
    assert absences_in_force([first, absent(1, 6)]) == [first, absent(1, 6)]
