"""Who and where a cell means: people, sites and sessions as a clerk writes them into the workbook."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from roster.io.fields import FieldError, narrow
from roster.io.report import alike
from roster.model.sheets import session_words, site_names, usual_session
from roster.model.sites import SESSION_NAMES, Session, SiteKind
from roster.model.wording import CENTRE
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roster.model.problem import Problem

_DOTS = re.compile("[•・‧∙]")


def key_of(word: str) -> str:
    """What is compared: 王　伟 is 王伟, 王伟(P1) is 王伟（P1）."""
    return _DOTS.sub("·", narrow("".join(word.split()).replace("（", "(").replace("）", ")")))


class Lookup:
    """The people and sites of the workbook's revision (``base``) and of the newest one."""

    def __init__(self, base: Problem, newest: Problem) -> None:
        self._base = base
        self.people = {p.id: p.name for p in (*base.people, *newest.people)}
        self._people: dict[str, set[str]] = defaultdict(set)
        for person, name in self.people.items():
            for word in (person, name):
                self._people[key_of(word)].add(person)
        for person, name in self.people.items():  # these mean one, whoever else is called so
            self._people[key_of(f"{name}（{person}）")] = {person}
        self._sites: dict[str, set[str]] = defaultdict(set)
        self._site_names: dict[str, str] = {}
        for problem in (base, newest):
            self._take_sites(problem)
        self._sessions = {key_of(word): session for word, session in session_words().items()}

    def person(self, word: str) -> str:
        """The person's id. Raises FieldError for nobody and for several."""
        found = self._people.get(key_of(word), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            told = [f"{self.people[i]}（{i}）" for i in sorted(found)]
            raise FieldError(
                Text(f"有多个“{word}”", f"several are called “{word}”"),
                Text(f"写其中之一：{'、'.join(told)}", f"write one of: {', '.join(told)}"),
            )
        raise FieldError(
            Text(f"值班人员库里没有“{word}”", f"nobody in the pool is called “{word}”"),
            alike(
                word,
                dict.fromkeys(self.people.values()),
                Text("核对姓名，或清空该格", "check the name, or clear the cell"),
            ),
        )

    def site(self, word: str) -> str:
        """The site's id. Raises FieldError for none and for several."""
        found = self._sites.get(key_of(word), set())
        if len(found) == 1:
            return next(iter(found))
        told = self._listed(found or self._site_names)
        raise FieldError(
            Text(f"不止一个站点叫“{word}”", f"several sites are called “{word}”")
            if found
            else Text(f"没有站点“{word}”", f"there is no site “{word}”"),
            Text(f"写其中之一：{told}", f"write one of: {told}"),
        )

    def session(self, word: str) -> Session | None:
        """The session that the word means, if it means one."""
        return self._sessions.get(key_of(word))

    def usual(self, site: str, day: date) -> Session | None:
        """The session that is meant where none is written: the site's only one, or the day's only one."""
        usual = usual_session(self._base, site)
        if usual is not None:
            return usual
        there = {k.session for k in self._base.slots if (k.site, k.date) == (site, day)}
        return there.pop() if len(there) == 1 else None

    def _take_sites(self, problem: Problem) -> None:
        centres = [s.id for s in problem.sites if s.kind is SiteKind.CENTRE]
        for site, shown in site_names(problem).items():
            words = {site, problem.site[site].name, shown.zh, shown.en}
            if centres == [site]:
                words |= {CENTRE.zh, CENTRE.en, "县中心"}
            for word in words:
                self._sites[key_of(word)].add(site)
            self._site_names[site] = shown.zh

    def _listed(self, sites: Iterable[str]) -> str:
        return "、".join(f"{self._site_names[s]}（{s}）" for s in sorted(sites))


def which_session() -> FieldError:
    """What is wrong where the session is not written and not known."""
    words = [name.zh for name in SESSION_NAMES.values()]
    return FieldError(
        Text("没有写时段", "no session is given"),
        Text(f"写明：{'、'.join(words)}", f"say which: {', '.join(words)}"),
    )
