"""roster forecast: the year's subsidy by month, and its end against the budget."""

from __future__ import annotations

from rich.table import Table

from roster.cli.forecasting.year_known import Known
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.model.subsidy_outlook import SubsidyOutlook


def tell_subsidy(known: Known, money: SubsidyOutlook) -> None:
    """The months, the year's end, and what that is against 年度补贴预算."""
    speech.console().print(_table(money))
    low, high = money.interval(0.95)
    zh, en = f"（95%区间{low}—{high}）", f" (95 % interval {low}–{high})"
    if low == high:
        zh, en = (
            "（人员都领补贴，次数按计划，没有区间）",
            " (everybody is paid and visits are as planned)",
        )
    speech.say(
        f"全年补贴预计{money.end:.0f}元{zh}；扣减不计在内。",
        f"The year's subsidy ends at {money.end:.0f} yuan{en}; deductions are left out.",
    )
    budget = known.problem.settings.year_budget
    if budget is not None:
        left = budget - money.end
        word = ("余", "left") if left >= 0 else ("超", "over")
        speech.say(
            f"年度补贴预算{budget}元：预计{word[0]}{abs(left):.0f}元。",
            f"The year's budget is {budget} yuan: {abs(left):.0f} {word[1]}.",
        )


def _table(money: SubsidyOutlook) -> Table:
    table = plain_table(
        t("补贴（元）", "subsidy (yuan)"),
        [t("月份", "month")],
        (
            t("按值班", "by duties"),
            t("按记录推算", "by records"),
            t("未排预计", "not planned yet"),
            t("合计", "sum"),
        ),
    )
    for m in money.months:
        cells = (m.known, m.reckoned, m.expected, m.yuan)
        add_row(table, str(m.month), *(f"{cell:.0f}" for cell in cells))
    return table
