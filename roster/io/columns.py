"""Every sheet the program reads, in reading order; docs/inputs.md is written from this list."""

from __future__ import annotations

from roster.io.columns_month import CALENDAR, DEMAND, FIXED, REQUESTS, RULES
from roster.io.columns_optional import DAY_DEMANDS, HISTORY, SITE_LIMITS, SUCCESSIONS, TRIPS
from roster.io.columns_pool import PEOPLE, SITES

SHEETS = (
    PEOPLE,
    SITES,
    REQUESTS,
    DEMAND,
    FIXED,
    CALENDAR,
    RULES,
    HISTORY,
    TRIPS,
    DAY_DEMANDS,
    SITE_LIMITS,
    SUCCESSIONS,
)
IGNORED = "说明"  # a sheet for the clerk's own notes
