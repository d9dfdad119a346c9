"""Lines of a chat or a list: who says it, when, and what; each line is read or handed back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roster.io.fields import narrow
from roster.io.spoken.heads import CLOCK, TITLES, head_of
from roster.io.spoken.phrase import Asked, phrase
from roster.io.spoken.spans import UnclearError
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roster.model.calendar import Month

_STAMP = re.compile(rf"^[(\[][^)\]]{{0,20}}{CLOCK}[)\]]\s*")
_NUMBERING = re.compile(r"^\(?\d{1,2}[.、)]\s*(?=@?[一-鿿])")
_LEAD = re.compile(r"\(?(\d{1,2})[.、,)]\s*(\d?)")
_ANSWER = re.compile(
    r"(?:收到|好的?|嗯+|ok|OK|知道了?|明白了?|谢谢[您你]?|辛苦了?|[,.。!~])+"
    r"|\[(?:图片|语音|视频|文件|表情|动画表情|链接|位置)\]"
)
_A_DATE = re.compile(r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?")
_BEGINS_WITH_DAYS = re.compile(
    r"\d|[一二三四五六七八九十]{1,3}[月日号、]|每|逢?(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|[本这下]{1,2}个?(?:周|星期|礼拜|月)|今天|明天|大?后天|月[底末初]|[上中下]旬|整个?月|全月"
)


class Person(NamedTuple):
    """Somebody of the pool, as chat and sheet may name them."""

    id: str
    name: str


class Spoken(NamedTuple):
    """A line (counted from 1) as it was ``said``, who said it (None where nobody known did), and what it
    asks; nothing where it was not understood: ``why`` then says so. ``on`` is the day it was said.
    """

    number: int
    said: str
    person: str | None
    asked: tuple[Asked, ...]
    why: Text | None = None
    on: date | None = None

    @property
    def understood(self) -> bool:
        """Whether it became rows."""
        return bool(self.asked)


def read_lines(
    text: str, people: Sequence[Person], month: Month, on: date | None = None
) -> list[Spoken]:
    """Every line that is neither blank nor the head of somebody's message, read or not.

    Arguments as for ``days_of``; the date in a message's head stands in for ``on``. A head that names
    nobody of the pool is handed back: it might be a request. A line that is not understood and might name
    somebody ends the message: what follows is nobody's until a name comes.
    """
    names = {p.name for p in people if p.name}
    found: list[Spoken] = []
    speaker: str | None = None  # "" where it is not known any more
    said_on = on
    for number, line in enumerate(text.splitlines(), 1):
        plain = narrow(line).strip().strip("\ufeff\u200b").strip()
        if not plain:
            continue
        head = head_of(_NUMBERING.sub("", plain), names, on)
        if head is not None and not (plain[0] == "@" and speaker not in (None, head.name)):
            speaker, said_on = head
            who = _person(people, speaker)
            if speaker and isinstance(who, Text):
                found.append(Spoken(number, line.strip(), None, (), who))
            continue
        one = _line(number, line.strip(), plain, people, speaker, (month, said_on))
        now = _speaker_after(one, plain, names, speaker)
        if now == "" and speaker and one.person and not _named(plain, names):
            one = one._replace(person=None, asked=(), why=_perhaps_a_name(speaker))
        speaker = now
        found.append(one._replace(on=said_on))
    return _without_numbers(found, names)


def _speaker_after(one: Spoken, plain: str, names: set[str], speaker: str | None) -> str | None:
    """Whose words the next line is, after one that was no head."""
    if not speaker or speaker == _named(plain, names):
        return speaker
    others = any(name in plain for name in names - {speaker})
    if others or (re.search(CLOCK, plain) and not one.understood):
        return ""
    if _A_DATE.fullmatch(plain):  # a line between the messages of two days
        return ""
    kept = one.understood or _ANSWER.fullmatch(plain) or _BEGINS_WITH_DAYS.match(plain)
    return speaker if kept else ""


def _perhaps_a_name(speaker: str) -> Text:
    return Text(
        f"看不懂（在“{speaker}”的话后面），可能是人名；再往下的话不知道是谁的",
        f"not understood (after what {speaker} said), perhaps a name; whose the next words are is open",
    )


def _named(plain: str, names: set[str]) -> str | None:
    """The name with which the line begins."""
    words = _bare(plain)
    return next((n for n in sorted(names, key=len, reverse=True) if words.startswith(n)), None)


def _bare(plain: str) -> str:
    return _NUMBERING.sub("", _STAMP.sub("", plain)).removeprefix("@")


def _without_numbers(found: list[Spoken], names: set[str]) -> list[Spoken]:
    """Lines that begin with a number handed back, where they may be the items 1, 2 … of a list."""
    leads = []
    for one in found:
        plain = narrow(one.said)
        name = _named(plain, names) or ""
        inner = _bare(plain).removeprefix(name).lstrip(":、, ")
        leads.append((_LEAD.match(plain) or _LEAD.match(inner), bool(name)))
    numbers = {lead[1] for lead, _ in leads if lead}
    if not numbers >= {"1", "2"}:
        return found
    why = Text("开头的数字是编号还是日期", "is the first number a day, or that of a list")
    return [
        one._replace(asked=(), why=why)
        if one.asked and lead and lead[2] and (not named or lead[1] == "1")
        else one
        for one, (lead, named) in zip(found, leads, strict=True)
    ]


def _line(
    number: int,
    said: str,
    plain: str,
    people: Sequence[Person],
    speaker: str | None,
    when: tuple[Month, date | None],
) -> Spoken:
    words = _bare(plain)
    name = _named(plain, {p.name for p in people if p.name})
    if name is not None:
        words = after_name(words, name)
        if "@" in plain[: len(plain) - len(words)] and speaker not in (None, name):
            why = Text("不清楚是谁请假", "it is not clear whose leave it is")
            return Spoken(number, said, None, (), why)
    else:
        before, colon, _ = words.partition(":")
        if colon and not re.search(r"\d", before) and len(before) <= 10:
            other = _person(people, before.strip())
            if isinstance(other, Text) and phrase_fails(words, *when):
                return Spoken(number, said, None, (), other)
    return read_words(number, said, words.lstrip(":、, "), name or speaker or "", people, *when)


def after_name(words: str, name: str) -> str:
    """The words without the name and title they begin with."""
    if not words.startswith(name):
        return words
    rest = re.sub(rf"^{TITLES}", "", words.removeprefix(name))
    return re.sub(r"^\s*说(?=:)", "", rest).lstrip(":、, ")


def phrase_fails(words: str, month: Month, on: date | None) -> bool:
    """Whether the words, taken as a whole, ask for nothing."""
    try:
        return not phrase(words, month, on)
    except UnclearError:
        return True


def read_words(
    number: int,
    said: str,
    words: str,
    name: str,
    people: Sequence[Person],
    month: Month,
    on: date | None = None,
) -> Spoken:
    """What one person says: ``name`` is a name or an id."""
    who = _person(people, name)
    if isinstance(who, Text):
        return Spoken(number, said, None, (), who)
    try:
        return Spoken(number, said, who, tuple(phrase(words, month, on)))
    except UnclearError as error:
        return Spoken(number, said, who, (), error.text)


def _person(people: Sequence[Person], name: str) -> str | Text:
    """The id of the person with this id or name, or why there is none."""
    found = sorted({p.id for p in people if name and name in p})
    if len(found) == 1:
        return found[0]
    if found:
        return Text(f"有{len(found)}个“{name}”", f"{len(found)} are called {name}")
    return (
        Text(f"“{name}”不在人员表", f"{name} is not in 人员")
        if name
        else Text("不知道是谁", "nobody is named")
    )
