"""Whoever has the old sheet and the correction has the new sheet, whatever has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from roster.model.proposals import with_person
from roster.model.sites import Session
from roster.model.slots import SlotKey
from roster.publish.corrections.printed import Printed, concerned
from roster.publish.notices.content import Line, line_of
from tests.build import duty
from tests.publish.corrections_kit import correction
from tests.publish.notices_kit import county

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.revision import Revision

DUTIES = st.sets(
    st.builds(
        duty,
        st.sampled_from([f"P{i}" for i in range(1, 7)]),
        st.sampled_from(["C", "G"]),
        st.integers(7, 16),
        st.sampled_from([Session.MORNING, Session.AFTERNOON]),
    ),
    max_size=14,
)
UNNAMED = st.sets(st.sampled_from(["P1", "P4", "P6"]))


def agreed_by_all_but(people: set[str]) -> Problem:
    of = county()
    for person in people:
        of = with_person(of, person, consent_public=False)
    return of


def wall(revision: Revision, site: str) -> dict[SlotKey, list[Line]]:
    """What the notice of the site prints, by session."""
    found: dict[SlotKey, list[Line]] = {}
    for d in revision.roster.of_site.get(site, []):
        found.setdefault(SlotKey.of(d), []).append(line_of(revision.problem.person[d.person], "zh"))
    return {slot: sorted(lines, key=str) for slot, lines in found.items()}


@given(DUTIES, DUTIES, UNNAMED, UNNAMED)
def test_the_old_sheet_and_the_correction_make_the_new_sheet(
    before: set[Duty], after: set[Duty], then: set[str], now: set[str]
) -> None:
    found = correction(before, after, agreed_by_all_but(then), agreed_by_all_but(now | then))
    sites = {printed.id for printed in concerned(found)}
    for site in ("C", "G"):
        # Who agreed once and does no longer is on the old wall by name, and on no new sheet: the
        # correction must not repeat the name, so the old wall is read without it.
        old = found.before.model_copy(update={"problem": found.after.problem})
        shown, new = wall(old, site), wall(found.after, site)
        printed = Printed(found, site)
        for change in printed.changes():
            if change.before is not None:
                was = sorted(printed.lines(change.before, "zh"), key=str)
                assert shown.pop(change.before.slot) == was
        for change in printed.changes():
            if change.after is not None:
                lines = printed.lines(change.after, "zh", now=True)
                shown[change.after.slot] = sorted(lines, key=str)
        assert shown == new
        assert (site in sites) == bool(printed.changes() or printed.facts())
