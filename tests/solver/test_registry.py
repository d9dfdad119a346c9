from __future__ import annotations

import pytest

from roster.model.levels import Level
from roster.model.rules import RULES
from roster.solver import solve  # noqa: F401  (registers the rules)
from roster.solver.registry import CONSTRAINTS, EXCLUSIONS, PENALTIES, penalises


def test_every_rule_of_the_book_has_exactly_one_function() -> None:
    hard = {rule.key for rule in RULES if rule.level is Level.HARD}
    assert set(PENALTIES) == {rule.key for rule in RULES} - hard
    assert EXCLUSIONS.keys() | CONSTRAINTS.keys() == hard
    assert not EXCLUSIONS.keys() & CONSTRAINTS.keys()


def test_a_rule_that_is_not_in_the_book_is_refused() -> None:
    with pytest.raises(KeyError, match="no rule 'nonesuch' in the rule book"):
        penalises("nonesuch")
