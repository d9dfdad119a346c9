"""Sites (站点), their hours, and the sessions (时段) of a day."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from pydantic import Field, model_validator

from roster.model.base import Frozen
from roster.text import Text

CENTRE_MINUTES = 8 * 60  # F4 四(一)4: a centre duty lasts at least eight hours
STATION_MINUTES = 4 * 60  # F4 四(一)4: a station duty lasts at least four hours

# Degrees between which China lies; the two ranges do not meet, so that swapped values are found.
LATITUDES, LONGITUDES = (3, 54), (73, 136)


class SiteKind(StrEnum):
    """A county has one centre (公共法律服务中心) and several stations (工作站)."""

    CENTRE = "centre"
    STATION = "station"


class Session(StrEnum):
    """时段: the part of a day that a duty fills."""

    FULL = "full"
    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def halves(self) -> frozenset[Session]:
        """The half days it fills."""
        if self is Session.FULL:
            return frozenset((Session.MORNING, Session.AFTERNOON))
        return frozenset((self,))

    @property
    def rank(self) -> int:
        """Its place in the order of a day: full day, morning, afternoon."""
        return _RANKS[self]

    def overlaps(self, other: Session) -> bool:
        """Whether both fill a common half day."""
        return bool(self.halves & other.halves)


_RANKS = {session: rank for rank, session in enumerate(Session)}

SESSION_NAMES: dict[Session, Text] = {
    Session.FULL: Text("全天", "full day"),
    Session.MORNING: Text("上午", "morning"),
    Session.AFTERNOON: Text("下午", "afternoon"),
}


MARKET, FAIR = Text("逢集", "market day"), Text("庙会", "fair")


class TimeSpan(Frozen):
    """A span of hours within one day, local time (Asia/Shanghai)."""

    start: time
    end: time

    @model_validator(mode="after")
    def _ends_after_start(self) -> TimeSpan:
        if self.end <= self.start:
            raise ValueError("a span of hours must end after it starts")
        return self

    @property
    def minutes(self) -> int:
        """Its length in minutes."""
        return minutes_of(self.end) - minutes_of(self.start)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}—{self.end:%H:%M}"


def minutes_of(moment: time) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute


class Site(Frozen):
    """A centre or station.

    ``name`` is the township (郭道镇) or the county's name for the centre; ``title`` what stands on the
    notice (沁源县郭道镇公共法律服务工作站). ``minutes_from_seat`` is the road from the county seat, one
    way. ``market`` and ``fairs`` are the clerk's words for market days and yearly fairs; ``market_days``
    are the dates that both mean, ``fair_days`` those of them that are fairs.
    ``latitude`` and ``longitude`` are degrees of WGS 84, both or neither, within China. ``population`` is
    how many people live in its township, None where not told.
    """

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    title: str = Field(min_length=1)
    kind: SiteKind
    address: str = ""
    phone: str = ""
    morning: TimeSpan
    afternoon: TimeSpan
    minutes_from_seat: int = Field(default=0, ge=0)
    market: str = ""
    market_days: tuple[date, ...] = ()
    fairs: str = ""
    fair_days: tuple[date, ...] = ()
    latitude: float | None = Field(default=None, ge=LATITUDES[0], le=LATITUDES[1])
    longitude: float | None = Field(default=None, ge=LONGITUDES[0], le=LONGITUDES[1])
    population: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _whole_point(self) -> Site:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("a map point needs latitude and longitude")
        return self

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    def gathering(self, day: date) -> Text | None:
        """What brings people to a station's township that day: 庙会, else 逢集; None for an ordinary day,
        and at a centre.
        """
        if self.kind is SiteKind.CENTRE or day not in self.market_days:
            return None
        return FAIR if day in self.fair_days else MARKET

    def hours(self, session: Session) -> tuple[TimeSpan, ...]:
        """The hours of a session, in order."""
        spans = {Session.MORNING: self.morning, Session.AFTERNOON: self.afternoon}
        return tuple(
            spans[half] for half in (Session.MORNING, Session.AFTERNOON) if half in session.halves
        )

    def minutes(self, session: Session) -> int:
        """How long a session lasts, in minutes, breaks left out."""
        return sum(span.minutes for span in self.hours(session))
