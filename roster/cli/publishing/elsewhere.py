"""What other counties have published: a person who serves there too has one feed for all of it."""

from __future__ import annotations

from collections.abc import Sequence

from roster.model.revision import Revision
from roster.store import Store


def published_elsewhere(store: Store, county: str, own: Sequence[Revision]) -> list[Revision]:
    """Every other county's published revisions; none, and nothing is read, where nobody of ours has a
    certificate by which to be known there.
    """
    if not any(p.certificate for revision in own for p in revision.problem.people):
        return []
    others = (other for other in store.counties() if other != county)
    return [revision for other in others for revision in store.published(other)]
