"""Which judge sits for which entry: alternates where they are seated, everybody else but where
she is recused or has left.
"""

from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from contest.models import Entry, Round
from core.clock import instant_text
from core.selectors.names import person_body
from core.viewer import Viewer
from judging.models import (
    AHEAD_SLOTS,
    APART,
    PanelSeat,
    Recusal,
    Room,
    ScoreCell,
    ScoreSheet,
    Seating,
    SeatingCause,
    SeatingEnd,
    Slot,
)
from judging.selectors.entries import panel_entries
from judging.selectors.recusals import recused_pairs

Body = dict[str, Any]
Pairs = set[tuple[int, int]]
# A judge who left stays away where her alternate is recused in turn.
LEFT: Final = Q(cause=SeatingCause.LEFT) & ~Q(ended_for__in=[SeatingEnd.UNDONE, SeatingEnd.MOVED])


def sitting_seats() -> "QuerySet[PanelSeat]":
    """Seats that judge: all but alternates who sit for no entry."""
    seated = Seating.objects.filter(alternate=OuterRef("pk"), ended_at__isnull=True)
    return PanelSeat.objects.filter(Q(is_alternate=False) | Exists(seated))


def seated_pairs(*, round_id: int) -> Pairs:
    """Alternates of a round and the entries that they sit for, by keys. One statement."""
    live = Seating.objects.filter(slot__room__panel__round_id=round_id, ended_at__isnull=True)
    return set(live.values_list("alternate_id", "slot__entry_id"))


def away_pairs(*, round_id: int) -> Pairs:
    """Seat and entry where the judge does not sit: recused, left, or no longer the alternate."""
    rows = Seating.objects.filter(slot__room__panel__round_id=round_id)
    left = set(rows.filter(LEFT).values_list("seat_id", "slot__entry_id"))
    ended = set(rows.filter(ended_at__isnull=False).values_list("alternate_id", "slot__entry_id"))
    return recused_pairs(round_id=round_id) | left | (ended - seated_pairs(round_id=round_id))


def left_entries(seat: PanelSeat) -> set[int]:
    """The entries, by key, that the seat's judge has left to others."""
    return set(Seating.objects.filter(LEFT, seat=seat).values_list("slot__entry_id", flat=True))


def seat_entries(seat: PanelSeat) -> list[Entry]:
    """The entries that the seat judges, recused ones included: an alternate's own ones only."""
    entries = panel_entries(seat.panel)
    if seat.is_alternate:
        live = Seating.objects.filter(alternate=seat, ended_at__isnull=True)
        own = set(live.values_list("slot__entry_id", flat=True))
        return [entry for entry in entries if entry.pk in own]
    left = left_entries(seat)
    return [entry for entry in entries if entry.pk not in left]


def seat_entry(seat: PanelSeat, uid: object) -> Entry | None:
    """The seat's entry of this id, or None."""
    return next((entry for entry in seat_entries(seat) if str(entry.uid) == str(uid)), None)


def hidden_from(*, room: Room, person_ids: list[int]) -> dict[int, set[int]]:
    """By person, the room's entries that are none of hers: for alternates, and who has left."""
    found: dict[int, set[int]] = {}
    left = Seating.objects.filter(LEFT, slot__room=room, seat__expert__person_id__in=person_ids)
    for person, entry in left.values_list("seat__expert__person_id", "slot__entry_id"):
        found.setdefault(person, set()).add(entry)
    waiting = PanelSeat.objects.filter(
        panel_id=room.panel_id, is_alternate=True, expert__person_id__in=person_ids
    )
    alternates = dict(waiting.values_list("pk", "expert__person_id"))
    if alternates:
        seated = seated_pairs(round_id=room.panel.round_id)
        entries = list(room.slots.values_list("entry_id", flat=True))
        for seat, person in alternates.items():
            found[person] = {entry for entry in entries if (seat, entry) not in seated}
    return found


def place_taken() -> Exists:
    """For rows of recusals: whether an alternate sits in the judge's place."""
    return Exists(
        Seating.objects.filter(
            seat=OuterRef("seat"), slot__entry=OuterRef("entry"), ended_at__isnull=True
        )
    )


def marked(sheets: "QuerySet[ScoreSheet]") -> bool:
    """Whether one of the sheets was ever written on."""
    return ScoreCell.objects.filter(sheet__in=sheets, rev__gt=0).exists()


