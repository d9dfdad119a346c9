"""Text that comes in pieces, as parsers of XML hand it out."""

from __future__ import annotations

from roster.io.raw.limits import MOST_TEXT, TooMuchError
from roster.io.raw.words import LONG_TEXT


class TextPieces:
    """Gathers the text of a cell from its pieces."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """One more piece. Raises TooMuchError."""
        self._length += len(piece)
        if self._length > MOST_TEXT:
            raise TooMuchError(*LONG_TEXT)
        self._pieces.append(piece)

    def __str__(self) -> str:
        return "".join(self._pieces)
