"""roster explain … load: who carries what, as a table, as bars, and how even it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.table import Table

from roster.cli.names import person_named
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.model.accounts import accounts, spreads
from roster.model.calendar import Month
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.model.roster import Account, Evenness, Spread
from roster.model.settings import FairWindow
from roster.model.shares import SCALE
from roster.model.wording import Words, dated
from roster.text import Text, join

BAR = 30  # characters of the longest bar
WINDOWS = {
    FairWindow.MONTH: Text("本月", "month"),
    FairWindow.QUARTER: Text("本季度", "quarter"),
    FairWindow.YEAR: Text("本年", "year"),
}


def tell_load(found: Revision, words: list[str]) -> None:
    """Everybody, or one person. Raises UnknownError."""
    problem, duties = found.problem, found.roster.duties
    kept = accounts(problem, duties)
    names = Words(problem)
    if words:
        person = person_named(problem, words[0])
        own = [a for a in kept if a.person == person]
        _tell_person(names, own, [*problem.history_of[person], *found.roster.of_person[person]])
        return
    if not problem.people:
        return
    speech.console().print(_table(names, kept))
    for line in _bars(names, [a for a in kept if a.window is problem.settings.fair_window]):
        speech.say(line.zh, line.en)
    for line in _spread_lines(names, kept):
        speech.say(line.zh, line.en)


def _figure(names: Words, points: float) -> str:
    """A load as a bare number: in duties where a visit and a full day weigh the same."""
    return names.load(points * SCALE).zh.rstrip("次分")


def _unit(names: Words) -> Text:
    return Text(names.load(0).zh[-1], "duties" if names.load(0).zh.endswith("次") else "points")


def _table(names: Words, kept: Sequence[Account]) -> Table:
    unit = _unit(names)
    table = plain_table(
        t(f"各人负担（{unit.zh}）", f"who carries what ({unit.en})"),
        [t("姓名", "name")],
        _columns(),
    )
    of = {(a.person, a.window): a for a in kept}
    for person in dict.fromkeys(a.person for a in kept):
        cells = []
        for window in FairWindow:
            account = of[person, window]
            total = account.past_load + account.load
            cells += [
                _figure(names, account.load if window is FairWindow.MONTH else total),
                _figure(names, account.fair_load),
                _signed(names, total - account.fair_load),
            ]
        trips = of[person, FairWindow.YEAR]
        cells += [str(trips.past_trips + trips.trips), f"{trips.fair_trips:g}"]
        add_row(table, names.person(person), *cells)
    return table


def _columns() -> tuple[str, ...]:
    found: list[str] = []
    for name in WINDOWS.values():
        head = name.to(speech.lang)
        found += [head, t("应排", "fair"), t("相差", "off")]
    return (*found, t("本年下乡", "trips"), t("应排", "fair"))


def _signed(names: Words, points: float) -> str:
    figure = _figure(names, abs(points))
    return figure if figure == "0" else f"{'+' if points > 0 else '-'}{figure}"


def _bars(names: Words, kept: Sequence[Account]) -> Iterator[Text]:
    """A bar for each person's load, most first, with a stroke where the fair share is."""
    window, unit = WINDOWS[kept[0].window], _unit(names)
    yield Text(
        f"{window.zh}累计（每格越长值得越多，┃是应排的位置；单位：{unit.zh}）",
        f"the {window.en} so far (┃ is the fair share; in {unit.en})",
    )
    most = max(max(a.past_load + a.load, a.fair_load) for a in kept) or 1
    widest = max(len(names.person(a.person)) for a in kept)
    for account in sorted(kept, key=lambda a: -(a.past_load + a.load)):
        total = account.past_load + account.load
        bar = list("█" * round(BAR * total / most) + " " * (BAR + 1))[: BAR + 1]
        bar[round(BAR * account.fair_load / most)] = "┃"
        name = names.person(account.person)
        line = f"  {name}{'　' * (widest - len(name))} {''.join(bar)} {_figure(names, total)}"
        yield Text(line, line)


def _spread_lines(names: Words, kept: Sequence[Account]) -> Iterator[Text]:
    for spread in spreads(names.problem, kept):
        if spread.after is None:
            continue
        what = Text("值班", "duties") if spread.what == "load" else Text("下乡", "trips")
        window, after = WINDOWS[spread.window], _evenness(names, spread.after)
        told = _before(names, spread)
        yield Text(
            f"{window.zh}{what.zh}完成应排的比例：{told.zh}{after.zh}",
            f"{window.en}, {what.en} in percent of the fair share: {told.en}{after.en}",
        )
    start = max(a.since for a in kept if a.window is FairWindow.YEAR)
    if start > names.problem.month.first.replace(month=1):
        yield Text(
            f"（本年从{start.month}月起算：更早的值班没有记录）",
            f"(the year is counted from {Month.of(start)}: earlier duties are not known)",
        )
    yield Text(
        "（100%正好是应排；基尼系数0为人人一样，越小越均匀）",
        "(100 %: exactly the fair share; Gini 0: all the same)",
    )


def _before(names: Words, spread: Spread) -> Text:
    if spread.before is None:
        return Text("", "")
    old = _evenness(names, spread.before)
    return Text(f"排班前{old.zh}；排班后", f"before {old.en}; after ")


def _evenness(names: Words, of: Evenness) -> Text:
    low, top = names.person(of.least_person), names.person(of.most_person)
    return Text(
        f"最低{of.least:.0f}%（{low}），最高{of.most:.0f}%（{top}），基尼系数{of.gini:.2f}",
        f"least {of.least:.0f} % ({low}), most {of.most:.0f} % ({top}), Gini {of.gini:.2f}",
    )


def _tell_person(names: Words, own: Iterable[Account], duties: Sequence[Duty]) -> None:
    """One person's account in sentences, and the month's duties."""
    problem = names.problem
    for account in own:
        total = account.past_load + account.load
        window, off = WINDOWS[account.window], total - account.fair_load
        sizes = [names.load(x * SCALE) for x in (total, account.fair_load, abs(off))]
        zh = "正好" if not off else f"{'多' if off > 0 else '少'}{sizes[2].zh}"
        en = "exact" if not off else f"{sizes[2].en} {'more' if off > 0 else 'less'}"
        trips = account.past_trips + account.trips
        speech.say(
            f"{names.person(account.person)}{window.zh}累计{sizes[0].zh}，应排{sizes[1].zh}，{zh}"
            f"；其中下乡{trips}次，应排{account.fair_trips:g}次",
            f"{names.person(account.person)}, {window.en}: {sizes[0].en}, fair share {sizes[1].en}, {en}; "
            f"station trips {trips}, fair share {account.fair_trips:g}",
        )
    for line in _by_month(problem, names, duties):
        speech.say(line.zh, line.en)


def _by_month(problem: Problem, names: Words, duties: Sequence[Duty]) -> Iterator[Text]:
    """How many in each month, then the planned month's duties one by one."""
    months: dict[Month, int] = {}
    for duty in duties:
        if (duty.date.year, duty.date) <= (problem.planned_month.year, problem.month.last):
            months[Month.of(duty.date)] = months.get(Month.of(duty.date), 0) + 1
    told = join((Text(f"{m.month}月{n}次", f"{m} {n}") for m, n in months.items()), "，", ", ")
    yield Text(f"各月次数：{told.zh}", f"duties by month: {told.en}")
    for duty in duties:
        if duty.date in problem.month:
            where = names.site(duty.site)
            when = dated(duty.date)
            yield Text(f"  {when.zh} {where.zh}", f"  {when.en} {where.en}")
