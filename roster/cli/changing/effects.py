"""What a change of a roster by hand comes to, printed before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from roster.cli.speech import speech
from roster.errors import ChangeRefusedError
from roster.model.comparison import SAME, level_line, shortage_text
from roster.model.edits import Checked, fault_text
from roster.model.revision import Revision
from roster.model.roster import STATUS_NAMES
from roster.model.wording import Words
from roster.text import Text

A_REASON = Text(
    "其中可以例外的，加 --reason 写明理由即可", "what may be overridden passes with --reason"
)
ONLY_A_REASON = Text("写明理由即可：--reason 理由", "it passes with --reason")


def tell_head(revision: Revision) -> None:
    """Which revision is being changed."""
    county, month = revision.problem.settings.county, revision.roster.month
    number, status = revision.number, STATUS_NAMES[revision.roster.status]
    speech.say(
        f"{county} {month} 第{number}版（{status.zh}）：",
        f"{county} {month}, revision {number} ({status.en}):",
    )


def tell_effects(checked: Checked) -> None:
    """Each duty that goes or comes, the rules overridden, shortages, and what becomes of each level."""
    for line in _lines(checked):
        speech.say(f"  {line.zh}", f"  {line.en}")


def refuse_faults(words: Words, checked: Checked) -> None:
    """Raise ChangeRefusedError with everything that stands against it, where anything does."""
    if not checked.faults:
        return
    reasons = [fault_text(words, fault) for fault in checked.faults]
    if checked.lacks_only_a_reason:
        reasons.append(ONLY_A_REASON)
    elif any(fault.overridable for fault in checked.faults):
        reasons.append(A_REASON)
    raise ChangeRefusedError(reasons)


def _lines(checked: Checked) -> Iterator[Text]:
    words = Words(checked.problem)
    for gone, duties in ((True, checked.edited.removed), (False, checked.edited.added)):
        sign = Text("去掉", "without") if gone else Text("排上", "with")
        for duty in duties:
            who, what = words.person(duty.person), words.duty(duty)
            yield Text(f"{sign.zh} {who} {what.zh}", f"{sign.en} {who}, {what.en}")
    for fault in checked.overridden:
        told = fault_text(words, fault)
        yield Text(f"例外：{told.zh}", f"overridden: {told.en}")
    for text in checked.already:
        yield Text(f"原来就有的问题：{text.zh}", f"broken before: {text.en}")
    for shortage in checked.gone:
        told = shortage_text(checked.problem, shortage)
        yield Text(f"不再缺：{told.zh}", f"no longer short: {told.en}")
    for shortage in checked.new:
        told = shortage_text(checked.problem, shortage)
        yield Text(f"缺口：{told.zh}", f"short: {told.en}")
    changes = [change for change in checked.levels if change.verdict is not SAME]
    if not changes:
        yield Text("各层得分不变", "every level stays the same")
    yield from map(level_line, changes)
