"""Tables and lines about a roster that several commands print."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from roster.cli.speech import speech, t
from roster.model.levels import LEVEL_NAMES
from roster.model.roster import OpenSlot, Roster, Shortage
from roster.model.rules import RULE_BY_KEY
from roster.text import Text, day_text, span_text


def levels_table(roster: Roster) -> Table:
    """Each level's value, bound, whether it is proven optimal, seconds."""
    table = Table(title=t("得分（越小越好）", "score (smaller is better)"))
    table.add_column(t("层级", "level"))
    for zh, en in (("值", "value"), ("下界", "bound"), ("已证最优", "proven"), ("秒", "seconds")):
        table.add_column(t(zh, en), justify="right")
    for score in roster.levels:
        proven = t("是", "yes") if score.optimal else t("否", "no")
        table.add_row(
            LEVEL_NAMES[score.level].to(speech.lang),
            str(score.value),
            str(score.bound),
            proven,
            f"{score.seconds:.1f}",
        )
    return table


def shortage_lines(roster: Roster) -> Iterator[Text]:
    """Each shortage with its reasons, person by person."""
    for shortage in roster.shortages:
        rule, span = RULE_BY_KEY[shortage.rule].name, span_text(shortage.start, shortage.end)
        site = roster.sites[shortage.site]
        why = Text(f"；{shortage.zh}", f"; {shortage.en}") if shortage.zh else Text("", "")
        yield Text(
            f"缺口 {span.zh} {site}：{rule.zh} {shortage.missing}{why.zh}",
            f"shortage {span.en} {site}: {rule.en} {shortage.missing}{why.en}",
        )
        yield from (_slot_line(roster, shortage, slot) for slot in shortage.slots)


def _slot_line(roster: Roster, shortage: Shortage, slot: OpenSlot) -> Text:
    day, site = day_text(slot.date), roster.sites[shortage.site]
    zh = "；".join(f"{roster.people[r.person]} {r.zh}" for r in slot.reasons)
    en = "; ".join(f"{roster.people[r.person]} {r.en}" for r in slot.reasons)
    return Text(f"  {day.zh} {site}：{zh}", f"  {day.en} {site}: {en}")
