from __future__ import annotations

from roster.model.people import Category
from roster.model.relief import causes_of, people_needed, ways_of
from roster.model.requests import Ban, Leave
from roster.model.tightness import Part, TightDays, tightest_by_week, tightest_of_month
from tests.build import centre_demand, day, person, problem, station, visits
from tests.model.test_tightness import second_week

CENTRE = (centre_demand(),)


def told(of: object, tight: TightDays) -> dict[str, int]:
    return {c.text.zh: c.gain for c in causes_of(of, tight)}  # type: ignore[arg-type]


def ways(of: object, tight: TightDays) -> dict[str, tuple[int, int] | None]:
    found = ways_of(of, tight)  # type: ignore[arg-type]
    return {w.text.zh: w.after and (w.after.need, w.after.capacity) for w in found}


def test_each_cause_is_counted_by_what_would_be_without_it() -> None:
    # P2 is away on Monday to Wednesday, banned on Thursday, gone by Friday; P3 does not serve the
    # centre; P1 gives three of the five days, the weekly limit being three.
    people = [person("P1"), person("P2", until=day(10)), person("P3", serves_centre=False)]
    of = problem(
        people,
        [visits("S")],
        centre_demands=CENTRE,
        leaves=(Leave(person="P2", start=day(7), end=day(9)),),
        bans=(Ban(person="P2", start=day(10), end=day(10)),),
        limits={"max_consecutive": 5},
    )
    tight = second_week(of)
    # the centre's days alone: those five for P1's three; any four of them are short by one less
    assert (tight.part, tight.need, tight.capacity) == (Part.CENTRE, 5, 3)
    assert told(of, tight) == {
        "请假等不能值班": 3,
        "1人不到中心值班": 3,
        "每周上限": 2,
        "禁止": 1,
        "未到任、已离任或资格不符": 1,
    }


def test_stations_that_open_on_these_days_only_are_a_cause_and_a_way() -> None:
    # Six visits on Tuesdays, four people: on other days too they could all wait.
    stations = [visits(s) for s in "STUVWX"]
    of = problem(4, stations)
    tight = second_week(of)
    assert (tight.need, tight.capacity) == (6, 4)
    # all six could wait for another of the five workdays
    assert told(of, tight) == {"站点只能在这些日子坐班": 6}
    found = ways(of, tight)
    # with Monday too, six visits on two days of four people: two days give eight
    assert found["6个站点也可在星期一坐班"] == (6, 8)


def test_whoever_comes_back_helps() -> None:
    leave = Leave(person="P2", start=day(8), end=day(8), kind="开庭")
    of = problem(2, [visits("S"), visits("T")], leaves=(leave,))
    tight = second_week(of)
    assert (tight.need, tight.capacity) == (2, 1)
    assert ways(of, tight)["甲P212月8日能来（现为开庭）"] == (2, 2)


def test_limits_by_one_more() -> None:
    of = problem(1, centre_demands=CENTRE, limits={"max_week": 3, "max_consecutive": 5})
    # five days wanted: three given, then four; the other limits do not help
    assert ways(of, second_week(of)) == {"每人每周上限由3改为4": (5, 4)}


def test_those_who_serve_elsewhere_could_serve_here() -> None:
    people = [person("P1"), *(person(f"P{n}", serves_stations=False) for n in (2, 3))]
    of = problem(people, [visits("S"), visits("T")], centre_demands=CENTRE)
    tight = second_week(of)
    assert told(of, tight)["2人不到站点值班"] == 2
    assert "现不到站点值班的2人也到站点值班" in ways(of, tight)


def test_the_remotest_weekly_station_may_be_visited_less() -> None:
    demands = [visits("S"), visits("T")]
    sites = (
        problem(1).sites[0],
        station("S", minutes_from_seat=20),
        station("T", minutes_from_seat=90),
    )
    of = problem(1, demands, sites=sites)
    # Two visits a Tuesday for one person; T once a fortnight need not be visited in this week.
    assert ways(of, second_week(of))["最远的T镇改为每两周1次"] == (1, 1)


def test_a_month_is_relieved_as_a_month() -> None:
    of = problem(1, centre_demands=CENTRE, limits={"max_week": 5, "max_month": 10})
    whole = tightest_of_month(of)
    assert whole is not None
    assert (whole.need, whole.capacity) == (23, 10)
    assert ways(of, whole)["每人每月上限由10改为11"] == (23, 11)


def test_what_is_wanted_no_more_is_no_more_tight() -> None:
    # The only station, twice understaffed: every second week nothing is wanted of it.
    of = problem([person("P1", category=Category.RETIRED)], [visits("S")])  # not entitled
    tight = tightest_by_week(of)[0]
    assert ways(of, tight)["最远的S镇改为每两周1次"] is None


def test_people_needed_are_the_fewest_that_leave_nothing_short() -> None:
    # Six visits on Tuesdays for two people: four more. With enough of them, none.
    stations = [visits(s) for s in "STUVWX"]
    assert people_needed(problem(2, stations), second_week(problem(2, stations))) == 4
    assert people_needed(problem(6, stations), second_week(problem(6, stations))) == 0


def test_people_needed_are_counted_again_where_other_days_come_short() -> None:
    # The week wants five centre days and six visits on Tuesday. One person gives three a week: Tuesday is
    # the tightest, seven wanted of one; with six more nothing else is short.
    of = problem(1, [visits(s) for s in "STUVWX"], centre_demands=CENTRE)
    assert people_needed(of, second_week(of)) == 6


def test_people_who_may_not_serve_there_are_no_help() -> None:
    officers = visits("S", categories=(Category.RETIRED,), persons=2)
    of = problem([person("P1", category=Category.RETIRED, service_years=9)], [officers])
    assert second_week(of).short
    assert people_needed(of, second_week(of)) == 0
