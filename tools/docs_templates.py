"""docs/templates.md, from the dataclasses that templates receive."""

from __future__ import annotations

import dataclasses
import inspect
import re
from typing import Any

from roster.publish.corrections import content as corrections
from roster.publish.notices import announcement, content, overview, sign_in
from roster.publish.notices.fonts import WANTED, Role
from roster.publish.notices.templates import HERE, NAMES

# In the order of the document: a template, and the types of its data, the sheet's own first.
DATA: dict[str, tuple[type, ...]] = {
    "notice.typ, notice.html": (content.Notice, content.Row, content.Part, content.Line),
    "sign-in.typ": (sign_in.SignIn,),
    "overview.typ": (
        *(overview.Overview, overview.Head, overview.SiteRow, overview.Cell, overview.Shift),
        overview.Contact,
    ),
    "announcement.typ": (announcement.Announcement, announcement.Paragraph),
    "correction.typ": (corrections.CorrectionSheet, corrections.Row, corrections.Side),
}

_HEAD = """\
# Templates

<!-- Written by `python -m tools.write_docs` from the dataclasses below and roster/publish/templates. -->

How a sheet looks is a template's business; what it says comes as data. A bureau that wants another
look copies the template that it wants to change from `roster/publish/templates/` into a folder of
its own and names that folder:

```sh
roster notices qinyuan --month 2026-12 --templates our-templates
```

Whatever is not in the folder is taken from the packaged ones. With the environment variable
`ROSTER_TEMPLATES` the folder holds for `roster publish` and every other command that writes a
month's files too, corrections included. A template that cannot be used is named with file and line,
the exit code is 2, and nothing is written. Word files have no templates: they are there to be
edited.

| template | what it is |
|---|---|
"""

_TYPST = """
## Templates for paper (.typ)

They are written in [typst](https://typst.app/docs). The data are JSON in `sys.inputs.notice`;
`parts.typ` reads them as `data` and has what all sheets share. Every text is a string and never
markup: print it with `say` or `fit` of `parts.typ`, which set it whole in a font that has all its
characters.

| beside the sheet's own fields | what it is |
|---|---|
| `fonts` | by role the font: {roles} |
| `odd` | by role the texts that the role's font cannot set: each with `fonts` and `text` (〓: in no font) |
| `thin` | whether the title's font is a packaged one, to be thickened by a stroke |
| `qr` | the QR code as SVG, empty without an address; in place of `link` |

A sheet asks for the airiest of its sizes, between `airy` and `dense`, at which it fits one page
(`choose` in `parts.typ`); where none does, pages are numbered and the table's header is repeated.
Other files beside the templates (pictures, more `.typ` files) may be used by relative paths.

## The template of the page (notice.html)

It is written in [Jinja](https://jinja.palletsprojects.com); its variables are the fields of
`Notice`, and `qr` as above, which alone goes in with `| safe`. Everything else is escaped. A name
that is not there is an error, not a blank.

## The data

Types are those of Python: `str` a text in the sheet's language, empty where there is nothing to
say; `tuple[X, ...]` a list of X; `dict[str, str]` texts by key. All of it is public, but an
overview whose `mark` is not empty.
"""


def page() -> str:
    """The document."""
    rows = [f"| `{name}` | {_purpose(name)} |" for name in sorted(NAMES)]
    roles = ", ".join(f"`{role}` ({WANTED[role][0]})" for role in Role)
    parts = [_HEAD + "\n".join(rows), _TYPST.format(roles=roles)]
    for name, types in DATA.items():
        parts.append(f"\n### {name}\n")
        parts += [_described(of) for of in types]
    return "\n".join(parts)


def _purpose(name: str) -> str:
    """The first sentence of the comment at the template's head."""
    text = (HERE / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        comment = text.split("{#", 1)[1].split("#}", 1)[0]
    else:
        lines = text.split("\n\n", 1)[0].splitlines()
        comment = " ".join(line.removeprefix("//").strip() for line in lines)
    return re.split(r"(?<=\.) ", comment.strip())[0]


def _described(of: Any) -> str:
    """A type: what it is, and its fields."""
    told = " ".join((inspect.getdoc(of) or "").split())
    rows = [f"| `{field.name}` | `{_type(field.type)}` |" for field in dataclasses.fields(of)]
    return "\n".join([f"**{of.__name__}**: {told}", "", "| field | type |", "|---|---|", *rows, ""])


def _type(written: object) -> str:
    return str(written).replace("|", "or")
