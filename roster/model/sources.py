"""A copy of the inputs as they were."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256

from roster.model.base import Frozen


class Source(Frozen):
    """The inputs of a plan, byte for byte: a workbook, or the CSV files of a folder in a zip; in a
    zip too what has calendars beside it, of which only the times are kept.

    ``name`` is the file's name, without its folder.
    """

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """The content's digest, 64 hexadecimal digits."""
        return sha256(self.content).hexdigest()
