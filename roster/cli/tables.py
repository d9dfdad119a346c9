"""Tables and lines about a roster that several commands print."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text as RichText

from roster.cli.speech import speech, t
from roster.model.levels import LEVEL_NAMES
from roster.model.people import distinct_names
from roster.model.roster import OpenSlot, Roster, Shortage
from roster.model.rules import RULE_BY_KEY
from roster.text import Text, day_text, join, span_text

__all__ = ["add_row", "distinct_names", "levels_table", "plain_table", "shortage_lines"]


def plain_table(title: str, texts: list[str], numbers: tuple[str, ...] = ()) -> Table:
    """A table with columns of text, then columns of numbers. What is too long for the terminal is
    folded, never cut.
    """
    table = Table(title=RichText(title))
    for heading in texts:
        table.add_column(heading, overflow="fold")
    for heading in numbers:
        table.add_column(heading, justify="right", overflow="fold")
    return table


def add_row(table: Table, *cells: str | RichText) -> None:
    """A row whose texts come out as they are: no markup is read into names."""
    table.add_row(*(RichText(cell) if isinstance(cell, str) else cell for cell in cells))


def levels_table(roster: Roster) -> Table:
    """Each level's value, bound, whether it is proven optimal, seconds."""
    table = plain_table(
        t("得分（越小越好）", "score (smaller is better)"),
        [t("层级", "level")],
        (t("值", "value"), t("下界", "bound"), t("已证最优", "proven"), t("秒", "seconds")),
    )
    for score in roster.levels:
        proven = t("是", "yes") if score.optimal else t("否", "no")
        add_row(
            table,
            LEVEL_NAMES[score.level].to(speech.lang),
            str(score.value),
            str(score.bound),
            proven,
            f"{score.seconds:.1f}",
        )
    return table


def shortage_lines(roster: Roster) -> Iterator[Text]:
    """Each shortage with its reasons, person by person, and its ways out."""
    for shortage in roster.shortages:
        rule, span = RULE_BY_KEY[shortage.rule].name, span_text(shortage.start, shortage.end)
        site = roster.sites[shortage.site]
        why = Text(f"；{shortage.zh}", f"; {shortage.en}") if shortage.zh else Text("", "")
        yield Text(
            f"缺口 {span.zh} {site}：{rule.zh} {shortage.missing}{why.zh}",
            f"shortage {span.en} {site}: {rule.en} {shortage.missing}{why.en}",
        )
        yield from (_slot_line(roster, shortage, slot) for slot in shortage.slots)
        for way in shortage.ways_out:
            yield Text(
                f"  补法（试排过）：{way.zh}，全月缺口降到{way.left}",
                f"  way out (tried): {way.en}; the month is then short of {way.left}",
            )


def _slot_line(roster: Roster, shortage: Shortage, slot: OpenSlot) -> Text:
    day, site = day_text(slot.date), roster.sites[shortage.site]
    why, names = [Text(slot.zh, slot.en)] if slot.zh else [], distinct_names(roster.people)
    for reason in slot.reasons:
        name = names[reason.person]
        why.append(Text(f"{name} {reason.zh}", f"{name} {reason.en}"))
    told = join(why)
    return Text(f"  {day.zh} {site}：{told.zh}", f"  {day.en} {site}: {told.en}")
