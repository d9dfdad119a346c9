"""Calendar feeds (日历订阅): one .ics for every person, every site and the county.

``build`` is the main path; ``view`` reads a revision, ``wording`` says it in words, ``replay``
carries identities from revision to revision, ``ical`` writes the bytes.
"""

from roster.publish.feeds.build import build_feeds

__all__ = ["build_feeds"]
