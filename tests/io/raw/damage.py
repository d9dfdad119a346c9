"""Random damage to a file's bytes: anywhere, to the parts of its zip, inside their XML."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Parts = dict[str, bytes]
_VALUE = re.compile(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)')  # of an attribute, or a text
_TAG = re.compile(rb"<[^?!/][^<>]*/>|<(\w+)[^<>]*>[^<>]*</\1>")
VALUES = [b"", b"0", b"1", b"-1", b"7", b"46360", b"1e999", b"A1", b"B3", b"XFD1048576", b"s", b"str",
          b"e", b"b", b"#N/A", "李喆".encode(), "郭道镇".encode(), b"true", b"rId2", b"\xff", b"&amp;",
          b"float", b"date", b"2026-12-09", b"1048576", b"collapse", b"hidden", b"P2"]  # fmt: skip
_READ = ("content.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels")


def anywhere(data: bytes, dice: random.Random) -> bytes:
    """Bytes are flipped, cut out, doubled, or the end is missing."""
    found = bytearray(data)
    for _ in range(dice.choice([1, 1, 3, 30])):
        at, length = dice.randrange(len(found)), dice.choice([1, 4, 40, 400])
        match dice.randrange(5):
            case 0 | 1:
                found[at] ^= 1 << dice.randrange(8)
            case 2:
                found[at] = dice.randrange(256)
            case 3 if len(found) > length + 1:
                del found[at : at + length]
            case _:
                found[at:at] = found[at : at + length]
    return bytes(found[: dice.randrange(1, len(found))] if dice.random() < 0.15 else found)


def _removed(parts: Parts, name: str, dice: random.Random) -> None:
    del parts[name]


def _emptied(parts: Parts, name: str, dice: random.Random) -> None:
    parts[name] = b""


def _swapped(parts: Parts, name: str, dice: random.Random) -> None:
    other = dice.choice(sorted(parts))
    parts[name], parts[other] = parts[other], parts[name]


def _cut(parts: Parts, name: str, dice: random.Random) -> None:
    parts[name] = parts[name][: dice.randrange(len(parts[name]) + 1)]


def _replaced(parts: Parts, name: str, dice: random.Random) -> None:
    """Attributes and texts become others, of the same part or out of the list."""
    data = parts[name]
    for _ in range(dice.choice([1, 1, 2, 5])):
        places = [m.span() for m in _VALUE.finditer(data)]
        if places:
            start, end = dice.choice(places)
            other = slice(*dice.choice(places))
            new = dice.choice(VALUES) if dice.random() < 0.6 else data[other]
            data = data[:start] + new + data[end:]
    parts[name] = data


def _elements(parts: Parts, name: str, dice: random.Random) -> None:
    """A small element is missing, or there twice."""
    found = [m.span() for m in _TAG.finditer(parts[name])]
    if found:
        start, end = dice.choice(found)
        again = parts[name][start:end] * dice.choice([0, 2])
        parts[name] = parts[name][:start] + again + parts[name][end:]


_WAYS: list[Callable[[Parts, str, random.Random], None]] = [
    _removed, _emptied, _swapped, _cut, _elements, _elements, _replaced, _replaced, _replaced, _replaced,
]  # fmt: skip


def inside(data: bytes, dice: random.Random) -> bytes:
    """A sound zip again, with something wrong in one part or two; anything else is damaged anywhere."""
    if not data.startswith(b"PK"):
        return anywhere(data, dice)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.choice([1, 1, 1, 2])):
        read = [name for name in parts if name.startswith("xl/work") or name in _READ]
        of = read if read and dice.random() < 0.8 else parts
        dice.choice(_WAYS)(parts, dice.choice(sorted(of)), dice)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
