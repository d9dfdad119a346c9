"""The public nurse-rostering instances (Curtois and Qu), read into our own problem type.

``read_instance(path)`` gives a Problem that the product's own solver solves; ``cell_roster`` turns its
duties into the instance's terms, and ``recount`` counts those anew from the file alone.
"""

from benchmarks.nrp.known import BEST_KNOWN, FOLDER, Known
from benchmarks.nrp.parse import Instance, InstanceError, parse
from benchmarks.nrp.score import Recount, recount
from benchmarks.nrp.translate import cell_roster, read_instance, to_problem

__all__ = [
    "BEST_KNOWN",
    "FOLDER",
    "Instance",
    "InstanceError",
    "Known",
    "Recount",
    "cell_roster",
    "parse",
    "read_instance",
    "recount",
    "to_problem",
]
