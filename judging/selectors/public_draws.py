"""What anybody may see of an edition's draws: the hash beforehand, seed and order afterwards."""

from collections.abc import Collection
from typing import Any

from contest.models import ConsentKind, Edition, Entry
from contest.selectors.consents import numbers_consenting
from judging.draw.plan import Plan
from judging.models import Draw, RoomTransfer, TransferState
from judging.selectors.draws import (
    draw_paper,
    draw_plan,
    draw_record,
    draw_turns,
    drawn_orders,
    drew,
    places_moved_into,
    round_rooms,
)

Body = dict[str, Any]


def edition_draws(edition: Edition) -> list[Draw]:
    """The edition's committed draws, the latest round first."""
    draws = Draw.objects.filter(round__edition=edition).select_related("round__edition")
    return list(draws.order_by("-round__seq", "pk"))


def public_draw(draw: Draw) -> Body:
    """A draw as everybody sees it: entries by number, names with their consent for media only.

    Before the reveal no order, no lot that was taken and no name; `rooms` is then empty.
    """
    plan, paper = draw_plan(draw), draw_paper(draw)
    revealed = draw.revealed_at is not None
    return {
        "round": {"code": draw.round.code, "name": draw.round.name},
        "kind": draw.kind,
        "commitment": draw.commitment,
        "list_hash": draw.candidates_hash,
        "entries": plan.entries(),
        "lots": draw.lots,
        "taken": len(draw_turns(draw)),
        "committed_at": draw.committed_at,
        "revealed_at": draw.revealed_at,
        "scan_sha256": paper.scan_sha256 if revealed and paper is not None else "",
        "rooms": _rooms(draw, plan) if revealed else [],
    }


def public_record(draw: Draw, *, seed: str | None) -> Body:
    """The record of a revealed draw for `judging.draw.record`, without a word about people.

    Two typings by one person still show: both then bear the same word.
    """
    record = draw_record(draw, seed=seed)
    turns = [
        {key: turn[key] for key in ("entry", "share", "turn", "room", "position", "key", "hash")}
        for turn in record["turns"]
    ]
    paper = record["paper"]
    if paper is not None:
        alone = paper["typed_by"] == paper["confirmed_by"]
        paper = {
            "orders": paper["orders"],
            "scan_sha256": paper["scan_sha256"],
            "typed_by": "first",
            "confirmed_by": "first" if alone else "second",
        }
    return {**record, "turns": turns, "paper": paper}


def _rooms(draw: Draw, plan: Plan) -> list[Body]:
    """The order of each room as it was drawn, with what became of a place since.

    Who is heard elsewhere says where; who moved up stands beside who drew the place.
    """
    named = numbers_consenting(edition=draw.round.edition, kind=ConsentKind.MEDIA)
    entries = {
        str(entry.number): entry
        for entry in Entry.objects.filter(
            edition_id=draw.round.edition_id, number__in=plan.entries()
        ).select_related("team")
    }
    transfers = RoomTransfer.objects.filter(
        slot__room__panel__round=draw.round, state=TransferState.MOVED
    ).select_related("slot__entry", "target")
    moved = {
        str(drew(each.slot).number): each.target.name
        for each in transfers.prefetch_related("slot__substitutions__left")
    }
    ups = places_moved_into(draw)
    names = {str(room.uid): room.name for room in round_rooms(draw.round)}
    return [
        {
            "id": room,
            "name": names.get(room, {}),
            "rows": [
                {
                    "position": position,
                    **_named(entries[number], named),
                    "moved": moved.get(number),
                    "moved_up": _named(ups[number], named) if number in ups else None,
                }
                for position, number in enumerate(numbers, start=1)
            ],
        }
        for room, numbers in drawn_orders(draw, plan).items()
    ]


def _named(entry: Entry, named: Collection[str]) -> Body:
    """An entry by its number; team and title with its consent only."""
    number = str(entry.number)
    return {
        "number": number,
        "team": entry.team.name if number in named else None,
        "title": entry.title if number in named else "",
    }
