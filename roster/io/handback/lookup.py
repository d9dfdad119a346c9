"""Who and where a cell means: people, sites and sessions as a clerk writes them into the workbook."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from roster.io.fields import FieldError, narrow
from roster.io.report import alike
from roster.model.people import distinct_names
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


class Words:
    """What words mean, in stages: a word is looked up in the first in which it means anything."""

    def __init__(self) -> None:
        self._stages: list[dict[str, set[str]]] = []

    def add(self, words: Iterable[tuple[str, str]]) -> None:
        """One more stage of words and the ids that they mean; after it, the same words loosely."""
        words = list(words)
        for form in (str, key_of):
            stage: dict[str, set[str]] = defaultdict(set)
            for word, meant in words:
                stage[form(word)].add(meant)
            self._stages.append(stage)

    def find(self, word: str) -> set[str]:
        """The ids that it means, none or several where that is so."""
        strict = iter([word, key_of(word)] * len(self._stages))
        return next((s[w] for s, w in zip(self._stages, strict, strict=False) if w in s), set())


class Lookup:
    """The people and sites of the workbook's revision (``base``) and of the newest one.

    What the workbook itself shows comes first: it means who is meant there, whoever else is called so.
    """

    def __init__(self, base: Problem, newest: Problem) -> None:
        self._base = base
        self.people = {p.id: p.name for p in (*base.people, *newest.people)}
        self._people, self._sites = Words(), Words()
        for problem in (base, newest):
            shown = distinct_names({p.id: p.name for p in problem.people})
            self._people.add((name, i) for i, name in shown.items())
        self._people.add((f"{name}（{i}）", i) for i, name in self.people.items())
        self._people.add((name, i) for i, name in self.people.items())
        self._people.add((i, i) for i in self.people)
        self._site_names: dict[str, str] = {}
        for problem in (base, newest):
            self._take_sites(problem)
        self._sessions = {key_of(word): session for word, session in session_words().items()}

    def person(self, word: str) -> str:
        """The person's id. Raises FieldError for nobody and for several."""
        found = self._people.find(word)
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
        found = self._sites.find(word)
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
        shown = site_names(problem)
        self._sites.add((word, i) for i, text in shown.items() for word in text)
        self._sites.add((s.name, s.id) for s in problem.sites)
        self._sites.add((s.id, s.id) for s in problem.sites)
        centres = [s.id for s in problem.sites if s.kind is SiteKind.CENTRE]
        if len(centres) == 1:
            self._sites.add((word, centres[0]) for word in (*CENTRE, "县中心"))
        self._site_names |= {i: text.zh for i, text in shown.items()}

    def _listed(self, sites: Iterable[str]) -> str:
        return "、".join(f"{self._site_names[s]}（{s}）" for s in sorted(sites))


def which_session() -> FieldError:
    """What is wrong where the session is not written and not known."""
    words = [name.zh for name in SESSION_NAMES.values()]
    return FieldError(
        Text("没有写时段", "no session is given"),
        Text(f"写明：{'、'.join(words)}", f"say which: {', '.join(words)}"),
    )
