"""Which rules the peers' models know. A problem that uses another is refused: a peer that ignores a rule
would only seem quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.model.problem import Problem

KNOWN = frozenset(
    {
        *("opening", "capacity", "one_place", "availability", "eligibility", "ban", "max_day"),
        *("max_week", "max_month", "max_consecutive", "rest", "same_day_travel", "budget", "pin"),
        *("centre_short", "floor_short", "visit_short", "extra_short", "understaffed"),
        *("too_close", "too_far", "load_share", "trip_share", "off_weekday", "weekday_change"),
        *("faces", "avoided_day", "off_preferred", "market_missed", "same_firm", "travel_minutes"),
    }
)

UNKNOWN: dict[str, Callable[[Problem], bool]] = {
    "max_weekends": lambda problem: _limited(problem, "max_weekends", "max_weekends"),
    "max_hours": lambda problem: _limited(problem, "max_hours", "max_minutes"),
    "min_hours": lambda problem: _limited(problem, "min_hours", "min_minutes"),
    "min_consecutive": lambda problem: _limited(problem, "min_consecutive", "min_consecutive"),
    "min_days_off": lambda problem: _limited(problem, "min_days_off", "min_days_off"),
    "site_limit": lambda problem: bool(problem.site_limits),
    "succession": lambda problem: bool(problem.successions),
    "centre_over": lambda problem: any(
        s.spare or s.short_price != 1 for s in problem.slots.values()
    ),
    "request_missed": lambda problem: any(w.site or w.weight != 1 for w in problem.wishes),
    "fixed": lambda problem: problem.baseline is not None,
    "changed": lambda problem: problem.baseline is not None,
}
"""Rules that they do not know, and whether a problem uses them."""


def _limited(problem: Problem, setting: str, own: str) -> bool:
    """Whether the county or a person of it has such a limit."""
    usual = Settings.model_fields[setting].default
    return getattr(problem.settings, setting) != usual or any(
        getattr(person, own) is not None for person in problem.people
    )


def refuse_unknown(problem: Problem) -> None:
    """Raises ValueError for a problem that uses a rule, or an order of rules, which peers do not know."""
    used = [rule for rule, uses in UNKNOWN.items() if uses(problem)]
    used += ["rules moved to other levels"] if problem.settings.levels else []
    used += ["exemptions"] if problem.exemptions else []
    if used:
        raise ValueError(f"the peers' models do not know: {', '.join(used)}")
