"""What each level costs at least in the outline of a month.

A rule is counted in one of three ways: by the visits alone, which the outline keeps date by date; by a
function of its own; or duty by duty, where its size in the full model is a sum of prices of duties and
visits: then a person's count in a bundle costs at least the cheapest of the duties there. A rule that is
counted in none of them costs nothing here, which is as valid.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from roster.model.rules import rules_of
from roster.model.shares import SCALE
from roster.solver.convex import squared_distance
from roster.solver.sizes import rule_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.model.levels import Level
    from roster.model.shares import Share
    from roster.solver.outline import Outline
    from roster.solver.variables import Expr, IntVar

BY_VISITS = ("floor_short", "too_close", "too_far", "off_weekday", "weekday_change")
BY_DUTY = (
    "centre_short",
    "visit_short",
    "extra_short",
    "understaffed",
    "avoided_day",
    "off_preferred",
    "request_missed",
    "market_missed",
    "travel_minutes",
)


def outline_size(outline: Outline, level: Level) -> Expr:
    """A lower bound on the level's value, as an expression of the outline."""
    return outline.once(("level", level), lambda: _level_size(outline, level))


def _level_size(outline: Outline, level: Level) -> Expr:
    return sum(
        weight * _rule_size(outline, rule.key)
        for rule in rules_of(level, outline.problem.settings.levels)
        if (weight := outline.full.weight(rule))
    )


def _rule_size(outline: Outline, key: str) -> Expr:
    if key in BY_VISITS:
        return rule_size(outline.stations, key)
    if key in BY_DUTY:
        return _by_duty(outline, key)
    return OWN[key](outline) if key in OWN else 0


def _load_share(outline: Outline) -> Expr:
    total: Expr = 0
    for person, share in outline.problem.shares.items():
        terms = [
            (outline.problem.load(outline.slots[bundle][0]), count)
            for bundle, count in outline.counts_of[person]
        ]
        most = outline.full.most_duties(person) * max((load for load, _ in terms), default=0)
        total += squared_distance(outline.model, terms, most, SCALE, _load_target(share))
    return total


def _load_target(share: Share) -> int:
    return share.fair_load - SCALE * share.past_load


def _trip_share(outline: Outline) -> Expr:
    total: Expr = 0
    for person in outline.problem.people:
        if person.serves_stations:
            share, at = outline.problem.shares[person.id], outline.problem.is_station
            terms = [
                (1, count) for bundle, count in outline.counts_of[person.id] if at(bundle.site)
            ]
            target = share.fair_trips - SCALE * share.past_trips
            most = outline.full.most_duties(person.id)
            total += squared_distance(outline.model, terms, most, SCALE, target)
    return total


def _faces(outline: Outline) -> Expr:
    return sum(outline.faces.values())


OWN: dict[str, Callable[[Outline], Expr]] = {
    "load_share": _load_share,
    "trip_share": _trip_share,
    "faces": _faces,
}


def _by_duty(outline: Outline, key: str) -> Expr:
    """The rule's size in the full model, each duty's price put on its bundle; 0 where other variables
    take part.
    """
    size = rule_size(outline.full, key)
    if isinstance(size, int):
        return size
    flat = cp_model.FlatIntExpr(size)
    price = {var.index: coeff for var, coeff in zip(flat.vars, flat.coeffs, strict=True)}
    total: list[Expr] = [int(flat.offset)]
    for slot, held in outline.full.held.items():
        if held.index in price:
            total.append(price.pop(held.index) * outline.stations.held[slot])
    prices: dict[tuple[str, object], list[int]] = defaultdict(list)
    for (person, bundle), slots in outline.within.items():
        for slot in slots:
            prices[person, bundle].append(price.pop(outline.full.duty[person, slot].index, 0))
    if price:
        return 0
    for pair, count in outline.count.items():
        total.append(_cheapest(outline.model, count, prices[pair]))
    return sum(total)


def _cheapest(model: cp_model.CpModel, count: IntVar, prices: list[int]) -> Expr:
    """What so many of the duties cost at least: the cheapest first."""
    if len(set(prices)) == 1:
        return prices[0] * count
    most = list(count.proto.domain)[-1]
    steps = [model.new_bool_var("") for _ in range(most)]
    model.add(sum(steps) == count)
    return cp_model.LinearExpr.weighted_sum(steps, sorted(prices)[:most])
