"""A draw over rooms: who may be heard where is fixed first, the seed decides the rest.

A plan names the rooms in their order and the shares: entries that the same rooms may hear. From
the plan and the seed follow who is heard in which room, in which order, and for a draw at
sign-in the pot of places that each share draws from. Anybody can repeat all of it.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785

from judging.draw.draw import DrawRefused, commitment, shuffled, stream

_PLAN = b"yisai/draw/2/plan\x00"
_STREAM = b"yisai/draw/2/stream\x00"
_KEY = b"yisai/draw/2/key\x00"
_LOT = b"yisai/draw/2/lot\x00"

Orders = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Share:
    """Entries, by number, that the same rooms may hear."""

    rooms: tuple[str, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The rooms in their order, and the shares: fixed ones first."""

    rooms: tuple[str, ...]
    shares: tuple[Share, ...]

    def document(self) -> dict[str, Any]:
        """The plan as plain JSON."""
        return {
            "rooms": list(self.rooms),
            "shares": [
                {"rooms": list(each.rooms), "entries": list(each.entries)} for each in self.shares
            ],
        }

    def entries(self) -> list[str]:
        """All that are drawn, in order of their numbers."""
        return sorted(entry for share in self.shares for entry in share.entries)

    def share_of(self, entry: str) -> int:
        """Which share the entry is in; raises ``draw_entry_unknown``."""
        for index, share in enumerate(self.shares):
            if entry in share.entries:
                return index
        raise DrawRefused("draw_entry_unknown")


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot in the pot of a share: ``turn`` says as which it is drawn, from 1 on.

    ``key`` opens ``hash``, which is public beforehand: whoever draws can check it at once.
    """

    share: int
    turn: int
    room: str
    position: int
    key: str
    hash: str


def plan_made(rooms: Sequence[str], allowed: Mapping[str, Iterable[str]]) -> Plan:
    """The plan of these entries, each with the rooms that may hear it.

    Raises ``draw_room_missing`` for an entry that none may hear, ``draw_room_unknown``.
    """
    place = {room: index for index, room in enumerate(rooms)}
    shares: dict[tuple[str, ...], list[str]] = {}
    for entry in sorted(allowed):
        named = set(allowed[entry])
        if not named:
            raise DrawRefused("draw_room_missing")
        if not named <= place.keys():
            raise DrawRefused("draw_room_unknown")
        shares.setdefault(tuple(sorted(named, key=place.__getitem__)), []).append(entry)
    by_size = sorted(shares, key=lambda each: (len(each), [place[room] for room in each]))
    return Plan(tuple(rooms), tuple(Share(each, tuple(shares[each])) for each in by_size))


def plan_read(document: Mapping[str, Any]) -> Plan:
    """A plan from its document; raises ``draw_plan_malformed`` unless it is one that was made."""
    try:
        rooms = [str(room) for room in document["rooms"]]
        allowed = {
            str(entry): [str(room) for room in share["rooms"]]
            for share in document["shares"]
            for entry in share["entries"]
        }
        made = plan_made(rooms, allowed)
    except (KeyError, TypeError, DrawRefused) as error:
        raise DrawRefused("draw_plan_malformed") from error
    if made.document() != document:
        raise DrawRefused("draw_plan_malformed")
    return made


def plan_hash(plan: Plan) -> str:
    """The plan's hash (hex)."""
    return hashlib.sha256(_PLAN + rfc8785.dumps(plan.document())).hexdigest()


def rooms_drawn(seed: bytes, plan: Plan) -> Orders:
    """By room: who is heard there, in the order of the draw.

    Where several rooms may hear a share it is mixed and dealt to the emptiest of them, so that
    the rooms are balanced in number. Raises ``draw_seed_malformed``.
    """
    taken: Orders = {room: [] for room in plan.rooms}
    for index, share in enumerate(plan.shares):
        mixed = shuffled(share.entries, stream(seed, _about(plan, "share", index)))
        for entry in mixed:
            emptiest = min(share.rooms, key=lambda room: (len(taken[room]), plan.rooms.index(room)))
            taken[emptiest].append(entry)
    return {
        room: shuffled(sorted(taken[room]), stream(seed, _about(plan, "room", index)))
        for index, room in enumerate(plan.rooms)
    }


def lots(seed: bytes, plan: Plan) -> list[Lot]:
    """The pots of a draw at sign-in: for each share its places in the order they are drawn."""
    drawn = rooms_drawn(seed, plan)
    where = {
        entry: (room, position)
        for room, entries in drawn.items()
        for position, entry in enumerate(entries, start=1)
    }
    order = {room: index for index, room in enumerate(plan.rooms)}
    made = []
    for index, share in enumerate(plan.shares):
        places = sorted(
            (where[entry] for entry in share.entries), key=lambda each: (order[each[0]], each[1])
        )
        pot = shuffled(places, stream(seed, _about(plan, "pot", index)))
        for turn, (room, position) in enumerate(pot, start=1):
            key = hmac.digest(seed, _KEY + _about(plan, "lot", index, turn), "sha256").hex()
            hashed = lot_hash(key, share=index, turn=turn, room=room, position=position)
            made.append(Lot(index, turn, room, position, key, hashed))
    return made


def lot_hash(key: str, *, share: int, turn: int, room: str, position: int) -> str:
    """What is public of a lot before it is drawn (hex)."""
    facts: dict[str, Any] = {"share": share, "turn": turn, "room": room, "position": position}
    return hashlib.sha256(_LOT + bytes.fromhex(key) + rfc8785.dumps(facts)).hexdigest()


def orders_of(turns: Iterable[tuple[str, Lot]]) -> Orders:
    """The running orders that the drawn lots give: entry and lot of each."""
    placed: dict[str, dict[int, str]] = {}
    for entry, lot in turns:
        placed.setdefault(lot.room, {})[lot.position] = entry
    return {room: [by[position] for position in sorted(by)] for room, by in placed.items()}


def plan_verify(*, committed: str, seed: bytes, plan: Plan, drawn: Mapping[str, object]) -> bool:
    """Whether this seed was committed to and gives exactly these orders."""
    try:
        return commitment(seed) == committed and rooms_drawn(seed, plan) == drawn
    except DrawRefused:
        return False


def _about(plan: Plan, purpose: str, *numbers: int) -> bytes:
    """What a stream is for, so that no two draw from the same words."""
    named = b"".join(number.to_bytes(4, "big") for number in numbers)
    return _STREAM + bytes.fromhex(plan_hash(plan)) + purpose.encode() + b"\x00" + named
