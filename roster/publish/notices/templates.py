"""The templates: the packaged ones, and a bureau's own folder laid over them.

A template that is not in the bureau's folder is the packaged one; a broken one is named with file and
line.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import typst

from roster.errors import TemplateError, UnknownError
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent.parent / "templates"
NAMES = frozenset(path.name for path in HERE.iterdir())
_PLACE = re.compile(r"┌─ (.+):(\d+):\d+\s*$", re.MULTILINE)


class Templates:
    """Where templates are found. ``folder`` is the bureau's own, None for none.

    Raises UnknownError for a folder that is not there or has nothing that stands for a packaged
    template.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        if folder is not None and not (folder.is_dir() and NAMES & _names(folder)):
            raise UnknownError(
                Text(
                    f"文件夹“{folder}”里没有模板（可替换的有：{'、'.join(sorted(NAMES))}）",
                    f"no template in the folder “{folder}” ({', '.join(sorted(NAMES))} can be replaced)",
                )
            )

    @cached_property
    def root(self) -> Path:
        """The folder in which every template lies."""
        if self.folder is None:
            return HERE
        root = Path(tempfile.mkdtemp(prefix="roster-templates-")).resolve()
        # Goes with this object: typst reads below one folder only.
        weakref.finalize(self, shutil.rmtree, root, ignore_errors=True)
        shutil.copytree(HERE, root, dirs_exist_ok=True)
        shutil.copytree(self.folder, root, dirs_exist_ok=True)
        return root

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """What goes wrong in the bureau's own templates is told as their mistake. Raises TemplateError."""
        try:
            yield
        except typst.TypstError as error:
            if self.folder is None:
                raise
            raise self._of_typst(error) from error
        except PAGE_ERRORS as error:
            if self.folder is None:
                raise
            raise self._of_page(error) from error

    def _of_typst(self, error: typst.TypstError) -> TemplateError:
        """The place in a file of the bureau's where there is one on the way to the mistake."""
        found = [(Path(path).name, int(line)) for path, line in _PLACE.findall(error.diagnostic)]
        own = _names(self.folder) if self.folder else frozenset()
        places = [place for place in found if place[0] in own] or found
        file, line = places[0] if places else (str(self.folder), None)
        return TemplateError(file, line, error.message)

    def _of_page(self, error: Exception) -> TemplateError:
        if isinstance(error, jinja2.TemplateSyntaxError):
            return TemplateError(
                Path(error.filename or error.name or "").name, error.lineno, str(error)
            )
        file, line = PAGE, None
        step = error.__traceback__
        while step is not None:  # the engine gives its frames the template's lines
            if step.tb_frame.f_code.co_filename.endswith(PAGE):
                line = step.tb_lineno
            step = step.tb_next
        return TemplateError(file, line, str(error))


def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.rglob("*"))


PAGE = "notice.html"
# What a page's template can raise: wrong syntax or a wrong name, and what its expressions come to.
PAGE_ERRORS = (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
PACKAGED = Templates()
