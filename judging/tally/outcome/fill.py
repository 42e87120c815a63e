"""Filling places down a ranking, with limits inside limits and ties at the line."""

from collections.abc import Iterable, Sequence

from judging.tally.outcome.crossing import fill_crossing
from judging.tally.outcome.filled import Filled
from judging.tally.outcome.quotas import Cap, caps_cross
from judging.tally.places.ladder import Place


def fill(
    places: Iterable[Place], *, quota: int | None, caps: Sequence[Cap], by_rank: bool = False
) -> Filled:
    """Go down the places and take each entry that every limit still has room for.

    A place that does not fit whole goes on whole, stays behind whole or waits,
    as its ladder says; what waits closes the list behind it. With nested
    limits nobody passed over could go in without pushing out somebody better;
    crossing ones are filled by ``fill_crossing``, or ``by_rank`` all the same.
    """
    if not by_rank and caps_cross(caps):
        return fill_crossing(places, quota=quota, caps=caps)
    found = Filled()
    used = {cap.name: 0 for cap in caps}
    closed = ""
    for place in places:
        free = []
        for entry in place.entries:
            full = closed or _full(entry, quota, caps, used, len(found.taken))
            if full:
                found.blocked[entry] = full
            else:
                free.append(entry)
        if not free:
            continue
        beyond = _beyond(free, quota, caps, used, len(found.taken))
        if beyond and place.waits:
            found.undecided.extend(free)
            closed = "undecided"
            continue
        if beyond and place.at_line == "none":
            found.blocked.update(dict.fromkeys(free, "tie_at_line"))
            closed = "tie_at_line"
            continue
        if beyond:
            found.over.extend(free)
        _take(free, caps, used, found)
    return found


def _full(
    entry: str, quota: int | None, caps: Sequence[Cap], used: dict[str, int], taken: int
) -> str:
    for cap in caps:
        if entry in cap.members and used[cap.name] >= cap.places:
            return cap.name
    return "places" if quota is not None and taken >= quota else ""


def _beyond(
    free: Sequence[str], quota: int | None, caps: Sequence[Cap], used: dict[str, int], taken: int
) -> bool:
    if quota is not None and taken + len(free) > quota:
        return True
    for cap in caps:
        mine = sum(1 for entry in free if entry in cap.members)
        # A limit that a tie has gone over already says nothing about other entries.
        if mine and used[cap.name] + mine > cap.places:
            return True
    return False


def _take(free: Sequence[str], caps: Sequence[Cap], used: dict[str, int], found: Filled) -> None:
    found.taken.extend(free)
    for cap in caps:
        used[cap.name] += sum(1 for entry in free if entry in cap.members)
