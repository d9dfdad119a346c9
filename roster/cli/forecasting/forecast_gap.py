"""roster forecast: which change of frequency closes a gap to the target at the least cost."""

from __future__ import annotations

from roster.cli.forecasting.year_known import Known
from roster.cli.speech import speech
from roster.model.closing import Closing, close, people_left, steps_of
from roster.model.forecast import Forecast
from roster.model.subsidy_outlook import SubsidyOutlook
from roster.model.wording import Words
from roster.text import Text, join


def tell_gap(known: Known, of: Forecast, target: int, money: SubsidyOutlook) -> None:
    """Nothing where the target is expected to be reached; else what to change, or that nothing helps."""
    gap = target - of.end
    if gap <= 0:
        return
    steps = steps_of(known.problem, known.rates, of)
    people, limit = people_left(known.problem, of), _affordable(known, money)
    found = close(steps, gap, people if limit is None else min(people, limit))
    speech.say(
        f"预计还差{gap:.0f}人次。尚未公布的日子里，人员每周上限还容得下{people}人次下乡"
        + ("" if limit is None else f"，年度补贴预算还容得下{limit}人次"),
        f"{gap:.0f} short. On the days not yet published the weekly limits leave room for {people} "
        "person-visits" + ("" if limit is None else f", the year's budget for {limit}"),
    )
    if not found.steps:
        _tell_nothing(of)
        return
    told, yuan = _told(known, found), found.person_visits * known.problem.settings.pay_station
    if found.enough:
        speech.say(
            f"补上它最省的改法（逐一比较过所有频次组合）：{told.zh}；多坐班{found.person_visits}人次，"
            f"{yuan}元，预计多{found.gain:.0f}人次。",
            f"The cheapest change that closes it (all combinations of frequencies compared): {told.en}; "
            f"{found.person_visits} person-visits, {yuan} yuan, {found.gain:.0f} consultations expected.",
        )
    else:
        speech.say(
            f"改频次补不齐：最多是{told.zh}，多坐班{found.person_visits}人次，{yuan}元，"
            f"预计多{found.gain:.0f}人次，仍差{gap - found.gain:.0f}人次。",
            f"No change of frequency closes it: the most is {told.en}; {found.person_visits} "
            f"person-visits, {yuan} yuan, {found.gain:.0f} consultations expected, still "
            f"{gap - found.gain:.0f} short.",
        )
    speech.say(
        "（按每次坐班接待的人数不因多去而减少计算，实际可能少些；要采纳，改“需求”表的频次，"
        "已公布的月份用 roster frequency。）",
        "(Visits are taken to bring as many when there are more of them; it may be fewer. To take it "
        "over change 频次 in 需求, for published months use roster frequency.)",
    )


def _affordable(known: Known, money: SubsidyOutlook) -> int | None:
    """Person-visits that the year's budget still pays; None where none is set."""
    budget = known.problem.settings.year_budget
    if budget is None:
        return None
    return max(0, int((budget - money.end) // max(1, known.problem.settings.pay_station)))


def _tell_nothing(of: Forecast) -> None:
    if of.open.open_days:
        speech.say(
            "人员上限、可选星期和预算都不容再加坐班，改频次补不上。",
            "Limits, weekdays and budget leave no room for a visit more: no change of frequency helps.",
        )
    else:
        speech.say(
            "余下的日子都已公布，改频次补不上；可用 roster visit 加场。",
            "All days left are published: no change of frequency helps; roster visit adds a visit.",
        )


def _told(known: Known, found: Closing) -> Text:
    words, demands = Words(known.problem), known.problem.station_demand
    return join(
        [
            Text(
                f"{words.site(s.site).zh}由{demands[s.site].frequency.text.zh}改为{s.frequency.text.zh}"
                f"（多{s.visits}次，约{s.gain:.0f}人次）",
                f"{words.site(s.site).en} {s.frequency.text.en} instead of "
                f"{demands[s.site].frequency.text.en} ({s.visits} visits more, about {s.gain:.0f})",
            )
            for s in found.steps
        ],
        zh="，",
        en=", ",
    )
