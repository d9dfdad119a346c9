"""roster import roster.xlsx: an edited workbook becomes a draft, or is refused with every reason."""

from __future__ import annotations

from pathlib import Path

from roster.cli.changing.effects import tell_effects, tell_head
from roster.cli.changing.saving import confirmed, keep
from roster.cli.changing.standing import Standing, standing
from roster.cli.hand import county_of, today
from roster.cli.records.import_options import How
from roster.cli.speech import speech
from roster.cli.stores import existing
from roster.errors import ChangeRefusedError, UnknownError
from roster.io.handback import HandbackFile
from roster.model.handback import Weighed, weigh
from roster.model.revision import Revision
from roster.model.sheets import duties_digest
from roster.store import Store
from roster.text import Text

REFUSED = Text("工作簿里的改动没有收下：", "the workbook's edits are refused:")
A_REASON = Text(
    "其中可以例外的，在“理由”列或用 --reason 写明理由即可",
    "what may be overridden passes with a reason, in the column “reason” or with --reason",
)
TAKE_THE_OTHERS = Text(
    "合规的改动可以先收：加 --accept-lawful", "take those that are lawful with --accept-lawful"
)


def import_workbook(file: Path, how: How) -> None:
    """Make an edited workbook a draft after the month's newest revision.

    Raises:
        InputError: with everything in the file that is wrong.
        ChangeRefusedError: with every edit that is refused, and why.
    """
    given = HandbackFile(file)
    with existing(how.address) as store:
        county = county_of(store, given.stamp.county)
        base = _base(store, county, given)
        now = standing(store, county, given.month)
        edits = given.edits(base, now.problem)
        _tell_what_is_read(base, now)
        if not edits:
            speech.say("没有改动，什么也没有写入。", "Nothing changed; nothing was written.")
            return
        weighed = weigh(
            now.problem,
            now.duties,
            edits,
            on=today(how.on),
            published=now.published,
            reason=how.why,
        )
        _refuse_or_tell(weighed, how)
        if not weighed.taken:
            return
        tell_head(now.revision)
        tell_effects(weighed.checked)
        if confirmed(yes=how.yes):
            why = weighed.checked.edited.reason or how.why
            keep(store, now.revision, weighed.checked, by=how.who, why=why, outputs=how.outputs)


def _base(store: Store, county: str, given: HandbackFile) -> Revision:
    """The revision that the workbook shows, as the store keeps it. Raises InputError."""
    number, month = given.stamp.revision, given.month
    try:
        base = store.revision(county, month, number)
    except UnknownError:
        base = None
    if base is None or duties_digest(base.roster.duties) != given.stamp.duties:
        raise given.refusal(
            Text(
                f"数据库里没有工作簿所说的{month}第{number}版，或与之不同",
                f"the store has no revision {number} of {month} like the one the workbook shows",
            ),
            Text(
                "核对 --store，或从 outputs 里现在的 roster.xlsx 改起",
                "check --store, or start from the roster.xlsx that is in outputs now",
            ),
        )
    return base


def _tell_what_is_read(base: Revision, now: Standing) -> None:
    speech.say(
        "只读入 排班总表、按日清单 两张表；其他各表的改动不读入。",
        "Only the sheets By site and By day are read; edits of the others are not.",
    )
    if base.number != now.revision.number:
        speech.say(
            f"注意：工作簿是第{base.number}版的，现在已是第{now.revision.number}版；"
            "没有冲突的改动做到新版上。",
            f"Note: the workbook is of revision {base.number}, the newest is {now.revision.number}; "
            "edits that do not clash are made on that.",
        )


def _refuse_or_tell(weighed: Weighed, how: How) -> None:
    """Raise ChangeRefusedError unless something is left to take and the rest may be left out."""
    if weighed.done:
        speech.say(
            f"{weighed.done}处改动最新版里已经有了。",
            f"The newest revision already has {weighed.done} of the edits.",
        )
    reasons = [reason for one in weighed.refused for reason in one.reasons]
    if any(one.overridable for one in weighed.refused):
        reasons.append(A_REASON)
    if reasons and weighed.taken and not how.accept_lawful:
        reasons.append(TAKE_THE_OTHERS)
    if reasons and not (weighed.taken and how.accept_lawful):
        raise ChangeRefusedError(reasons, REFUSED)
    if reasons:
        speech.say("没有收下的改动：", "Edits that are refused:")
    for reason in reasons:
        speech.say(f"  · {reason.zh}", f"  - {reason.en}")
