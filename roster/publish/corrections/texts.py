"""The texts of a correction: for a site's village groups, for the duty group, and the list for the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.alterations import KIND_NAMES, Kind, effect_lines, told
from roster.model.corrections import level_text
from roster.model.gate import GATES
from roster.publish.corrections import words
from roster.publish.notices.words import full_date
from roster.publish.texts import hotline_text, marked_day, plain, session_text
from roster.text import Lang, Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roster.model.alterations import Alteration
    from roster.model.corrections import Correction
    from roster.model.slots import SlotKey
    from roster.publish.corrections.printed import FactChange, Printed


def site_text(printed: Printed, lang: Lang) -> str:
    """What to paste into the village groups: what was, what is, the line to call. Public."""
    correction = printed.correction
    after, title = correction.after, plain(printed.site.title)
    month, hotline = after.problem.planned_month, hotline_text(after.problem)
    lines = [
        Text(
            f"【{title}】{month.month}月免费法律咨询安排更正（第{after.number}版，以此为准）",
            f"{title}: free legal advice in {month}, correction (edition {after.number}, "
            "replaces earlier ones)",
        ),
        *(_session_line(printed, change) for change in printed.changes()),
        *map(_fact_line, printed.facts()),
        Text(
            f"其余安排不变。咨询热线：{hotline.zh}",
            f"All else stays as it was. Hotline: {hotline.en}",
        ),
        _signed(correction),
    ]
    return "\n".join(line.to(lang) for line in lines)


def _session_line(printed: Printed, change: Alteration) -> Text:
    slot, opening = change.slot, printed.correction.names.opening(change.slot.site)
    old, new = printed.who(change.before), printed.who(change.after, now=True)
    when = _when(printed, slot, now=change.before is None)
    if change.after is None:
        text = Text(f"取消{opening.zh}", f"the {opening.en} is cancelled")
    elif change.before is None:
        text = Text(f"新增{opening.zh}，{new.zh}", f"a new {opening.en}, {new.en}")
    elif change.kind is Kind.MOVED:
        to = _when(printed, change.after.slot, now=True)
        text = Text(f"改到{to.zh}，{new.zh}", f"moved to {to.en}, {new.en}")
    else:
        text = Text(f"原为{old.zh}，现为{new.zh}", f"was {old.en}, is {new.en}")
    return Text(f"{when.zh}：{text.zh}。", f"{when.en}: {text.en}.")


def _when(printed: Printed, slot: SlotKey, *, now: bool) -> Text:
    """12月8日（周二，逢集）上午8:00—12:00; hours as they were, or as they are ``now``."""
    home = printed.home if now else printed.before
    site = home.site[slot.site]
    day, hours = marked_day(home, site, slot.date), session_text(site, slot.session)
    return Text(f"{day.zh}{hours.zh}", f"{day.en}, {hours.en}")


def _fact_line(fact: FactChange) -> Text:
    old, new = (t if t.zh else words.NONE for t in (fact.before, fact.after))
    label = fact.label.zh.replace("\u3000", "")
    return Text(
        f"{label}：原为{old.zh}，现为{new.zh}。", f"{fact.label.en}: was {old.en}, is {new.en}."
    )


def _signed(correction: Correction) -> Text:
    bureau, day = (
        plain(correction.after.problem.settings.bureau),
        correction.after.roster.published_on,
    )
    on = full_date(day) if day else Text("", "")
    return Text(f"{bureau}　{on.zh}".strip(), f"{bureau}, {on.en}".strip(", "))


def group_text(correction: Correction, lang: Lang) -> str:
    """For the group of those on duty: who takes over what, who no longer has to come. Without reasons."""
    names = correction.names
    lines = [_headline(correction), *_numbered(told(c, names) for c in correction.alterations)]
    lines.append(Text("涉及人员：", "Persons concerned:"))
    for effect in correction.effects:
        said, who = join(effect_lines(effect, names)), names.person(effect.person)
        lines.append(Text(f"{who}：{said.zh}", f"{who}: {said.en}"))
    lines += [
        Text(
            "其余值班不变。请接班的同志按时到岗，订阅的日历自动更新，导入的日历请重新导入。",
            "All other duties stay. Calendars that are subscribed to follow by themselves; those that "
            "were imported must be imported again.",
        ),
        _signed(correction),
    ]
    return "\n".join(line.to(lang) for line in lines)


def _headline(correction: Correction) -> Text:
    after, old = correction.after, words.edition(correction.before)
    county, month = plain(after.problem.settings.county), after.problem.planned_month
    return Text(
        f"【{county}】{month.year}年{month.month}月值班更正（第{after.number}版，更正{old.zh}）",
        f"{county} {month}: correction of duties (edition {after.number}, corrects {old.en})",
    )


def _numbered(lines: Iterable[Text]) -> Iterator[Text]:
    for number, line in enumerate(lines, 1):
        yield Text(f"{number}. {line.zh}", f"{number}. {line.en}")


def change_list(correction: Correction, sites: Iterable[str], lang: Lang) -> str:
    """更正清单: all that the bureau keeps of a correction, reasons included. Internal.

    ``sites`` are the titles of those that get a correction sheet.
    """
    after = correction.after
    heads = {
        Text("一、值班变动", "Duties"): _changes(correction),
        Text("二、涉及人员", "Persons concerned"): _persons(correction),
        Text("三、须换公示的站点", "Sites with a correction sheet"): [Text(s, s) for s in sites],
        Text("四、输入变动", "Changed inputs"): correction.inputs,
        Text("五、各层级", "Levels"): [level_text(change) for change in correction.levels],
        Text("六、缘由", "Why"): correction.reasons,
        Text("七、放行理由", "Reasons given at the gate"): [
            Text(
                f"{gate.name.zh}：{after.overrides[gate.key]}",
                f"{gate.name.en}: {after.overrides[gate.key]}",
            )
            for gate in GATES
            if gate.key in after.overrides
        ],
    }
    lines = [_headline(correction)]
    for head, body in heads.items():
        lines += [Text("", ""), head, *(body or [words.NONE])]
    return "\n".join(line.to(lang) for line in [*lines, Text("", ""), _signed(correction)]) + "\n"


def _changes(correction: Correction) -> list[Text]:
    found = []
    for change in correction.alterations:
        kind, text = KIND_NAMES[change.kind], told(change, correction.names)
        found.append(Text(f"[{kind.zh}] {text.zh}", f"[{kind.en}] {text.en}"))
    return list(_numbered(found))


def _persons(correction: Correction) -> list[Text]:
    found = []
    for effect in correction.effects:
        who, lines = correction.names.person(effect.person), effect_lines(effect, correction.names)
        less, more = len(effect.lost), len(effect.gained)
        said = join(lines)
        found.append(
            Text(f"{who}（减{less}增{more}）：{said.zh}", f"{who} (-{less} +{more}): {said.en}")
        )
    return found
