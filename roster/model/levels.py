"""The levels of the score, in order: nothing on a lower level is ever bought with a higher one."""

from __future__ import annotations

from enum import StrEnum

from roster.text import Text


class Level(StrEnum):
    """HARD is not scored: a roster that breaks a hard rule is refused. STABILITY counts only where a roster
    is being changed: it comes after the upper levels and before the lower ones.
    """

    HARD = "hard"
    COVER = "cover"
    DEMAND = "demand"
    STABILITY = "stability"
    FAIRNESS = "fairness"
    REGULARITY = "regularity"
    WISHES = "wishes"
    TRAVEL = "travel"


LEVEL_NAMES: dict[Level, Text] = {
    Level.HARD: Text("硬性规则", "hard rules"),
    Level.COVER: Text("到岗", "cover"),
    Level.DEMAND: Text("需求", "demand"),
    Level.STABILITY: Text("稳定", "stability"),
    Level.FAIRNESS: Text("公平", "fairness"),
    Level.REGULARITY: Text("规律", "regularity"),
    Level.WISHES: Text("意愿", "wishes"),
    Level.TRAVEL: Text("路途", "travel"),
}

UPPER_LEVELS = (Level.COVER, Level.DEMAND)
LOWER_LEVELS = (Level.FAIRNESS, Level.REGULARITY, Level.WISHES, Level.TRAVEL)
