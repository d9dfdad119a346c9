"""Reading the clerk's inputs."""

from roster.io.assemble import read_problem

__all__ = ["read_problem"]
