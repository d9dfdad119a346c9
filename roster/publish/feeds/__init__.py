"""Calendar feeds (日历订阅): one .ics for every person, every site and the county.

``build`` is the main path: ``draw`` makes one county's events, ``merge`` joins a person's counties.
``view`` reads a revision, ``wording`` says it in words, ``replay`` carries identities from revision
to revision, ``ical`` writes the bytes; ``stopped`` is what a revoked address gives.
"""

from roster.publish.feeds.build import build_feeds

__all__ = ["build_feeds"]
