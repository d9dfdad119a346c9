"""The ways to write a site in records: its id and names; 沁河 or 沁河镇司法所 where that is only one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roster.model.sites import SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roster.model.problem import Problem

CENTRE_WORDS = ("中心", "县中心", "区中心", "市中心", "公共法律服务中心")
_OFFICES = ("司法所", "工作站", "公共法律服务工作站", "公共法律服务站", "站")
_LEVEL = re.compile(r"(?<=..)(街道办事处|街道|镇|乡)$")


class Meant(NamedTuple):
    """The site that a word means; not ``certain`` where it is none of the site's own names."""

    id: str
    name: str
    certain: bool


class SiteWords:
    """Every way to write the county's sites; what two sites share means neither."""

    def __init__(self, problem: Problem) -> None:
        county = problem.settings.county
        exact: dict[str, set[str]] = {}
        loose: dict[str, set[str]] = {}
        for site in problem.sites:
            words = {site.id, site.name, site.title, site.title.removeprefix(county)}
            short: set[str] = set()
            if site.kind is SiteKind.CENTRE:
                words |= set(CENTRE_WORDS)
            else:
                names = {site.name, _LEVEL.sub("", site.name)}
                short = {name + office for name in names for office in ("", *_OFFICES)}
                short |= {county + word for word in short}
            _put(exact, words, site.id)
            _put(loose, short, site.id)
        self._names = {site.id: site.name for site in problem.sites}
        self._exact, self._loose = _single(exact), _single(loose)
        self._shared = {word for word, ids in exact.items() if len(ids) > 1}

    def of(self, word: str) -> Meant | None:
        """The only site that the word means; None where there is none, or several."""
        word = "".join(word.split())
        site = self._exact.get(word)
        if site is not None:
            return Meant(site, self._names[site], certain=True)
        site = None if word in self._shared else self._loose.get(word)
        return None if site is None else Meant(site, self._names[site], certain=False)


def _put(into: dict[str, set[str]], words: Iterable[str], site: str) -> None:
    for word in words:
        into.setdefault("".join(word.split()), set()).add(site)


def _single(found: Mapping[str, set[str]]) -> dict[str, str]:
    return {word: min(ids) for word, ids in found.items() if len(ids) == 1}
