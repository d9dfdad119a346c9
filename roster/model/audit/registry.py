"""How audit functions are gathered: each is written for one rule of the rule book, by its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

from roster.model.audit.facts import Facts
from roster.model.rules import RULE_BY_KEY

if TYPE_CHECKING:
    from roster.model.requests import Duty
    from roster.text import Text


class Finding(NamedTuple):
    """One breach of a rule: ``size`` in the rule's unit, ``text`` what happened, without names.

    ``person``, ``site`` and ``duties`` say where, as far as the rule concerns them.
    """

    rule: str
    size: int
    text: Text
    person: str | None = None
    site: str | None = None
    duties: tuple[Duty, ...] = ()


Check = Callable[[Facts], Iterable[Finding]]
CHECKS: dict[str, Check] = {}


def checks(key: str) -> Callable[[Check], Check]:
    """Register the function as the audit of the rule with that key; of a rule that may be overridden it
    is shown the duties that no exemption takes out. Leaving out a duty never breaks such a rule.
    """
    if key not in RULE_BY_KEY:
        raise KeyError(f"no rule {key!r} in the rule book")
    overridable = RULE_BY_KEY[key].overridable

    def register(function: Check) -> Check:
        @wraps(function)
        def check(facts: Facts) -> Iterable[Finding]:
            return function(facts.counted_by(key))

        CHECKS[key] = check if overridable else function
        return function

    return register
