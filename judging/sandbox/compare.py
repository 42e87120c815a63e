"""Two results of one round beside each other: who moved, who crosses the line, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from judging.tally.edition.edition import Line, RoundTally
from judging.tally.edition.report import outcome, steps

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an entry stands after a round; ``promoted`` is None where it waits for a decision."""

    group: str
    rank: int | None
    score: str | None
    promoted: bool | None
    awarded: tuple[str, ...]


def stands(held: RoundTally) -> dict[str, Stand]:
    """Every entry of a round."""
    return {line.entry: _stand(held, line) for line in held.lines}


def _stand(held: RoundTally, line: Line) -> Stand:
    said = outcome(held, line)
    score = None if line.score.final is None else str(line.score.final)
    return Stand(line.group, line.rank, score, said["promoted"], tuple(said["awarded"]))


def podium(held: RoundTally, *, last: int = 3) -> list[Document]:
    """The first places, group by group."""
    return [
        {"rank": line.rank, "group": line.group, "entry": line.entry}
        for line in sorted(
            (line for line in held.lines if line.rank is not None and line.rank <= last),
            key=lambda line: (line.group, line.rank or 0, line.entry),
        )
    ]


def winners(held: RoundTally) -> dict[str, list[str]]:
    """The first of each group; several where they share the place."""
    found: dict[str, list[str]] = {}
    for place in podium(held, last=1):
        found.setdefault(place["group"], []).append(place["entry"])
    return found


def compare(before: RoundTally, after: RoundTally) -> Document:
    """The whole difference as plain JSON; the same input gives the same document."""
    was, now = stands(before), stands(after)
    entries = sorted(
        was,
        key=lambda each: (was[each].group, was[each].rank is None, was[each].rank or 0, each),
    )
    changes = [
        _change(before, after, each, was, now)
        for each in entries
        if each in now and was[each] != now[each]
    ]
    moves = [abs(each["rank"]["by"]) for each in changes if each["rank"]["by"] is not None]
    return {
        "round": before.round.id,
        "entries": len(was),
        "places_changed": sum(1 for each in changes if _differs(each["rank"])),
        "scores_changed": sum(1 for each in changes if _differs(each["score"])),
        "largest_move": max(moves, default=0),
        "pairs": _pairs(was, now),
        "winner": {
            "before": winners(before),
            "after": winners(after),
            "changes": winners(before) != winners(after),
        },
        "podium_changes": podium(before) != podium(after),
        "cut": cut_crossed(was, now),
        "awards_changed": [each["entry"] for each in changes if _differs(each["awarded"])],
        "changes": changes,
    }


def cut_crossed(was: Mapping[str, Stand], now: Mapping[str, Stand]) -> dict[str, list[str]]:
    """Who comes in over the cut, who drops out, whose place is open now."""
    both = sorted(set(was) & set(now))
    differ = [each for each in both if was[each].promoted != now[each].promoted]
    return {
        "in": [each for each in differ if now[each].promoted is True],
        "out": [each for each in differ if now[each].promoted is False],
        "open": [each for each in differ if now[each].promoted is None],
    }


def steps_differ(before: RoundTally, after: RoundTally, entry: str) -> Document:
    """The steps of an entry's explanation that are in one result only."""
    ours, theirs = _steps(before, entry), _steps(after, entry)
    return {
        "before": [each for each in ours if each not in theirs],
        "after": [each for each in theirs if each not in ours],
    }


def _steps(held: RoundTally, entry: str) -> list[Document]:
    return next((steps(held, line) for line in held.lines if line.entry == entry), [])


def _change(
    before: RoundTally,
    after: RoundTally,
    entry: str,
    was: Mapping[str, Stand],
    now: Mapping[str, Stand],
) -> Document:
    old, new = was[entry], now[entry]
    by = None if old.rank is None or new.rank is None else old.rank - new.rank
    return {
        "entry": entry,
        "group": old.group,
        "rank": {"before": old.rank, "after": new.rank, "by": by},
        "score": {"before": old.score, "after": new.score, "by": _less(new.score, old.score)},
        "promoted": {"before": old.promoted, "after": new.promoted},
        "awarded": {"before": list(old.awarded), "after": list(new.awarded)},
        "passes": _passed(entry, was, now),
        "passed_by": _passed(entry, now, was),
        "because": steps_differ(before, after, entry),
    }


def _less(new: str | None, old: str | None) -> str | None:
    return None if new is None or old is None else str(Decimal(new) - Decimal(old))


def _passed(entry: str, was: Mapping[str, Stand], now: Mapping[str, Stand]) -> list[str]:
    """Entries of the group that were ahead or beside, and are behind now."""
    return sorted(
        other
        for other in was
        if other != entry
        and was[other].group == was[entry].group
        and _order(was, entry, other) >= 0
        and _order(now, entry, other) < 0
    )


def _order(stand: Mapping[str, Stand], one: str, other: str) -> int:
    """Below 0 where one stands ahead of the other; who has no rank stands behind all."""
    ours, theirs = _place(stand, one), _place(stand, other)
    return (ours > theirs) - (ours < theirs)


def _place(stand: Mapping[str, Stand], entry: str) -> tuple[bool, int]:
    rank = stand[entry].rank if entry in stand else None
    return (rank is None, rank or 0)


def _pairs(was: Mapping[str, Stand], now: Mapping[str, Stand]) -> dict[str, int]:
    """How many pairs of a group are in the other order now, and how many are tied or parted."""
    counts = {"all": 0, "turned": 0, "tied_or_parted": 0}
    groups: dict[str, list[str]] = {}
    for entry in sorted(was):
        groups.setdefault(was[entry].group, []).append(entry)
    for one, other in (pair for members in groups.values() for pair in combinations(members, 2)):
        old, new = _order(was, one, other), _order(now, one, other)
        counts["all"] += 1
        if old != new:
            counts["turned" if old * new < 0 else "tied_or_parted"] += 1
    return counts


def _differs(pair: Mapping[str, Any]) -> bool:
    return bool(pair["before"] != pair["after"])


def span(ranks: Iterable[tuple[str, int | None]]) -> Document:
    """The best and the worst place over several counts, and in which ones; (name, rank)."""
    rows = list(ranks)
    there = [rank for _, rank in rows if rank is not None]
    best, worst = min(there, default=None), max(there, default=None)
    return {
        "best": best,
        "worst": worst,
        "best_in": [name for name, rank in rows if rank is not None and rank == best],
        "worst_in": [name for name, rank in rows if rank is not None and rank == worst],
        "none_in": [name for name, rank in rows if rank is None],
    }
