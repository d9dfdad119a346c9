"""The State Council's notice of a year's holidays: read from pasted text, checked, made into rows."""

from roster.io.holidays.notice import read_notice
from roster.io.holidays.rows import calendar_rows, differences
from roster.io.holidays.words import Arrangement, Holiday

__all__ = ["Arrangement", "Holiday", "calendar_rows", "differences", "read_notice"]
