"""docs/roster.schema.json and the text of docs/roster-json.md, from the model's type Roster."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from roster.model.requests import Duty, Exemption
from roster.model.roster import (
    Account,
    Evenness,
    Explanation,
    LevelScore,
    OpenSlot,
    Reason,
    Roster,
    RuleScore,
    Shortage,
    SolverSettings,
    Spread,
    Visit,
    WayOut,
)

if TYPE_CHECKING:
    from roster.model.base import Frozen

TYPES: tuple[type[Frozen], ...] = (
    Roster,
    Duty,
    Visit,
    Shortage,
    OpenSlot,
    Reason,
    WayOut,
    LevelScore,
    RuleScore,
    Explanation,
    Account,
    Spread,
    Evenness,
    Exemption,
    SolverSettings,
)

_HEAD = """\
# roster.json

<!-- Written by `python -m tools.write_docs` from roster/model/roster.py. -->

`outputs/<county>/<month>/roster.json` is a month's roster for other programs: UTF-8, one object, two
spaces of indentation. `roster plan` and `roster publish` write it, `roster audit` reads it. Its JSON
Schema is [roster.schema.json](roster.schema.json); the object's type in code is
`roster.model.roster.Roster`, and `Roster.model_validate_json` reads it back.

```sh
roster audit outputs/qinyuan/2026-12/roster.json --inputs inputs/qinyuan
```

## The promise

`format` is `roster/3`. As long as it says so, no field listed here changes its name, its type or its
meaning, and none goes away. A new field would be a new format, `roster/4`: a reader of `roster/3`
refuses what it does not know, and so does ours. `roster/2` had no `exemptions` and no level `stability`;
`roster/1` also lacked `explanations`, `accounts`, `spreads` and a shortage's `ways_out`. Both are still
read, and what they lack is empty. Keys of rules and
levels are those of [rules-and-levels.md](rules-and-levels.md); new rules may appear among them.

Ids of people and sites are those of the inputs (编号); `people` and `sites` give the names. Nothing
in the file tells a phone, a certificate or a category: these stay in the inputs. But reasons and
explanations tell why persons could not serve, their leave included: the file is internal, and is not
to be put on a public page. Their texts are to be shown, not to be parsed: the wording may change.

