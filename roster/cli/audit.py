"""roster audit: a roster.json against every rule, without the solver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table

from roster.cli.common import StoreOption, UnannouncedOption, read_inputs
from roster.cli.speech import speech, t
from roster.errors import InputError, InputProblem
from roster.model.audit import AuditReport, audit, describe
from roster.model.levels import LEVEL_NAMES
from roster.model.problem import Problem
from roster.model.roster import Roster
from roster.text import Text


def audit_command(
    roster: Annotated[Path, typer.Argument(help=t("roster.json 文件", "a roster.json"))],
    inputs: Annotated[
        Path,
        typer.Option(
            "--inputs", help=t("输入（同 roster plan）", "the inputs, as for roster plan")
        ),
    ],
    store: StoreOption = None,
    unannounced: UnannouncedOption = False,
) -> None:
    """Recompute every rule and level; exit 1 when a hard rule is broken or a stated value is wrong."""
    stated = read_roster(roster)
    problem = read_inputs(inputs, stated.planned_month, store, assume_calendar=unannounced)
    _refuse_strangers(roster, stated, problem)
    report = audit(problem, stated.duties)
    if stated.inputs_digest != problem.digest:
        speech.say(
            "注意：输入与排班时不同，以下按现在的输入复核。",
            "Note: the inputs are not those of the roster; checked against the inputs of now.",
        )
    for finding in report.violations:
        text = describe(problem, finding)
        speech.say(f"违反 {text.zh}", f"broken: {text.en}")
    speech.console().print(_comparison(stated, report))
    wrong = stated.inputs_digest == problem.digest and any(
        score.value != report.values[score.level] for score in stated.levels
    )
    if report.violations or wrong:
        speech.say(
            f"复核不通过：违反硬性规则{len(report.violations)}处。",
            f"the audit failed: {len(report.violations)} hard rule(s) broken.",
        )
        raise typer.Exit(1)
    speech.say("复核通过：没有违反硬性规则。", "the audit passed: no hard rule is broken.")


def read_roster(path: Path) -> Roster:
    """Raises InputError for a file that is none or does not hold a roster."""
    try:
        return Roster.model_validate_json(path.read_bytes())
    except OSError as error:
        message = Text("文件打不开", f"cannot be opened ({error.strerror})")
        remedy = Text("请检查路径", "check the path")
        raise InputError([InputProblem(message, remedy, file=path.name)]) from None
    except ValidationError as error:
        raise InputError(
            [
                InputProblem(
                    Text("不是有效的排班文件", f"not a valid roster ({problem['msg']})"),
                    Text(
                        "请用 roster plan 写出的 roster.json",
                        "use a roster.json written by roster plan",
                    ),
                    file=path.name,
                    column=".".join(map(str, problem["loc"])) or None,
                )
                for problem in error.errors(include_url=False)
            ]
        ) from None


def _refuse_strangers(path: Path, roster: Roster, problem: Problem) -> None:
    """Duties of people or sites that the inputs do not know cannot be audited."""
    unknown = [("person", d.person) for d in roster.duties if d.person not in problem.person]
    unknown += [("site", d.site) for d in roster.duties if d.site not in problem.site]
    if unknown:
        raise InputError(
            [
                InputProblem(
                    Text("输入里没有这个编号", "not in the inputs"),
                    Text("请用同一县区的输入复核", "audit with the inputs of the same county"),
                    file=path.name,
                    column=column,
                    value=value,
                )
                for column, value in dict.fromkeys(unknown)
            ]
        )


def _comparison(roster: Roster, report: AuditReport) -> Table:
    stated = {score.level: score.value for score in roster.levels}
    table = Table(title=t("各层得分", "levels"))
    table.add_column(t("层级", "level"))
    for zh, en in (("文件所载", "stated"), ("复核所得", "audited"), ("一致", "agree")):
        table.add_column(t(zh, en), justify="right")
    for level, value in report.values.items():
        same = stated.get(level) == value
        table.add_row(
            LEVEL_NAMES[level].to(speech.lang),
            str(stated.get(level, "—")),
            str(value),
            t("是", "yes") if same else t("否", "no"),
        )
    return table
