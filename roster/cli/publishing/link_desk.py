"""Whose calendar addresses there are, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

import typer

from roster.cli.hand import who
from roster.cli.names import person_named
from roster.cli.publishing.link_files import kept_aside
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.errors import RosterError, UnknownError
from roster.model.feed_addresses import (
    FeedAddress,
    FeedScope,
    address_of,
    digest_of,
    new_token,
    webcal,
)
from roster.model.gate import SHANGHAI
from roster.model.people import distinct_names
from roster.model.problem import Problem
from roster.model.settings import Settings
from roster.publish.links import Link
from roster.store import Store
from roster.text import Text

READABLE = Text(
    "注意：网址不是 https，地址和日历在路上会被别人看到。",
    "note: without https, whoever listens reads the addresses and the calendars.",
)
SHORT = 8  # letters of a digest by which a clerk tells addresses apart


class LinkDesk:
    """The addresses of one county's people: those of its newest published month."""

    def __init__(self, store: Store, county: str, by: str | None = None, why: str = "") -> None:
        self.store, self.county = store, county
        self.by, self.why = who(by), why.strip()

    @cached_property
    def problem(self) -> Problem:
        """The newest published month. Raises UnknownError where none is."""
        for month in reversed(self.store.months(self.county)):
            found = self.store.latest_published(self.county, month)
            if found is not None:
                return found.problem
        raise UnknownError(
            Text(
                f"“{self.county}”还没有公布过排班，先运行 roster publish",
                f"{self.county!r} has published nothing yet; run roster publish first",
            )
        )

    def named(self, people: Iterable[str]) -> list[str]:
        """Their ids, each once. Raises UnclearError."""
        return list(dict.fromkeys(person_named(self.problem, name) for name in people))

    def without_address(self, people: Sequence[str]) -> list[str]:
        """Those of the people named, or of all, who have no good address."""
        wanted = self.named(people) if people else [p.id for p in self.problem.people]
        have = {address.holder for address in self._good()}
        return [person for person in wanted if person not in have]

    def give(self, people: Sequence[str], base: str | None, to: Path | None) -> None:
        """A new address for each, shown once or written into files; what they had is revoked."""
        if not people:
            speech.say(
                "都已有地址，没有发出新的。忘了的或泄露的，用 roster links rotate 换新。",
                "everybody has an address already; roster links rotate gives a new one.",
            )
            return
        where, now = self._base(base), datetime.now(SHANGHAI)
        tokens = {person: new_token() for person in people}
        names = distinct_names({p.id: p.name for p in self.problem.people})
        links = [Link(names[p], address_of(where, token)) for p, token in tokens.items()]
        given = [self._address(person, token, now) for person, token in tokens.items()]
        bureau = self.problem.settings.bureau
        with kept_aside(to, links, bureau, now, speech.lang) as files:
            revoked = self.store.give_feed_addresses(given, made_by=self.by, why=self.why)
        self._tell_given(links if to is None else [], len(links), len(revoked))
        for file in files:
            speech.say(f"写入 {file}，只有您能读", f"written to {file}, for your eyes only")

    def revoke(self, people: Iterable[str]) -> None:
        """Take their addresses back. Raises UnknownError where somebody has none."""
        wanted = self.named(people)
        good = [address for address in self._good() if address.holder in wanted]
        lacking = [p for p in wanted if p not in {address.holder for address in good}]
        if lacking:
            names = "、".join(self.problem.person[p].name for p in lacking)
            raise UnknownError(Text(f"没有有效的地址：{names}", f"no good address: {names}"))
        now = datetime.now(SHANGHAI)
        for address in good:
            self.store.revoke_feed_address(
                address.digest, revoked_at=now, made_by=self.by, why=self.why
            )
        speech.say(f"已收回{len(good)}个地址。", f"{len(good)} address(es) revoked.")

    def tell(self) -> None:
        """A line for each address; never the address itself, which nobody knows any more."""
        names = {p.id: p.name for p in self.problem.people}
        table = plain_table(
            t("日历地址", "calendar addresses"),
            [
                t("人员", "person"),
                t("编号", "id"),
                t("发出", "made"),
                t("收回", "revoked"),
                t("摘要", "digest"),
            ],
        )
        for address in self._of_people():
            revoked = "" if address.revoked_at is None else _moment(address.revoked_at)
            name = names.get(address.holder, t("（已离库）", "(left)"))
            made = _moment(address.created_at)
            add_row(table, name, address.holder, made, revoked, address.digest[:SHORT])
        speech.console().print(table)

    def _of_people(self) -> list[FeedAddress]:
        found = self.store.feed_addresses(self.county)
        return [address for address in found if address.scope is FeedScope.PERSON]

    def _good(self) -> list[FeedAddress]:
        return [address for address in self._of_people() if address.good]

    def _address(self, person: str, token: str, now: datetime) -> FeedAddress:
        return FeedAddress(
            digest=digest_of(token),
            county=self.county,
            scope=FeedScope.PERSON,
            holder=person,
            created_at=now,
        )

    def _base(self, base: str | None) -> str:
        """Where the addresses begin. Raises RosterError where it is not known, or no address."""
        found = self.problem.settings.feed_url if base is None else base.strip()
        [pattern] = [
            m.pattern for m in Settings.model_fields["feed_url"].metadata if hasattr(m, "pattern")
        ]
        if found and re.fullmatch(pattern, found):
            if found.startswith("http:"):
                speech.complain(READABLE)
            return found
        if found:
            raise typer.BadParameter(
                t(
                    f"“{found}”不是可用的网址，应以 https:// 开头，不带 ? 和空格",
                    f"{found!r} is no address for this; it begins with https:// and holds no ? or blank",
                ),
                param_hint="--base",
            )
        raise RosterError(
            Text(
                "不知道日历服务的网址：请用 --base https://… 写明，或在“规则”表设置“日历网址”",
                "the address of the calendar service is not known: give --base https://… or the "
                "setting 日历网址",
            )
        )

    def _tell_given(self, shown: Iterable[Link], made: int, revoked: int) -> None:
        for link in shown:
            lines = f"{link.name}\n  {link.address}\n  {webcal(link.address)}"
            speech.say(lines, lines)
        speech.say(
            f"已发出{made}个地址，收回旧地址{revoked}个。网址只在这一次能看到，请转交本人，勿外传。",
            f"{made} address(es) made, {revoked} old one(s) revoked. They cannot be shown again: hand "
            "each to its person and to nobody else.",
        )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
