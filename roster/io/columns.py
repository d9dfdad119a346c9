"""Every sheet the program reads, in reading order; docs/inputs.md is written from this list."""

from __future__ import annotations

from roster.io.columns_month import CALENDAR, DEMAND, FIXED, HISTORY, REQUESTS, RULES, TRIPS
from roster.io.columns_pool import PEOPLE, SITES

SHEETS = (PEOPLE, SITES, REQUESTS, DEMAND, FIXED, CALENDAR, RULES, HISTORY, TRIPS)
IGNORED = "说明"  # a sheet for the clerk's own notes
