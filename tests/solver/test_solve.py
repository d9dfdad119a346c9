from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.errors import AuditMismatchError, PinConflictError, SolverError
from roster.model.audit import AuditReport, audit
from roster.model.levels import LOWER_LEVELS, Level
from roster.model.requests import Pin, Wish
from roster.model.roster import SolverSettings
from roster.solver import descent, engine
from roster.solver.engine import Answer
from roster.solver.solve import solve
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.solver.solving import QUICK, after_the_first_level, busy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.solver.progress import Progress

FAIR_FIRST = LOWER_LEVELS
WISHES_FIRST = (Level.WISHES, Level.FAIRNESS, Level.REGULARITY, Level.TRAVEL)
TWO_DAYS = calendar(off=[day(n) for n in range(1, 32) if n not in (1, 3)])


def small(**limits: Any) -> Problem:
    """Two equals, two centre days; P1 would rather not serve on either."""
    avoided = Wish(person="P1", start=day(1), end=day(31), prefer=False)
    return problem(
        2, centre_demands=(centre_demand(),), calendar=TWO_DAYS, wishes=(avoided,), limits=limits
    )


@pytest.mark.parametrize(
    ("order", "persons", "value"),
    [
        # One full day each: nobody is off the fair share, one duty of weight 3 is avoided in vain.
        (FAIR_FIRST, {"P1", "P2"}, {Level.FAIRNESS: 0, Level.WISHES: 3}),
        # P2 does both, 2 load points (20 tenths) above the share, P1 as far below: 2 · 20²; the same
        # firm is there on two successive days, which is less than an avoided day.
        (WISHES_FIRST, {"P2"}, {Level.FAIRNESS: 800, Level.WISHES: 1}),
    ],
    ids=["fairness first", "wishes first"],
)
def test_the_county_says_which_level_goes_first(
    order: tuple[Level, ...], persons: set[str], value: dict[Level, int]
) -> None:
    of = small(level_order=order)
    solution = solve(of, QUICK)
    assert {d.person for d in solution.duties} == persons
    assert [score.level for score in solution.levels] == [Level.COVER, Level.DEMAND, *order]
    assert value.items() <= {score.level: score.value for score in solution.levels}.items()


def test_no_wish_is_bought_with_cover_even_where_wishes_go_first() -> None:
    # Only P1 is there: both days are avoided, both are covered.
    of = small(level_order=WISHES_FIRST)
    alone = of.model_copy(update={"people": of.people[:1]})
    assert [d.person for d in solve(alone, QUICK).duties] == ["P1", "P1"]


def test_what_a_level_came_to_is_kept_to_the_end() -> None:
    told: dict[Level, int] = {}
    moments: list[Progress] = []

    def watch(progress: Progress) -> None:
        moments.append(progress)
        if progress.value is not None:
            told[progress.level] = progress.value

    of = small()
    solution = solve(of, QUICK, watch)
    report = audit(of, solution.duties)
    assert told == {level: report.values[level] for level in of.levels}
    order = [of.levels.index(moment.level) for moment in moments]
    assert order == sorted(order), "one level after another"
    assert all(m.value is None or m.bound <= m.value for m in moments)


def test_equal_inputs_and_seed_give_an_equal_roster() -> None:
    settings = SolverSettings(workers=1, seed=7, time_limit=60, deterministic=True)
    first, second = solve(busy(), settings), solve(busy(), settings)
    assert first.duties == second.duties
    assert [score.model_dump(exclude={"seconds"}) for score in first.levels] == [
        score.model_dump(exclude={"seconds"}) for score in second.levels
    ]


def test_duties_are_in_the_order_of_every_list() -> None:
    duties = solve(busy(), QUICK).duties
    assert [d.order() for d in duties] == sorted(d.order() for d in duties)
    # 23 centre days; S on Tuesdays or Thursdays and T on one of three weekdays in the five weeks
    # that December plans (30 November is the first one's Monday), T with two persons.
    assert len(duties) == 23 + 5 + 2 * 5


def test_a_county_without_demand_gets_an_empty_roster() -> None:
    solution = solve(problem(2), QUICK)
    assert solution.duties == ()
    assert [(s.value, s.bound, s.optimal) for s in solution.levels] == [(0, 0, True)] * 6


