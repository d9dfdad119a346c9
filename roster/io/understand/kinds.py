"""The kinds of cells of ``roster.io.fields`` and ``terms``, as hand-made workbooks write them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roster.io import fields, markets, terms
from roster.io.understand import amounts
from roster.io.understand.callings import identifier, person_name, site_name, wording
from roster.io.understand.dates import NEVER, PAST
from roster.io.understand.days import one_day, some_days
from roster.io.understand.festivals import fair
from roster.io.understand.phones import certificate, phone
from roster.io.understand.words import (
    CATEGORY_WORDS,
    SESSION_WORDS,
    YES_NO_WORDS,
    words_for,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from roster.io.fields import Field
    from roster.io.understand.words import Words

LASTING_DATE = replace(fields.DATE, loose=one_day(NEVER))  # may be years away
END_DATE = replace(fields.DATE, loose=one_day())
DAYS = replace(fields.DATE, loose=some_days())
PAST_DATE = replace(fields.DATE, loose=one_day(PAST))
ID = replace(fields.ID, loose=identifier)
NAME = replace(fields.TEXT, loose=person_name)
SITE_NAME = replace(fields.TEXT, loose=site_name)
WORDING = replace(fields.TEXT, loose=wording)
PHONE = replace(fields.NUMBER, loose=phone)
MARKET = replace(markets.MARKET, loose=wording)
FAIRS = replace(markets.FAIRS, loose=fair)
CERTIFICATE = replace(fields.NUMBER, loose=certificate)
YES_NO = replace(fields.YES_NO, loose=words_for(YES_NO_WORDS))
CATEGORY = replace(terms.CATEGORY, loose=words_for(CATEGORY_WORDS))
SESSION = replace(terms.SESSION, loose=words_for(SESSION_WORDS))
SESSIONS = replace(terms.SESSIONS, loose=words_for(SESSION_WORDS))
ROAD_MINUTES = replace(fields.integer(0, 600), loose=amounts.road_minutes, units=amounts.MINUTES)
WEEKDAYS = replace(terms.WEEKDAYS, loose=amounts.workdays)
FREQUENCY = replace(terms.FREQUENCY, loose=amounts.frequency)
MORNING = replace(terms.HOURS, loose=amounts.hours_of(afternoon=False))
AFTERNOON = replace(terms.HOURS, loose=amounts.hours_of(afternoon=True))


def choice(options: Mapping[str, Any], words: Words) -> Field:
    """One of the given words; ``words`` are others that mean them."""
    return replace(fields.choice(options), loose=words_for(words))


def integer(least: int, most: int | None, *units: str) -> Field:
    """A whole number from least to most, both included; one of the units may stand behind it."""
    return replace(fields.integer(least, most), loose=amounts.number_with(units), units=units)
