"""What a draw is drawn from, who drew what, and its record for whoever wants to check it."""

import json
from typing import Any
from uuid import UUID

from contest.models import Edition, Entry, Round
from core.clock import instant_text
from core.models import LogOpening
from core.selectors.names import person_body, person_or_none
from judging.draw.plan import Orders, Plan, plan_made, plan_read
from judging.models import Draw, DrawPaper, DrawTurn, Room, Slot, Substitution

Body = dict[str, Any]


def round_rooms(round: Round) -> list[Room]:  # noqa: A002 - the noun of the table
    """The round's rooms, in their order."""
    rooms = Room.objects.select_related("panel__round__edition__contest", "panel__round__rulebook")
    return list(rooms.filter(panel__round=round).order_by("pk"))


def rooms_allowed(round: Round, numbers: list[str]) -> dict[str, list[str]]:  # noqa: A002 - the noun of the table
    """By entry: the rooms that may hear it. Those that name its track and division, else those
    that name nothing; an empty list where there is none.
    """
    rooms = round_rooms(round)
    entries = Entry.objects.filter(edition_id=round.edition_id, number__in=numbers)
    found: dict[str, list[str]] = {}
    for entry in entries.select_related("track", "division"):
        naming = [room for room in rooms if room.hears and _hears(room.hears, entry)]
        heard = naming or [room for room in rooms if not room.hears]
        found[str(entry.number)] = [str(room.uid) for room in heard]
    return found


def _hears(named: Body, entry: Entry) -> bool:
    """Whether the entry is of one of the named tracks, and of one of the named divisions."""
    for word, choice in (("tracks", entry.track), ("divisions", entry.division)):
        if word in named and (choice is None or choice.code not in named[word]):
            return False
    return True


def edition_entry(edition: Edition, *, uid: UUID) -> Entry | None:
    """The edition's entry of this id, or None."""
    return Entry.objects.filter(edition=edition, uid=uid).first()


def draw_of(round: Round) -> Draw | None:  # noqa: A002 - the noun of the table
    """The round's draw, once it is committed."""
    return Draw.objects.filter(round=round).first()


def draw_plan(draw: Draw) -> Plan:
    """What the draw is drawn from; one of version 1 as the plan of its one room."""
    if draw.plan:
        return plan_read(draw.plan)
    [room] = round_rooms(draw.round)
    return plan_made([str(room.uid)], {number: [str(room.uid)] for number in draw.candidates})


def draw_turns(draw: Draw) -> list[DrawTurn]:
    """The lots that were drawn, in the order of drawing."""
    turns = DrawTurn.objects.filter(draw=draw).select_related("entry__team", "room", "by")
    return list(turns.order_by("pk"))


def turn_of(*, uid: UUID) -> DrawTurn | None:
    """One of them."""
    turns = DrawTurn.objects.select_related("draw__round", "entry__team", "room", "by")
    return turns.filter(uid=uid).first()


def turn_body(turn: DrawTurn) -> Body:
    """The wire form of a lot with what opens it."""
    return {
        "id": str(turn.uid),
        "entry": turn.entry.number,
        "share": turn.share,
        "turn": turn.turn,
        "room": str(turn.room.uid),
        "position": turn.position,
        "key": turn.key,
        "hash": turn.draw.lots[lot_index(draw_plan(turn.draw), turn.share, turn.turn)],
        "pressed": turn.pressed,
        "at": instant_text(turn.at),
    }


def lot_index(plan: Plan, share: int, turn: int) -> int:
    """Where the lot stands in the list of all lots."""
    return sum(len(each.entries) for each in plan.shares[:share]) + turn - 1


def draw_paper(draw: Draw) -> DrawPaper | None:
    """The paper draw as it was typed, or None."""
    papers = DrawPaper.objects.select_related("typed_by", "confirmed_by", "draw__round")
    return papers.filter(draw=draw).first()


def paper_body(paper: DrawPaper) -> Body:
    """The wire form of a typed paper draw."""
    return {
        "orders": paper.orders,
        "form": paper.form,
        "scan_sha256": paper.scan_sha256,
        "version": paper.version,
        "typed_by": person_body(paper.typed_by),
        "typed_at": instant_text(paper.typed_at),
        "confirmed_by": person_or_none(paper.confirmed_by),
        "confirmed_at": None if paper.confirmed_at is None else instant_text(paper.confirmed_at),
        "check": paper.check_kind,
    }


