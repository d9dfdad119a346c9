"""A feed ready to be sent: every answer to it is made once, when it is published."""

from __future__ import annotations

import gzip
import hashlib
from email.utils import format_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.types import Message

Headers = list[tuple[bytes, bytes]]
PUBLIC = b"public, max-age=300"
PRIVATE = b"private, no-cache"  # kept by the subscriber's own program only, and asked for each time
LEVEL = 9  # of gzip: it is done once and sent often


class Answer(NamedTuple):
    """The feed in one encoding: the heads of a 200 and of a 304, and the body."""

    head: Message
    unchanged: Message
    body: Message


class Page:
    """A feed's bytes with their headers, plain and as gzip; nothing of it ever changes.

    The ETag is strong: the SHA-256 of the bytes, with ``-gz`` where they are compressed. It is what
    tells a change; If-Modified-Since is left unanswered, since bytes may change within a second, or
    with a new version of this program.
    """

    __slots__ = ("packed", "plain", "tags")

    def __init__(self, data: bytes, modified: datetime, *, public: bool) -> None:
        digest = hashlib.sha256(data).hexdigest()[:32].encode()
        tag, packed_tag = b'"%s"' % digest, b'"%s-gz"' % digest
        common = [
            (b"last-modified", format_datetime(modified, usegmt=True).encode()),
            (b"cache-control", PUBLIC if public else PRIVATE),
            (b"vary", b"Accept-Encoding"),
        ]
        packed = gzip.compress(data, LEVEL, mtime=0)
        self.tags = frozenset((tag, packed_tag, b"*"))
        self.plain = _answer(data, [(b"etag", tag), *common], [], public=public)
        encoding = [(b"content-encoding", b"gzip")]
        self.packed = _answer(packed, [(b"etag", packed_tag), *common], encoding, public=public)

    def answer(self, headers: Headers) -> tuple[Answer, bool]:
        """What to send to a request with these headers, and whether the asker has it already."""
        chosen, known = self.plain, False
        for name, value in headers:
            if name == b"accept-encoding":
                chosen = self.packed if takes_gzip(value) else self.plain
            elif name == b"if-none-match":
                known = value in self.tags or any(tag in self.tags for tag in tags_in(value))
        return chosen, known


def _answer(body: bytes, both: Headers, encoding: Headers, *, public: bool) -> Answer:
    """``both``: headers of a 200 and a 304; ``encoding``: how the body is encoded."""
    full = [
        *both,
        (b"content-type", b"text/calendar; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *encoding,
    ]
    if not public:
        full.append((b"x-robots-tag", b"noindex"))
    return Answer(
        {"type": "http.response.start", "status": 200, "headers": full},
        {"type": "http.response.start", "status": 304, "headers": both},
        {"type": "http.response.body", "body": body},
    )


@lru_cache(maxsize=256)
def takes_gzip(accepted: bytes) -> bool:
    """Whether an Accept-Encoding takes gzip, by name or by ``*``, with a weight above 0."""
    weights = {}
    for item in accepted.lower().split(b","):
        name, _, weight = item.partition(b";")
        weights[name.strip()] = weight.replace(b" ", b"").rstrip(b"0") not in (b"q=", b"q=0.")
    return weights.get(b"gzip", weights.get(b"*", False))


def tags_in(value: bytes) -> list[bytes]:
    """The tags of an If-None-Match; weak ones count as strong, as RFC 9110 §13.1.2 wants it."""
    return [tag.strip().removeprefix(b"W/") for tag in value.split(b",")]
