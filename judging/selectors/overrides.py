"""Sealing without a judge: what was proposed, by whom it was decided, and who is missing."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from contest.models import Round
from core import tempo
from core.clock import instant_text
from core.selectors.names import person_body, person_or_none
from core.viewer import Viewer
from judging.models import Override, OverrideKind, OverrideState, Recusal, Room, Slot

Body = dict[str, Any]
_STANDS: Final = (OverrideState.PROPOSED, OverrideState.APPROVED)


def room_overrides(room: Room) -> dict[str, Body]:
    """By slot, what waits or was approved. One statement."""
    rows = Override.objects.filter(slot__room=room, state__in=_STANDS)
    # A late team's decision that was carried out is told by its place in the order.
    rows = rows.exclude(kind=OverrideKind.LATE, state=OverrideState.APPROVED)
    return {
        str(row.slot.uid): {
            "id": str(row.uid),
            "kind": row.kind,
            "state": row.state,
            "missing": row.missing,
            "at": instant_text(row.proposed_at),
            "until": instant_text(row.proposed_at + timedelta(seconds=tempo.TEMPO.closing_s)),
        }
        for row in rows.select_related("slot").order_by("proposed_at", "pk")
    }


def has_override() -> Exists:
    """For rows of slots: whether `room_overrides` may have one."""
    return Exists(Override.objects.filter(slot=OuterRef("pk"), state__in=_STANDS))


def missing_seats(slot: Slot) -> tuple[int, ...]:
    """The numbers of the seats without which the slot was sealed."""
    rows = Override.objects.filter(slot=slot, kind=OverrideKind.SEAL, state=OverrideState.APPROVED)
    return tuple(seat for missing in rows.values_list("missing", flat=True) for seat in missing)


def overrides_listed(round: Round) -> list[Body]:  # noqa: A002 - the noun of the table
    """Every approved one, in the order of the decisions: what a protocol lists.

    `missing` are numbers of seats, `counts` is `mean` or `nothing` where the committee decided
    what too few sheets give, else empty. Names are `{zh, en}`, times UTC.
    """
    rows = _with_facts(Override.objects.filter(slot__room__panel__round=round))
    approved = rows.filter(state=OverrideState.APPROVED).order_by("decided_at", "pk")
    return [override_body(row) for row in approved]


def round_overrides(round: Round, *, viewer: Viewer) -> list[Override]:  # noqa: A002 - the noun of the table
    """All of the round, newest first; a chair's not on entries that she is recused from."""
    rows = _visible(Override.objects.filter(slot__room__panel__round=round), viewer)
    return list(_with_facts(rows).order_by("-proposed_at", "-pk"))


def override_of(*, uid: UUID, viewer: Viewer) -> Override | None:
    """One with what its policy needs; None on an entry that the viewer is recused from."""
    return _with_facts(_visible(Override.objects.filter(uid=uid), viewer)).first()


def override_body(row: Override) -> Body:
    """The wire form."""
    entry = row.slot.entry
    return {
        "id": str(row.uid),
        "slot": str(row.slot.uid),
        "entry": {"id": str(entry.uid), "number": entry.number, "title": entry.title},
        "kind": row.kind,
        "state": row.state,
        "missing": row.missing,
        "counts": row.counts,
        "reason": row.reason,
        "proposed_by": person_body(row.proposed_by),
        "proposed_at": instant_text(row.proposed_at),
        "until": instant_text(row.proposed_at + timedelta(seconds=tempo.TEMPO.closing_s)),
        "decided_by": person_or_none(row.decided_by),
        "decided_at": None if row.decided_at is None else instant_text(row.decided_at),
        "words": row.words,
    }


def _visible(rows: "QuerySet[Override]", viewer: Viewer) -> "QuerySet[Override]":
    if viewer.person_id is None:
        return rows.none()
    own = Q(seat__expert__person_id=viewer.person_id, ended_at__isnull=True)
    return rows.exclude(Exists(Recusal.objects.filter(own, entry=OuterRef("slot__entry"))))


def _with_facts(rows: "QuerySet[Override]") -> "QuerySet[Override]":
    return rows.select_related(
        "slot__entry",
        "slot__room__panel__round__edition__contest",
        "slot__room__panel__round__rulebook",
        "proposed_by",
        "decided_by",
    )
