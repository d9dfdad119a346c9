"""Reading the clerk's inputs."""

from roster.io.assemble import Examination, examine, read_problem

__all__ = ["Examination", "examine", "read_problem"]
