"""The record of a draw, and whether it holds: what anybody can check without asking us.

A record is plain JSON (`docs/draw.md`). A check returns what does not hold, by its code; nothing
means that the order is the one that was committed to, or that two people read off the same paper.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from judging.draw.draw import DrawRefused, candidates_hash, commitment, verify
from judging.draw.plan import Lot, Orders, Plan, lots, orders_of, plan_hash, plan_read, plan_verify

Record = Mapping[str, Any]


def record_check(record: Record) -> list[str]:
    """What does not hold in the record of a revealed draw, in a fixed order of checks."""
    try:
        return list(_CHECKS[record["kind"]](record))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, DrawRefused):
        return ["record_malformed"]


def _computer(record: Record) -> Iterator[str]:
    """The order follows from the seed, and the seed was committed to."""
    seed, orders = bytes.fromhex(record["seed"]), _orders(record)
    if record["version"] == 1:
        listed = record["candidates"]
        if candidates_hash(listed) != record["candidates_hash"]:
            yield "list_differs"
        [drawn] = orders.values()
        if not verify(
            committed=record["commitment"], seed=seed, candidates=listed, drawn=list(drawn)
        ):
            yield "order_differs"
        return
    plan = plan_read(record["plan"])
    if plan_hash(plan) != record["candidates_hash"]:
        yield "list_differs"
    if not plan_verify(committed=record["commitment"], seed=seed, plan=plan, drawn=orders):
        yield "order_differs"


def _sign_in(record: Record) -> Iterator[str]:
    """Each team got the lot that lay on top of its pot, and the pots were public beforehand."""
    seed, plan = bytes.fromhex(record["seed"]), plan_read(record["plan"])
    if plan_hash(plan) != record["candidates_hash"]:
        yield "list_differs"
    if commitment(seed) != record["commitment"]:
        yield "seed_differs"
    pots = lots(seed, plan)
    if [each.hash for each in pots] != record["lots"]:
        yield "lots_differ"
    by_turn = {(each.share, each.turn): each for each in pots}
    yield from _turns(record, plan, by_turn)


def _turns(record: Record, plan: Plan, by_turn: dict[tuple[int, int], Lot]) -> Iterator[str]:
    drawn, counts = [], [0] * len(plan.shares)
    for turn in record["turns"]:
        share = plan.share_of(turn["entry"])
        counts[share] += 1
        lot = by_turn[share, counts[share]]
        drawn.append((turn["entry"], lot))
        said = (turn["share"], turn["turn"], turn["room"], turn["position"], turn["key"])
        if said != (lot.share, lot.turn, lot.room, lot.position, lot.key):
            yield "turn_differs"
    if sorted(entry for entry, _lot in drawn) != plan.entries():
        yield "turn_missing"
    full: Orders = {room: [] for room in plan.rooms} | orders_of(drawn)
    if full != _orders(record):
        yield "order_differs"


def _paper(record: Record) -> Iterator[str]:
    """Two people gave the same order, and it has everybody once."""
    plan, paper = plan_read(record["plan"]), record["paper"]
    if plan_hash(plan) != record["candidates_hash"]:
        yield "list_differs"
    if paper["orders"] != record["orders"]:
        yield "order_differs"
    if paper["typed_by"] == paper["confirmed_by"]:
        yield "one_person"
    if orders_problem(plan, _orders(record)):
        yield "order_unfit"


_CHECKS = {"computer": _computer, "sign_in": _sign_in, "paper": _paper}


def orders_problem(plan: Plan, orders: Orders) -> str | None:
    """Why these orders are none of the plan's: doubled, missing, wrong_room; None where they are.

    By code with the entry or the room behind a colon.
    """
    if set(orders) != set(plan.rooms):
        return "rooms"
    seen: set[str] = set()
    for room, entries in orders.items():
        for entry in entries:
            if entry in seen:
                return f"doubled:{entry}"
            seen.add(entry)
            try:
                share = plan.shares[plan.share_of(entry)]
            except DrawRefused:
                return f"unknown:{entry}"
            if room not in share.rooms:
                return f"wrong_room:{entry}"
    missing = [entry for entry in plan.entries() if entry not in seen]
    return f"missing:{missing[0]}" if missing else None


def orders_unlike(one: Orders, other: Orders) -> list[tuple[str, int]]:
    """Where two typings differ: room and position, from 1 on."""
    found: list[tuple[str, int]] = []
    for room in one:
        mine, theirs = one[room], other.get(room, [])
        found += [
            (room, index + 1)
            for index in range(max(len(mine), len(theirs)))
            if mine[index : index + 1] != theirs[index : index + 1]
        ]
    return found


def _orders(record: Record) -> Orders:
    return {str(room): list(entries) for room, entries in record["orders"].items()}
