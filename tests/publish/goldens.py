"""Texts and pages as whole files (python -m tests.publish.goldens writes them anew, to be read before they
are committed).
"""

from __future__ import annotations

import re
from pathlib import Path

from roster.model.requests import Closure, Duty
from roster.publish.notices.sets import Format, Wanted, build_sets
from tests import build
from tests.publish.notices_kit import IN_FORCE, WORKDAYS, county, daily

FOLDER = Path(__file__).parent / "golden"


def made() -> dict[str, bytes]:
    """The pages of both sites, and the texts of the month and of one week, in both languages."""
    shut = Closure(site="G", start=build.day(22), end=build.day(23), note="搬迁")
    people = [p.model_copy(update={"consent_phone": p.id == "P4"}) for p in county().people]
    people[1] = people[1].model_copy(update={"consent_public": False})
    problem = county(people=people, closures=(shut,))
    duties = [*daily(WORKDAYS), build.duty("P4", "G", 8), build.duty("P2", "G", 15)]
    roster = build.roster(problem, sorted(duties, key=Duty.order), **IN_FORCE)
    wanted = Wanted(formats=frozenset((Format.HTML, Format.TXT)))
    files = build_sets(problem, roster, wanted) | build_sets(problem, roster, wanted, lang="en")
    return {n: c for n, c in files.items() if not re.search(r"2026-12-(?!07)", n)}


def main() -> None:
    """Write them all."""
    for name, content in made().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