def test_contradictory_pins_are_refused_before_anything_is_solved() -> None:
    of = small(max_day=2)
    pins = (Pin(duty=duty("P1", "C", 1)), Pin(duty=duty("P2", "C", 1)))  # one person is wanted
    with pytest.raises(PinConflictError) as caught:
        solve(of.model_copy(update={"pins": pins}), QUICK, lambda _: pytest.fail())
    assert "不超过需求" in caught.value.text.zh


def test_a_pin_is_held_whatever_it_costs() -> None:
    pins = (Pin(duty=duty("P1", "C", 1)), Pin(duty=duty("P1", "C", 3)))
    of = small(level_order=WISHES_FIRST).model_copy(update={"pins": pins})
    assert solve(of, QUICK).duties == (pins[0].duty, pins[1].duty)


Audit = "roster.solver.solve.audit"


def test_a_solved_roster_that_breaks_a_rule_is_never_returned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crowded = small(max_week=1)
    [broken] = audit(crowded, [duty("P1", "C", 1), duty("P1", "C", 3)]).violations

    def strict(of: Problem, duties: Iterable[Duty]) -> AuditReport:
        return audit(of, duties)._replace(violations=(broken,))

    monkeypatch.setattr(Audit, strict)
    with pytest.raises(AuditMismatchError) as caught:
        solve(small(), QUICK)
    assert caught.value.exit_code == 3
    assert caught.value.text.zh == (
        "求解结果违反硬性规则，请报告此问题：\n每周上限：12月1日、12月3日 甲P1：当周已满1次"
    )


@pytest.mark.parametrize("difference", [1, -1], ids=["the audit finds more", "less"])
def test_a_level_that_the_audit_counts_otherwise_is_a_mistake(
    monkeypatch: pytest.MonkeyPatch, difference: int
) -> None:
    def other(of: Problem, duties: Iterable[Duty]) -> AuditReport:
        report = audit(of, duties)
        report.values[Level.WISHES] += difference
        return report

    monkeypatch.setattr(Audit, other)
    with pytest.raises(AuditMismatchError) as caught:
        solve(small(), QUICK)
    assert caught.value.text.zh == f"“意愿”层：求解器得3，复核得{3 + difference}，请报告此问题"
    assert f"the solver counts 3, the audit {3 + difference}" in caught.value.text.en


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: Answer(None, 0, 0, answer.seconds),
        lambda answer: answer._replace(objective=answer.objective + 10_000, bound=0),
    ],
    ids=["nothing found", "worse than before"],
)
def test_a_level_that_runs_out_of_time_keeps_the_last_roster(
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Answer], Answer]
) -> None:
    monkeypatch.setattr(descent, "run", after_the_first_level(engine.run, spoil))
    of = small()
    solution = solve(of, QUICK)
    assert len(solution.duties) == 2, "the first level's cover is kept"
    report = audit(of, solution.duties)
    for score in solution.levels[1:]:
        assert (score.value, score.bound) == (report.values[score.level], 0)
        assert score.optimal == (score.value == 0), "only what needs no proof is called optimal"


def test_a_regularity_that_the_model_does_not_prove_is_proven_in_outline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unproven = after_the_first_level(engine.run, lambda answer: answer._replace(bound=0))
    of = problem(2, [visits("S"), visits("T", weekdays=(4,))])
    proven = solve(of, QUICK)
    monkeypatch.setattr(descent, "run", unproven)
    solution = solve(of, QUICK)
    assert [s.value for s in solution.levels] == [s.value for s in proven.levels]
    [regularity] = [s for s in solution.levels if s.level is Level.REGULARITY]
    # Five visits to each of two stations, five trips for each of two persons: a station each.
    assert (regularity.value, regularity.bound, regularity.optimal) == (2, 2, True)


def test_no_roster_at_all_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descent, "run", lambda *_: Answer(None, 0, 0, 1.0))
    with pytest.raises(SolverError, match="longer --time-limit") as caught:
        solve(small(), QUICK)
    assert caught.value.exit_code == 3


def test_faces_are_not_cut_by_missing_visits_that_cost_nothing() -> None:
    # Without a price on missing visits nothing says how many are held: the cuts would be wrong.
    of = problem(
        2,
        [visits("S")],
        calendar=calendar(off=[day(n) for n in (*range(1, 7), *range(19, 32))]),
        limits={"weights": {"visit_short": 0}},
    )
    solution = solve(of, QUICK)
    assert all(score.optimal for score in solution.levels)
