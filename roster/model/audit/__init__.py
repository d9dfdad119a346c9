"""The audit: recomputes every rule and level of a roster in plain Python, without the solver.

Every solve, hand edit, import and publication goes through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.audit import (  # noqa: F401  (registers the checks)
    demand,
    hard,
    limits,
    soft,
    stability,
    stretches,
)
from roster.model.audit.facts import Facts
from roster.model.audit.registry import CHECKS, Finding
from roster.model.levels import Level
from roster.model.roster import RuleScore
from roster.model.rules import RULE_BY_KEY, RULES, rules_of
from roster.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.problem import Problem
    from roster.model.requests import Duty

__all__ = ["CHECKS", "AuditReport", "Facts", "Finding", "audit", "describe", "violations"]


class AuditReport(NamedTuple):
    """Everything the audit found; ``values`` gives each scored level's value."""

    violations: tuple[Finding, ...]
    penalties: tuple[Finding, ...]
    values: dict[Level, int]
    rules: tuple[RuleScore, ...]


def audit(problem: Problem, duties: Iterable[Duty]) -> AuditReport:
    """Check the duties against every rule and score every level."""
    facts = Facts(problem, duties)
    penalties: list[Finding] = []
    scores: list[RuleScore] = []
    for rule in RULES:
        level = problem.settings.levels.get(rule.key, rule.level)
        if level in problem.levels:
            found = list(CHECKS[rule.key](facts))
            size, weight = sum(f.size for f in found), facts.weight(rule.key)
            penalties += found
            scores.append(
                RuleScore(rule=rule.key, level=level, size=size, weight=weight, value=size * weight)
            )
    values: dict[Level, int] = {
        level: sum(s.value for s in scores if s.level is level) for level in problem.levels
    }
    return AuditReport(tuple(_broken(facts)), tuple(penalties), values, tuple(scores))


def violations(problem: Problem, duties: Iterable[Duty]) -> list[Finding]:
    """Only the hard rules that the duties break."""
    return list(_broken(Facts(problem, duties)))


def _broken(facts: Facts) -> Iterable[Finding]:
    for rule in rules_of(Level.HARD):
        yield from CHECKS[rule.key](facts)


def describe(problem: Problem, finding: Finding) -> Text:
    """A finding as a sentence: rule, date, who and where, what."""
    rule = RULE_BY_KEY[finding.rule].name
    who = problem.person[finding.person].name if finding.person else ""
    where = problem.site[finding.site].name if finding.site else ""
    dates = sorted({d.date for d in finding.duties})
    when = [day_text(d) for d in dates]
    zh = " ".join(filter(None, ["、".join(t.zh for t in when), where, who]))
    en = " ".join(filter(None, [", ".join(t.en for t in when), where, who]))
    return Text(
        f"{rule.zh}：{zh}：{finding.text.zh}" if zh else f"{rule.zh}：{finding.text.zh}",
        f"{rule.en}: {en}: {finding.text.en}" if en else f"{rule.en}: {finding.text.en}",
    )