def draw_sheet(draw: Draw) -> Body:
    """What the people at the draw see: its rooms, its entries with their lots, its paper."""
    plan, paper = draw_plan(draw), draw_paper(draw)
    names = {str(room.uid): room.name for room in round_rooms(draw.round)}
    turns = {turn.entry.number: turn_body(turn) for turn in draw_turns(draw)}
    return {
        "kind": draw.kind,
        "rooms": [{"id": room, "name": names.get(room, {})} for room in plan.rooms],
        "entries": [
            {
                **_entry(entry),
                "rooms": list(plan.shares[plan.share_of(entry.number)].rooms),
                "lot": turns.get(entry.number),
            }
            for entry in _entries(draw, plan)
        ],
        "paper": None if paper is None else paper_body(paper),
    }


def _entries(draw: Draw, plan: Plan) -> list[Entry]:
    rows = Entry.objects.filter(
        edition_id=draw.round.edition_id, number__in=plan.entries()
    ).select_related("team")
    return list(rows.order_by("number"))


def _entry(entry: Entry) -> Body:
    return {
        "id": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
        "state": entry.state,
    }


def draw_record(draw: Draw, *, seed: str | None) -> Body:
    """What `judging.draw.record` checks, once it is revealed; before that what is public of it."""
    plan, paper = draw_plan(draw), draw_paper(draw)
    record: Body = {
        "kind": draw.kind,
        "version": 2 if draw.plan else 1,
        "commitment": draw.commitment,
        "candidates": draw.candidates,
        "candidates_hash": draw.candidates_hash,
        "plan": plan.document(),
        "lots": draw.lots,
        "committed_at": instant_text(draw.committed_at),
        "revealed_at": None if draw.revealed_at is None else instant_text(draw.revealed_at),
        "seed": seed,
        "turns": [turn_body(turn) for turn in draw_turns(draw)],
        "paper": None,
        "orders": None if draw.revealed_at is None else drawn_orders(draw, plan),
    }
    if paper is not None and draw.revealed_at is not None:
        people = {
            "typed_by": str(paper.typed_by.uid),
            "confirmed_by": None if paper.confirmed_by is None else str(paper.confirmed_by.uid),
        }
        record["paper"] = {**paper_body(paper), **people}
    return record


def drawn_orders(draw: Draw, plan: Plan) -> Orders:
    """The running orders as they were drawn: slots, who moved or left since put back."""
    placed: dict[str, list[tuple[int, str]]] = {room: [] for room in plan.rooms}
    slots = Slot.objects.filter(room__panel__round=draw.round).select_related("entry", "room")
    for slot in slots.prefetch_related("transfers__source", "substitutions__left"):
        moved = sorted(
            (each for each in slot.transfers.all() if each.state == "moved"),
            key=lambda each: each.pk,
        )
        room, position = slot.room, slot.position
        if moved:
            room, position = moved[0].source, moved[0].source_position
        placed[str(room.uid)].append((position, str(drew(slot).number)))
    return {room: [number for _, number in sorted(rows)] for room, rows in placed.items()}


def places_moved_into(draw: Draw) -> dict[str, Entry]:
    """By the number of who drew the place: the entry that has moved up into it since."""
    live = Substitution.objects.filter(round=draw.round, ended_at__isnull=True, slot__isnull=False)
    rows = live.select_related("slot__entry__team")
    found = [row.slot for row in rows.prefetch_related("slot__substitutions__left")]
    return {str(drew(slot).number): slot.entry for slot in found if slot is not None}


def drew(slot: Slot) -> Entry:
    """The entry that the place was drawn for, whoever moved up into it since."""
    moved = [each for each in slot.substitutions.all() if each.ended_at is None]
    return min(moved, key=lambda each: each.pk).left if moved else slot.entry


def revealed_draws() -> list[Draw]:
    """All draws whose order stands, for the checks."""
    revealed = Draw.objects.filter(revealed_at__isnull=False)
    return list(revealed.select_related("round__edition").order_by("pk"))


def logged_as_committed(draw: Draw) -> bool:
    """Whether the log's leaf of the commitment names what the draw has; an erased one is silent."""
    openings = LogOpening.objects.filter(
        leaf__tree__owner_id=draw.round.edition.uid, leaf__type="draw.commit"
    )
    told = [json.loads(each.body)["body"] for each in openings]
    own = [body for body in told if body["round"] == str(draw.round.uid)]
    return all(
        body["commitment"] == draw.commitment
        and body["candidates"] == draw.candidates_hash
        and body.get("lots", []) == draw.lots
        for body in own
    )
