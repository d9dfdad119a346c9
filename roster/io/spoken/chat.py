"""Lines of a chat or a list: who says it, when, and what; each line is read or handed back."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from roster.io.fields import narrow
from roster.io.spoken.days import UnclearError
from roster.io.spoken.phrase import Asked, phrase
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.calendar import Month

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_DATE = r"(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|\d{1,2}[-/月]\d{1,2}日?)?"
_MOMENT = rf"{_DATE}\s*(?:上午|下午|晚上)?\s*{_TIME}"
# a head of an exported chat: a name and a moment, in either order, on a line of their own
_NAME_FIRST = re.compile(rf"(?P<name>[^\s:]{{1,20}}?)[:\s]\s*[(\[]?(?:{_MOMENT})[)\]]?:?")
_TIME_FIRST = re.compile(rf"[(\[]?(?:{_MOMENT})[)\]]?\s*(?P<name>[^\s:]{{1,20}}?):?")
_STAMP = re.compile(rf"^[(\[](?:{_MOMENT})[)\]]\s*")
_NUMBERING = re.compile(r"^\d{1,2}[.、)]\s*(?=@?[一-鿿])")


class Person(NamedTuple):
    """Somebody of the pool, as chat and sheet may name them."""

    id: str
    name: str


class Spoken(NamedTuple):
    """A line (counted from 1) as it was ``said``, who said it (None where nobody known did), and what it
    asks; nothing where it was not understood: ``why`` then says so.
    """

    number: int
    said: str
    person: str | None
    asked: tuple[Asked, ...]
    why: Text | None = None

    @property
    def understood(self) -> bool:
        """Whether it became rows."""
        return bool(self.asked)


def read_lines(
    text: str, people: Sequence[Person], month: Month, on: date | None = None
) -> list[Spoken]:
    """Every line that is neither blank nor the head of somebody's message, read or not.

    Arguments as for ``days_of``; the date in a message's head stands in for ``on``. A head that names
    nobody of the pool is handed back: it might be a request.
    """
    found = []
    speaker: str | None = None
    said_on = on
    for number, line in enumerate(text.splitlines(), 1):
        plain = narrow(line).strip().strip("\ufeff\u200b")
        if not plain:
            continue
        head = _NAME_FIRST.fullmatch(plain) or _TIME_FIRST.fullmatch(plain)
        if head is not None:
            speaker, said_on = head["name"].removeprefix("@"), _date_of(head) or on
            who = _person(people, speaker)
            if isinstance(who, Text):
                found.append(Spoken(number, line.strip(), None, (), who))
            continue
        found.append(_line(number, line.strip(), plain, people, speaker, (month, said_on)))
    return found


def _date_of(head: re.Match[str]) -> date | None:
    year, month, day = head.group(*([2, 3, 4] if head.re is _NAME_FIRST else [1, 2, 3]))
    try:
        return date(int(year), int(month), int(day)) if year else None
    except ValueError:
        return None


def _line(
    number: int,
    said: str,
    plain: str,
    people: Sequence[Person],
    speaker: str | None,
    when: tuple[Month, date | None],
) -> Spoken:
    plain = _NUMBERING.sub("", _STAMP.sub("", plain))
    named = sorted({p.name for p in people if p.name}, key=len, reverse=True)
    words = plain.removeprefix("@")
    name = next((n for n in named if words.startswith(n)), None)
    if name is not None:
        words = words.removeprefix(name)
        if plain.startswith("@") and speaker is not None and speaker != name:
            why = Text("不清楚是谁请假", "it is not clear whose leave it is")
            return Spoken(number, said, None, (), why)
    else:
        before, colon, _ = plain.partition(":")
        if colon and not re.search(r"\d", before) and len(before) <= 10:
            other = _person(people, before.strip().removeprefix("@"))
            if isinstance(other, Text) and phrase_fails(plain, *when):
                return Spoken(number, said, None, (), other)
        words = plain
    return read_words(number, said, words.lstrip(":、, "), name or speaker or "", people, *when)


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
