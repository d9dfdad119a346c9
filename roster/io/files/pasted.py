"""Text that a clerk pastes into a file or hands in at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.errors import InputError, InputProblem
from roster.text import Text

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_BYTES = 1_000_000  # half a million characters: no notice, no month of chat is so long
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_pasted(file: BinaryIO, name: str) -> str:
    """The whole text: UTF-8, GB18030, or what Windows calls Unicode. Raises InputError."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _refused(
            name,
            Text("文本太长", "the text is too long"),
            Text("只留需要的部分", "keep only what is needed"),
        )
    encodings = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in encodings or _ENCODINGS:
        try:
            found = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in found:
            return found
    raise _refused(
        name,
        Text("不是文本文件", "this is no text file"),
        Text(
            "把文字粘贴到记事本，另存为 .txt", "paste the words into a text editor and save as .txt"
        ),
    )


def _refused(name: str, what: Text, remedy: Text) -> InputError:
    return InputError([InputProblem(what, remedy, file=name)])
