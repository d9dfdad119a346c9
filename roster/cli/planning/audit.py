"""roster audit: a roster.json against every rule, without the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table

from roster.cli.common import StoreOption, UnannouncedOption, read_inputs
from roster.cli.planning.audit_reasons import untrue_reasons
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.cli.tables import add_row, plain_table
from roster.errors import InputError, InputProblem
from roster.model.audit import AuditReport, audit, describe
from roster.model.levels import LEVEL_NAMES
from roster.model.problem import Problem
from roster.model.proposals import changed
from roster.model.roster import Roster, Shortage
from roster.model.rules import RULE_BY_KEY
from roster.model.shortages import find_shortages
from roster.model.sites import SESSION_NAMES
from roster.text import Text, day_text, span_text


def audit_command(
    roster: Annotated[
        Path,
        typer.Argument(metavar=t("文件", "FILE"), help=t("roster.json 文件", "a roster.json")),
    ],
    inputs: Annotated[
        Path | None,
        typer.Option(
            "--inputs",
            metavar=t("输入", "INPUTS"),
            help=t(
                "输入（同 roster plan）；不写则按数据库中这一版的输入",
                "the inputs, as for roster plan; without it, those of the revision in the database",
            ),
        ),
    ] = None,
    store: StoreOption = None,
    unannounced: UnannouncedOption = False,
) -> None:
    """Recompute all that the file states; exit 1 when a hard rule is broken or anything is wrong."""
    stated = read_roster(roster)
    if inputs is None:
        with existing(store) as opened:
            kept = opened.revision(stated.county, stated.planned_month, stated.revision)
        problem = kept.problem
    else:
        problem = read_inputs(inputs, stated.planned_month, store, assume_calendar=unannounced)
    _refuse_strangers(roster, stated, problem)
    problem = changed(problem, exemptions=stated.exemptions)
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
    false = [*_impossible(stated, problem), *(_untrue(stated, problem, report) if same else ())]
    for text in false:
        speech.say(f"不符 {text.zh}", f"wrong: {text.en}")
    speech.console().print(_comparison(stated, report))
    differing = sum(report.values.get(s.level, s.value) != s.value for s in stated.levels)
    wrong = differing if same else 0  # other inputs, other values: that is no fault of the file
    if report.violations or wrong or false:
        speech.say(
            f"复核不通过：违反硬性规则{len(report.violations)}处，得分不符{wrong}层，"
            f"其他不符{len(false)}处。",
            f"the audit failed: {len(report.violations)} hard rule(s) broken, "
            f"{wrong} level(s) differ, {len(false)} other statement(s) are wrong.",
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
            Text(
                "应为 roster/1、roster/2 或 roster/3；请升级本程序",
                "it must be roster/1, roster/2 or roster/3; upgrade the program",
            ),
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


def _impossible(roster: Roster, problem: Problem) -> Iterator[Text]:
    """What is false whatever the inputs were, a line each: scores at odds, visits without duties."""
    for score in roster.levels:
        name, value, bound = LEVEL_NAMES[score.level], score.value, score.bound
        if bound > value:
            yield Text(
                f"{name.zh}：下界{bound}大于值{value}",
                f"{name.en}: the bound {bound} is above the value {value}",
            )
        if score.optimal != (value == bound):
            yield Text(
                f"{name.zh}：已证最优写作“{'是' if score.optimal else '否'}”，而值{value}、下界{bound}",
                f"{name.en}: optimal is {score.optimal}, but the value {value}, the bound {bound}",
            )
    stated = Counter((v.date, v.site, v.session) for v in roster.visits)
    keys = {(d.date, d.site, d.session) for d in roster.duties if problem.is_station(d.site)}
    held = Counter(keys)
    for key in sorted((stated - held) + (held - stated)):
        day, where, session = day_text(key[0]), _site(roster, key[1]), SESSION_NAMES[key[2]]
        what = _missing_or_idle(held[key] > stated[key])
        yield Text(
            f"坐班 {day.zh} {where} {session.zh}：{what.zh}",
            f"visit {day.en} {where} {session.en}: {what.en}",
        )


def _untrue(roster: Roster, problem: Problem, report: AuditReport) -> Iterator[Text]:
    """What the inputs and the duties contradict, a line each."""
    extra = {(e.date, e.site) for e in problem.extra_visits}
    for visit in roster.visits:
        if visit.extra != ((visit.date, visit.site) in extra):
            day, where = day_text(visit.date), _site(roster, visit.site)
            yield Text(
                f"坐班 {day.zh} {where}：是否加场不符", f"visit {day.en} {where}: extra is wrong"
            )
    yield from _rules(roster, report)
    stated = Counter(map(_key, roster.shortages))
    found = Counter(map(_key, find_shortages(problem, roster.duties)))
    for key in sorted((stated - found) + (found - stated)):
        start, end, site, rule, missing = key
        days, what = span_text(start, end), _missing_or_idle(found[key] > stated[key])
        name, where = _rule_name(rule), _site(roster, site)
        yield Text(
            f"缺口 {days.zh} {where} {name.zh}{missing}：{what.zh}",
            f"shortage {days.en} {where} {name.en} {missing}: {what.en}",
        )
    people = {p.id: p.name for p in problem.people}
    yield from _names(Text("人员", "person"), roster.people, people)
    yield from _names(Text("站点", "site"), roster.sites, {s.id: s.name for s in problem.sites})
    yield from untrue_reasons(roster, problem)


def _rules(roster: Roster, report: AuditReport) -> Iterator[Text]:
    """Each rule's size, weight and value; one stated twice is wrong as well."""
    stated, found = Counter(roster.rules), Counter(report.rules)
    wrong = (stated - found) + (found - stated)
    for key in sorted({score.rule for score in wrong}):
        told = [
            "；".join(f"{s.level} {s.size}×{s.weight}={s.value}" for s in scores if s.rule == key)
            or "—"
            for scores in (roster.rules, report.rules)
        ]
        name = _rule_name(key)
        yield Text(
            f"规则 {name.zh}：文件所载 {told[0]}，复核所得 {told[1]}",
            f"rule {name.en}: stated {told[0]}, audited {told[1]}",
        )


def _names(what: Text, stated: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Text]:
    for key in sorted(stated.keys() | known.keys()):
        if stated.get(key) != known.get(key):
            names = stated.get(key, "—"), known.get(key, "—")
            yield Text(
                f"{what.zh} {key}：文件所载 {names[0]}，输入为 {names[1]}",
                f"{what.en} {key}: stated {names[0]}, in the inputs {names[1]}",
            )


def _key(shortage: Shortage) -> tuple[date, date, str, str, int]:
    return shortage.start, shortage.end, shortage.site, shortage.rule, shortage.missing


def _site(roster: Roster, site: str) -> str:
    return roster.sites.get(site, site)


def _rule_name(key: str) -> Text:
    rule = RULE_BY_KEY.get(key)
    return rule.name if rule else Text(key, key)


def _missing_or_idle(missing: bool) -> Text:
    return Text("文件未列", "not stated") if missing else Text("复核没有", "not found by the audit")


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
