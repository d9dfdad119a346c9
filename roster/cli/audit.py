"""roster audit: a roster.json against every rule, without the solver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table

from roster.cli.common import StoreOption, UnannouncedOption, read_inputs
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.errors import InputError, InputProblem
from roster.model.audit import AuditReport, audit, describe
from roster.model.levels import LEVEL_NAMES
from roster.model.problem import Problem
from roster.model.roster import Roster
from roster.text import Text


def audit_command(
    roster: Annotated[
        Path,
        typer.Argument(metavar=t("文件", "FILE"), help=t("roster.json 文件", "a roster.json")),
    ],
    inputs: Annotated[
        Path,
        typer.Option(
            "--inputs",
            metavar=t("输入", "INPUTS"),
            help=t("输入（同 roster plan）", "the inputs, as for roster plan"),
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
    same = stated.inputs_digest == problem.digest
    if not same:
        speech.say(
            "注意：输入与排班时不同，以下按现在的输入复核。",
            "Note: the inputs are not those of the roster; checked against the inputs of now.",
        )
    for finding in report.violations:
        text = describe(problem, finding)
        speech.say(f"违反 {text.zh}", f"broken: {text.en}")
    speech.console().print(_comparison(stated, report))
    differing = sum(score.value != report.values[score.level] for score in stated.levels)
    wrong = differing if same else 0  # other inputs, other values: that is no fault of the file
    if report.violations or wrong:
        speech.say(
            f"复核不通过：违反硬性规则{len(report.violations)}处，得分不符{wrong}层。",
            f"the audit failed: {len(report.violations)} hard rule(s) broken, "
            f"{wrong} level(s) differ.",
        )
        raise typer.Exit(1)
    speech.say("复核通过：没有违反硬性规则。", "the audit passed: no hard rule is broken.")


def read_roster(path: Path) -> Roster:
    """Raises InputError for a file that is none or does not hold a roster."""
    try:
        return Roster.model_validate_json(path.read_bytes())
    except OSError as error:
        why = error.strerror or type(error).__name__
        message = Text(f"文件打不开（{why}）", f"cannot be opened ({why})")
        remedy = Text("请检查路径", "check the path")
        raise InputError([InputProblem(message, remedy, file=path.name)]) from None
    except ValidationError as error:
        raise InputError([_mistake(path, error)]) from None


def _mistake(path: Path, error: ValidationError) -> InputProblem:
    """The first thing wrong; another format above all, because everything else follows from it."""
    found = {".".join(map(str, e["loc"])): e for e in reversed(error.errors(include_url=False))}
    other = found.get("format")
    if other is not None:
        return InputProblem(
            Text("这个格式本程序不认识", "this program does not know the format"),
            Text("应为 roster/1；请升级本程序", "it must be roster/1; upgrade the program"),
            file=path.name,
            column="format",
            value=str(other["input"]),
        )
    place, first = list(found.items())[-1]
    return InputProblem(
        Text(f"不是有效的排班文件（{first['msg']}）", f"not a valid roster ({first['msg']})"),
        Text("请用 roster plan 写出的 roster.json", "use a roster.json written by roster plan"),
        file=path.name,
        column=place or None,
    )


def _refuse_strangers(path: Path, roster: Roster, problem: Problem) -> None:
    """Duties of people or sites that the inputs do not know cannot be audited."""
    county = problem.settings.county_id
    unknown = [("county", roster.county)] if roster.county != county else []
    unknown += [("person", d.person) for d in roster.duties if d.person not in problem.person]
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
    table = plain_table(
        t("各层得分", "levels"),
        [t("层级", "level")],
        (t("文件所载", "stated"), t("复核所得", "audited"), t("一致", "agree")),
    )
    for level, value in report.values.items():
        same = stated.get(level) == value
        add_row(
            table,
            LEVEL_NAMES[level].to(speech.lang),
            str(stated.get(level, "—")),
            str(value),
            t("是", "yes") if same else t("否", "no"),
        )
    return table
