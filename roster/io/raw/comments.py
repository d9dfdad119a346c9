"""Comments on cells: what people noted, and what our own notes kept of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roster.io.raw.text_pieces import TextPieces
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNED = "—— roster"  # below the notes that we write; other programs lose the author's name
UNREAD = Text("批注没有读：", "a comment was not read: ")
LOOK = Text("如果改变这一格的意思，请改在格里", "where it changes the cell, correct the cell")
_MOST = 300  # characters of a comment that are told
_THREAD = re.compile(r"\[[^\]]*\].*?(?:注释|批注|评论|Comment)\s*[:：]\s*", re.DOTALL)


def comment_told(words: str) -> Text:
    """What is told of a comment."""
    return Text(f"{UNREAD.zh}{words}", f"{UNREAD.en}{words}")


def persons_words(author: str, words: str) -> str:
    """A person's words in a comment; of a note that we wrote, what it kept of such; blank for none."""
    ours, signed, after = words.partition(SIGNED)
    if signed:
        return " ".join(filter(None, (_kept(ours), after.strip())))
    words = _THREAD.sub("", words.strip(), count=1) if words.strip().startswith("[") else words
    said = " ".join(words.split()).removeprefix(f"{author}:").removeprefix(f"{author}：").strip()
    return said if len(said) <= _MOST else f"{said[:_MOST]}…"


def _kept(note: str) -> str:
    """A person's words that our note kept."""
    for lang in ("zh", "en"):
        kept = note.partition(UNREAD.to(lang))[2].strip()
        if kept:
            return kept.removesuffix(LOOK.to(lang)).rstrip("。. ")
    return ""


class CommentReader:
    """Reads a part of comments into ``found``: words by the cell's name (C5)."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._authors: list[str] = []
        self._text: TextPieces | None = None
        self._here = ""
        self._author = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An author, a comment, or a piece of one begins."""
        if name == "author":
            self._text = TextPieces()
        elif name == "comment":
            self._here, self._text = attributes.get("ref", ""), TextPieces()
            number = attributes.get("authorId", "")
            known = number.isascii() and number.isdigit() and len(number) < 6
            self._author = (dict(enumerate(self._authors)).get(int(number), "")) if known else ""

    def end(self, name: str) -> None:
        """An author, or a comment, is whole."""
        if name == "author" and self._text is not None:
            self._authors.append(str(self._text))
        elif name == "comment" and self._text is not None:
            if words := persons_words(self._author, str(self._text)):
                self.found[self._here] = words
            self._text = None

    def data(self, text: str) -> None:
        """A piece of it."""
        if self._text is not None:
            self._text.add(text)
