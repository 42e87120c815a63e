"""The registers at the door, and who filed interference."""

import json
from typing import Any
from uuid import UUID

from contest.models import Edition
from core.clock import instant_text
from core.sealed import unseal
from core.selectors.names import person_or_none
from core.viewer import Viewer
from judging.models import InterferenceEntry, RegisterLine

Body = dict[str, Any]


def line_of(*, uid: UUID) -> RegisterLine | None:
    """A line with what its policy needs."""
    rows = RegisterLine.objects.select_related("edition__contest__host", "by", "ended_by")
    return rows.select_related("struck_by").filter(uid=uid).first()


def register_lines(edition: Edition) -> list[RegisterLine]:
    """Every line, the newest first."""
    rows = RegisterLine.objects.filter(edition=edition)
    return list(rows.select_related("by", "ended_by", "struck_by").order_by("-at", "-pk"))


def line_body(row: RegisterLine) -> Body:
    """The wire form of a line."""
    return {
        "id": str(row.uid),
        "kind": row.kind,
        "name": row.name,
        "number": row.number,
        "text": row.text,
        "by": person_or_none(row.by),
        "at": instant_text(row.at),
        "ended_by": person_or_none(row.ended_by),
        "ended_at": None if row.ended_at is None else instant_text(row.ended_at),
        "struck_by": person_or_none(row.struck_by),
        "struck_at": None if row.struck_at is None else instant_text(row.struck_at),
        "struck_for": row.struck_for,
    }


def interference_entries(edition: Edition) -> list[InterferenceEntry]:
    """Every entry, the newest first, sealed."""
    rows = InterferenceEntry.objects.filter(edition=edition).select_related("filed_by")
    return list(rows.order_by("-filed_at", "-pk"))


def own_interference(*, viewer: Viewer, edition: Edition) -> list[InterferenceEntry]:
    """What the viewer has filed, the newest first."""
    if viewer.person_id is None:
        return []
    rows = InterferenceEntry.objects.filter(edition=edition, filed_by_id=viewer.person_id)
    return list(rows.order_by("-filed_at", "-pk"))


def receipt_body(row: InterferenceEntry) -> Body:
    """That an entry was taken, and when: all that anybody but the witness is told."""
    return {"id": str(row.uid), "filed_at": instant_text(row.filed_at)}


def opened_body(row: InterferenceEntry) -> Body:
    """An entry as the witness reads it. Raises SealBroken where the row was changed."""
    told: dict[str, str | None] = json.loads(unseal(row.sealed))
    return {**receipt_body(row), "by": person_or_none(row.filed_by), **told}
