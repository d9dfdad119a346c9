"""Every sheet the program reads, in reading order; docs/inputs.md is written from this list."""

from __future__ import annotations

from roster.io.columns.month import CALENDAR, DEMAND, FIXED, REQUESTS, RULES
from roster.io.columns.optional import DAY_DEMANDS, HISTORY, SITE_LIMITS, SPOKEN, SUCCESSIONS, TRIPS
from roster.io.columns.pool import PEOPLE, SITES
from roster.io.understand.synonyms import with_words

_SHEETS = (
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
    SPOKEN,
)
REST = "原表其余内容"  # what `roster check --fix` found and did not read
IGNORED = ("说明", REST)  # sheets that are not read: the clerk's own notes are one
EXAMPLE = "示例"  # a row whose first cell begins with it shows how to fill in, and is not read
SHEETS = tuple(map(with_words, _SHEETS))  # each with other words for it and for its columns
