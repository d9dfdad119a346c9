"""The reason of each proposed frequency, in one sentence that names the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.frequency_proposals import FEWEST_VISITS, REMOTE_MINUTES
from roster.model.frequency_steps import a_year, next_down, next_up
from roster.model.wording import Words
from roster.text import Text, join

if TYPE_CHECKING:
    from roster.model.frequency_proposals import FrequencyProposal
    from roster.model.problem import Problem


def reason(problem: Problem, proposal: FrequencyProposal, county: float) -> Text:
    """Why this is proposed, or why nothing is; ``county`` is the county's mean visit."""
    facts = _facts(problem, proposal)
    where, told = Words(problem).site(proposal.site), _told(problem, proposal, county)
    return Text(f"{where.zh}：{facts.zh}；{told.zh}", f"{where.en}: {facts.en}; {told.en}")


def _facts(problem: Problem, p: FrequencyProposal) -> Text:
    rate, percent = p.rate, round(100 * p.level)
    if not rate.visits:
        return Text("没有坐班记录", "no visit is on record")
    facts = [
        Text(
            f"{rate.visits}次坐班接待{rate.consultations}人次，"
            f"每次{rate.mean:.1f}（{percent}%区间{p.low:.1f}—{p.high:.1f}）",
            f"{rate.visits} visits with {rate.consultations} consultations, "
            f"{rate.mean:.1f} a visit ({percent} % interval {p.low:.1f}–{p.high:.1f})",
        )
    ]
    site = problem.site[p.site]
    if p.ground.remote:
        minutes = site.minutes_from_seat
        facts.append(
            Text(
                f"距县城{minutes}分钟（偏远：{REMOTE_MINUTES}分钟以上）",
                f"{minutes} minutes from the seat (remote: {REMOTE_MINUTES} or more)",
            )
        )
    if p.ground.sparse or p.ground.populous:
        kind = Text("人口少", "few") if p.ground.sparse else Text("人口多", "many")
        facts.append(
            Text(f"常住{site.population}人（{kind.zh}）", f"{site.population} people ({kind.en})")
        )
    return join(facts, zh="，", en=", ")


def _told(problem: Problem, p: FrequencyProposal, county: float) -> Text:
    usual = Text(f"全县平均每次{county:.1f}", f"the county's mean visit has {county:.1f}")
    if p.why == "few":
        return Text(f"不足{FEWEST_VISITS}次，不作建议", f"fewer than {FEWEST_VISITS}: no proposal")
    if p.why == "full":
        return Text(
            f"{usual.zh}，需求多，但可选星期已排满，建议先增加可选星期",
            f"{usual.en}: much is asked for, but no more weekdays are allowed; allow more first",
        )
    if p.why == "budget":
        up = next_up(problem.station_demand[p.site])
        assert up is not None  # that is what the budget has no room for
        return Text(
            f"{usual.zh}，本可改为{up.text.zh}，但年度补贴预算不够，不变",
            f"{usual.en}: {up.text.en} would be right, but the year's budget has no room; unchanged",
        )
    if p.why == "floor":
        return Text(
            f"{usual.zh}，需求少，但每月至少1次（实施方案四（一）4），不变",
            f"{usual.en}: little is asked for, but once a month is the floor (F4 四（一）4); unchanged",
        )
    if p.why == "same":
        return _same(problem, p, county, usual)
    return _change(p, usual)


def _same(problem: Problem, p: FrequencyProposal, county: float, usual: Text) -> Text:
    """Why nothing is proposed: about the mean, or the next step would go past it."""
    demand, stays = problem.station_demand[p.site], p.now.text
    up, down = next_up(demand), next_down(demand)
    if p.low > county and up is not None:
        left = p.low * a_year(p.now) / a_year(up)
        return Text(
            f"多于{usual.zh}，但分摊到{up.text.zh}后每次可能只有{left:.1f}，{stays.zh}不变",
            f"more ({usual.en}), but {up.text.en} may leave only {left:.1f} each; {stays.en} stays",
        )
    if p.low > county:
        return Text(
            f"多于{usual.zh}，还不到两倍，可选星期也已排满，{stays.zh}不变",
            f"more ({usual.en}), though not twice as many, and no more weekdays are allowed; "
            f"{stays.en} stays",
        )
    if p.high < county and down is not None:
        most = p.high * a_year(p.now) / a_year(down)
        return Text(
            f"少于{usual.zh}，但减到{down.text.zh}后每次可能有{most:.1f}，{stays.zh}不变",
            f"less ({usual.en}), but {down.text.en} may bring {most:.1f} each; {stays.en} stays",
        )
    return Text(
        f"{usual.zh}，说不上明显偏多或偏少，{stays.zh}不变",
        f"{usual.en}: not clearly more or less, {stays.en} stays",
    )


def _change(p: FrequencyProposal, usual: Text) -> Text:
    factor = a_year(p.now) / a_year(p.to)
    if p.why == "more":
        left = p.low * factor
        return Text(
            f"即使人数不增、分摊到{p.to.text.zh}，每次仍有{left:.1f}以上，不低于{usual.zh}，"
            f"建议{p.to.text.zh}（全年多{p.proposed_visits - p.visits}次，{p.yuan}元）",
            f"even if nobody new came, {p.to.text.en} would still have {left:.1f} or more each, and "
            f"{usual.en}: proposed {p.to.text.en} "
            f"({p.proposed_visits - p.visits} visits more a year, {p.yuan} yuan)",
        )
    if p.why == "principle":
        return Text(
            f"{usual.zh}，不算需求少，原则上每周1次（实施方案四（一）4），"
            f"建议{p.to.text.zh}（全年多{p.proposed_visits - p.visits}次，{p.yuan}元）",
            f"{usual.en}: no less is asked for here, and once a week is the principle (F4 四（一）4): "
            f"proposed {p.to.text.en} "
            f"({p.proposed_visits - p.visits} visits more a year, {p.yuan} yuan)",
        )
    left = p.high * factor
    return Text(
        f"即使都集中到{p.to.text.zh}，每次也不过{left:.1f}，不高于{usual.zh}，"
        f"建议{p.to.text.zh}（全年少{p.visits - p.proposed_visits}次，省{-p.yuan}元）",
        f"even if all came to {p.to.text.en}, each would have no more than {left:.1f}, and "
        f"{usual.en}: proposed {p.to.text.en} "
        f"({p.visits - p.proposed_visits} visits fewer a year, {-p.yuan} yuan saved)",
    )
