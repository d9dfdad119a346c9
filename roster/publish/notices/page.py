"""The notice as a web page: one light file without script or anything from outside, for phone, desktop
and printer.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from roster.publish.notices.render import qr_svg
from roster.publish.notices.templates import PACKAGED, PAGE, Templates

if TYPE_CHECKING:
    from jinja2 import Template

    from roster.publish.notices.content import Notice


class Pages:
    """Writes pages by one template; keep it for many: the template is read once."""

    def __init__(self, templates: Templates = PACKAGED) -> None:
        self._templates = templates

    @cached_property
    def _template(self) -> Template:
        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(self._templates.root),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return environment.get_template(PAGE)

    def html(self, notice: Notice) -> bytes:
        """The page, in UTF-8; equal input gives equal bytes. Raises RosterError when the address for the
        QR code is too long for one, TemplateError for a template that cannot be used.
        """
        data = asdict(notice)
        link = data.pop("link")
        with self._templates.blamed():
            qr = qr_svg(link) if link else ""
            return self._template.render(**data, qr=qr, link=link).encode()
