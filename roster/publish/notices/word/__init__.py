"""The same sheets as Word files (DOCX), to be edited in Word and WPS.

Fonts are named, not embedded: the official ones, with stand-ins for machines without them. Equal input
gives equal bytes.
"""

from __future__ import annotations

from roster.publish.notices.word.announcements import announcement_docx
from roster.publish.notices.word.notices import notice_docx
from roster.publish.notices.word.sign_ins import sign_in_docx

__all__ = ["announcement_docx", "notice_docx", "sign_in_docx"]