Dates are `2026-12-08`, moments ISO 8601 with their offset. `duties` are ordered by date, site,
session and person, and name only known people and sites; another order is refused. Sums of `value` of
`rules` by level are the values of `levels`.
"""

NOTES: dict[str, dict[str, str]] = {
    "Roster": {
        "format": "name and version of this format",
        "county": "the county's id (县区代码)",
        "month": "the month, 2026-12",
        "revision": "number of the revision in its month, from 1; 0 before the store numbered it",
        "status": "draft, published, or superseded (a later revision is in force)",
        "published_on": "the day of publication, as printed on notices; null for a draft",
        "calendar_announced": "false where workdays were assumed; such a roster is never published",
        "planned_at": "when it was solved",
        "program_version": "the version of roster that solved it",
        "inputs_digest": "SHA-256 of the problem; equal for equal inputs, whatever their file format",
        "solver": "how it was solved",
        "people": "names of all people of the pool by id",
        "sites": "names of all sites by id",
        "duties": "the duties",
        "visits": "the openings of stations that the duties make",
        "shortages": "what could not be covered, by date and site",
        "levels": "the levels in the order in which they were minimised",
        "rules": "what each scored rule adds to its level",
        "explanations": "for each duty, in their order, why it is this person's",
        "accounts": "what each person carries in the month, the quarter and the year",
        "spreads": "how even loads and station trips are in each of these",
        "exemptions": "duties that a hard rule does not count, and the reason that somebody gave",
    },
    "Duty": {
        "person": "id of the person",
        "site": "id of the site",
        "date": "the day",
        "session": "full, morning or afternoon",
    },
    "Visit": {
        "site": "id of the station",
        "date": "the day",
        "session": "morning or afternoon (or full for an extra visit)",
        "extra": "held beyond the frequency (加场)",
    },
    "Shortage": {
        "rule": "centre_short, floor_short, visit_short, extra_short or understaffed",
        "site": "id of the site",
        "start": "first day of the slot or window",
        "end": "its last day; may lie outside the month where a week straddles",
        "missing": "how many persons or visits",
        "slots": "the slots that would have met it",
        "zh": "reason of the whole shortage, where no slot exists",
        "en": "the same in English",
        "ways_out": "changes of the inputs that would meet it; empty where none was found in time",
    },
    "WayOut": {
        "zh": "the change, in Chinese",
        "en": "the same in English",
        "left": "persons and visits that the whole month is then short of, at most",
    },
    "OpenSlot": {
        "date": "the day",
        "session": "full, morning or afternoon",
        "zh": "reason of the slot itself, where no person matters; not used so far",
        "en": "the same in English",
        "reasons": "for each person who is not in it, why not",
    },
    "Reason": {
        "person": "id of the person",
        "rule": "key of the hard rule in the way; empty where none is",
        "zh": "what stands in the way, in Chinese",
        "en": "the same in English",
    },
    "LevelScore": {
        "level": "key of the level",
        "value": "as the audit counts it; smaller is better",
        "bound": "no roster has less, given the levels before it",
        "optimal": "value equals bound",
        "seconds": "wall time spent on the level",
    },
    "RuleScore": {
        "rule": "key of the rule",
        "level": "key of its level",
        "size": "how much, in the rule's unit",
        "weight": "its weight inside the level",
        "value": "size × weight",
    },
    "Explanation": {
        "duty": "the duty that is explained",
        "instead": "id of the best other person; null where nobody else may take it",
        "rule": "key of the hard rule that stands against everybody; empty where there is no such one",
        "level": "the first level that would change; null where none would, or nobody may",
        "zh": "what the change would break or cost, in Chinese",
        "en": "the same in English",
    },
    "Account": {
        "person": "id of the person",
        "window": "month, quarter or year: that of the planned month, up to its end",
        "since": "the first day counted: not before the first month of which duties are known",
        "past_load": "load of duties before the month, in points",
        "load": "load of the month's duties, in points",
        "fair_load": "the fair share of both together, in points",
        "past_trips": "station duties before the month",
        "trips": "station duties of the month",
        "fair_trips": "the fair share of both together",
    },
    "Spread": {
        "window": "month, quarter or year",
        "what": "load or trips",
        "before": "as it was before the month; null without history",
        "after": "as it is with the month; null where nobody carries anything",
    },
    "Evenness": {
        "least": "the least that anyone carries, in percent of the own fair share",
        "least_person": "id of that person",
        "most": "the most that anyone carries, in percent of the own fair share",
        "most_person": "id of that person",
        "gini": "Gini coefficient of all these percentages: 0 when all are the same",
    },
    "Exemption": {
        "duty": "the duty that is not counted",
        "rule": "key of the hard rule",
        "reason": "why, as the clerk gave it",
    },
    "SolverSettings": {
        "workers": "threads",
        "seed": "random seed",
        "time_limit": "seconds for all levels together",
        "deterministic": "time counted in steps instead of seconds",
    },
}


def schema() -> str:
    """The JSON Schema of what is written, in draft 2020-12."""
    found = Roster.model_json_schema(mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**dialect, **found}, ensure_ascii=False, indent=2) + "\n"


def page() -> str:
    """The whole page."""
    return _HEAD + "".join(map(_section, TYPES))


def _section(kind: type[Frozen]) -> str:
    found = Roster.model_json_schema(mode="serialization")
    described = found if kind is Roster else found["$defs"][kind.__name__]
    rows = "".join(
        f"| `{name}` | {_type(described['properties'][name])} | {NOTES[kind.__name__][name]} |\n"
        for name in kind.model_fields
    )
    return f"\n## {kind.__name__}\n\n| field | type | what it is |\n|---|---|---|\n{rows}"


def _type(field: dict[str, Any]) -> str:
    """A field's JSON type in words: string (date), array of Duty, object of string."""
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in field:
        return " or ".join(_type(part) for part in field["anyOf"])
    kind = str(field["type"])
    if kind == "array":
        return f"array of {_type(field['items'])}"
    if kind == "object":
        return f"object of {_type(field['additionalProperties'])}"
    return f"{kind} ({field['format']})" if "format" in field else kind