def seating_of(*, uid: UUID, viewer: Viewer) -> Seating | None:
    """One with what its policy needs; None on an entry that the viewer is recused from."""
    return _with_facts(_visible(Seating.objects.filter(uid=uid), viewer)).first()


def round_seatings(round: Round, *, viewer: Viewer) -> list[Seating]:  # noqa: A002 - the noun of the table
    """All of the round, newest first; a chair's not on entries that she is recused from."""
    rows = _visible(Seating.objects.filter(slot__room__panel__round=round), viewer)
    return list(_with_facts(rows).order_by("-seated_at", "-pk"))


def seatings_listed(round: Round) -> list[Seating]:  # noqa: A002 - the noun of the table
    """Those that stood, in the order of the steps: what a protocol lists."""
    rows = Seating.objects.filter(slot__room__panel__round=round)
    stood = rows.exclude(ended_for=SeatingEnd.UNDONE)
    return list(_with_facts(stood).order_by("seated_at", "pk"))


def seating_body(row: Seating) -> Body:
    """The wire form."""
    entry = row.slot.entry
    return {
        "id": str(row.uid),
        "change": str(row.change),
        "slot": str(row.slot.uid),
        "entry": {"id": str(entry.uid), "number": entry.number, "title": entry.title},
        "alternate": seat_body(row.alternate),
        "seat": seat_body(row.seat),
        "cause": row.cause,
        "reason": row.reason,
        "seated_by": person_body(row.seated_by),
        "seated_at": instant_text(row.seated_at),
        "ended_at": None if row.ended_at is None else instant_text(row.ended_at),
        "ended_for": row.ended_for,
    }


def seat_body(seat: PanelSeat) -> Body:
    """A seat by number and judge."""
    return {
        "id": str(seat.uid),
        "number": seat.number,
        "judge": person_body(seat.expert.person),
    }


def round_alternates(round: Round) -> list[PanelSeat]:  # noqa: A002 - the noun of the table
    """The round's alternates, by panel and number."""
    seats = PanelSeat.objects.filter(panel__round=round, is_alternate=True)
    with_names = seats.select_related("panel__room", "expert__person")
    return list(with_names.order_by("panel_id", "number"))


def open_places(round: Round, *, viewer: Viewer) -> list[Body]:  # noqa: A002 - the noun of the table
    """Recused judges whose place nobody has, for entries whose marks are still ahead."""
    rows = Recusal.objects.filter(
        seat__panel__round=round, seat__is_alternate=False, ended_at__isnull=True
    ).exclude(place_taken())
    if viewer.person_id is not None:
        own = Recusal.objects.filter(seat__expert__person_id=viewer.person_id)
        rows = rows.exclude(entry__in=own.filter(ended_at__isnull=True).values("entry"))
    ahead = Slot.objects.filter(room__panel__round=round, state__in=AHEAD_SLOTS)
    slots = {(slot.room.panel_id, slot.entry_id): slot for slot in ahead.select_related("room")}
    found = []
    for row in rows.select_related("seat__expert__person", "entry").order_by("pk"):
        slot = slots.get((row.seat.panel_id, row.entry_id))
        if slot is not None:
            entry = {
                "id": str(row.entry.uid),
                "number": row.entry.number,
                "title": row.entry.title,
            }
            body = {"slot": str(slot.uid), "entry": entry, "seat": seat_body(row.seat)}
            found.append((slot.room_id, slot.position, row.seat.number, body))
    return [body for *_order, body in sorted(found, key=lambda each: each[:3])]


def live_sheets(*, seat: PanelSeat, slot_id: int) -> "QuerySet[ScoreSheet]":
    """The seat's sheet of the slot that stands, if there is one."""
    rows = ScoreSheet.objects.filter(seat=seat, slot_id=slot_id)
    return rows.exclude(state__in=APART)


def _visible(rows: "QuerySet[Seating]", viewer: Viewer) -> "QuerySet[Seating]":
    if viewer.person_id is None:
        return rows.none()
    own = Q(seat__expert__person_id=viewer.person_id, ended_at__isnull=True)
    return rows.exclude(Exists(Recusal.objects.filter(own, entry=OuterRef("slot__entry"))))


def _with_facts(rows: "QuerySet[Seating]") -> "QuerySet[Seating]":
    return rows.select_related(
        "slot__entry",
        "slot__room__panel__round__edition__contest",
        "alternate__expert__person",
        "seat__expert__person",
        "seated_by",
    )
