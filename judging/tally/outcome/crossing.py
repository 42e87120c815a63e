"""Filling places under limits that cross: track and region, neither inside the other.

As many places go as the limits allow, and of all such lists the one that is best from
the top: the first entry is on it if any of them has it, then the second, and so on. So
an entry stays behind though each of its limits has room where taking it would leave a
place empty. Entries in the same limits are alike here, so what is solved (scipy's MILP)
is how many of each kind; whether a better entry can be in is asked one by one, so that
no weights are needed and every number is whole.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from judging.tally.outcome.filled import CROSSING, Filled, PassedOver
from judging.tally.outcome.quotas import Cap
from judging.tally.places.ladder import Place

Kind = tuple[int, ...]
"""The limits that an entry is in, by number."""
CLOSE = 1e-6
INFEASIBLE = 2


class Unsolved(RuntimeError):
    """The solver gave no answer in whole numbers: a fault, nothing to mend in a rulebook."""


@dataclass(slots=True)
class _Room:
    """What is left: places of each limit, places altogether (None: no end), entries by kind."""

    caps: list[int]
    quota: int | None
    kinds: Mapping[str, Kind]
    waiting: Counter[Kind]
    most: int = 0
    plan: Counter[Kind] = field(default_factory=Counter)

    def replan(self) -> None:
        """Count anew how many can still go."""
        self.most, self.plan = self._solved(Counter()) or (0, Counter())

    def offered(self, entries: Iterable[str]) -> int:
        """How many can go if all of these do; where that is the most, the plan has them."""
        wanted = Counter(self.kinds[entry] for entry in entries)
        if all(self.plan[kind] >= count for kind, count in wanted.items()):
            return self.most
        count, plan = self._solved(wanted) or (0, Counter())
        if count == self.most:
            self.plan = plan
        return count

    def leave(self, entries: Iterable[str]) -> None:
        """These are decided and wait no longer."""
        self.waiting.subtract(self.kinds[entry] for entry in entries)

    def take(self, entries: Sequence[str], *, planned: bool) -> None:
        """These go; a tie that goes on whole may take more than there is."""
        for entry in entries:
            for cap in self.kinds[entry]:
                self.caps[cap] = max(0, self.caps[cap] - 1)
        if self.quota is not None:
            self.quota = max(0, self.quota - len(entries))
        if planned:
            self.plan.subtract(self.kinds[entry] for entry in entries)
            self.most -= len(entries)
        else:
            self.replan()

    def _solved(self, wanted: Counter[Kind]) -> tuple[int, Counter[Kind]] | None:
        """The most that can go with at least ``wanted``, and how many of each kind."""
        kinds = sorted(kind for kind, count in self.waiting.items() if count > 0)
        high = [min([self.waiting[kind], *(self.caps[cap] for cap in kind)]) for kind in kinds]
        low = [wanted[kind] for kind in kinds]
        if any(least > most for least, most in zip(low, high, strict=True)):
            return None
        rows = [[cap in kind for kind in kinds] for cap in range(len(self.caps))]
        limits = list(self.caps)
        if self.quota is not None:
            rows.append([True] * len(kinds))
            limits.append(self.quota)
        counts = most_of(rows, limits, low, high)
        if counts is None:
            return None
        return sum(counts), Counter(dict(zip(kinds, counts, strict=True)))


def most_of(
    rows: Sequence[Sequence[bool]], limits: Sequence[int], low: Sequence[int], high: Sequence[int]
) -> list[int] | None:
    """Whole numbers between ``low`` and ``high`` with the greatest sum, each row within its limit.

    None where there are none. Raises ``Unsolved``, which nothing is known to bring about.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not high:
        return []
    matrix = np.array(rows, dtype=np.float64).reshape(len(rows), len(high))
    found = milp(
        -np.ones(len(high)),
        integrality=np.ones(len(high)),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(matrix, ub=limits) if rows else (),
        options={"mip_rel_gap": 0.0},
    )
    if found.status == INFEASIBLE:
        return None
    if found.x is None or found.status != 0:
        raise Unsolved(str(found.message))
    counts = [round(float(each)) for each in found.x]
    # The solver computes in floats; what it says is checked in whole numbers.
    inside = all(
        sum(count for count, here in zip(counts, row, strict=True) if here) <= limit
        for row, limit in zip(rows, limits, strict=True)
    )
    between = all(a <= b <= c for a, b, c in zip(low, counts, high, strict=True))
    if not (inside and between and sum(counts) >= -found.mip_dual_bound - CLOSE):
        raise Unsolved("the answer is not one in whole numbers")
    return counts


def fill_crossing(places: Iterable[Place], *, quota: int | None, caps: Sequence[Cap]) -> Filled:
    """Fill as many places as limits allow, the best from the top; ties as in ``fill``."""
    rows = list(places)
    kinds = {
        entry: tuple(at for at, cap in enumerate(caps) if entry in cap.members)
        for place in rows
        for entry in place.entries
    }
    room = _Room([cap.places for cap in caps], quota, kinds, Counter(kinds.values()))
    room.replan()
    found = Filled()
    closed = ""
    for place in rows:
        if closed:
            found.blocked.update(dict.fromkeys(place.entries, closed))
        else:
            closed = _place(place, room, caps, found)
    for entry, told in found.crossed.items():
        full = [caps[at].name for at in kinds[entry] if room.caps[at] == 0]
        names = [*full, "places"] if room.quota == 0 else full
        found.crossed[entry] = replace(told, limits=tuple(names))
    return found


def _place(place: Place, room: _Room, caps: Sequence[Cap], found: Filled) -> str:
    """Decide one place; what closes the list behind it, empty where nothing does."""
    free, before = [], len(found.taken)
    for entry in place.entries:
        full = _full(room, room.kinds[entry], caps)
        if full:
            found.blocked[entry] = full
        elif (count := room.offered([entry])) < room.most:
            found.blocked[entry] = CROSSING
            found.crossed[entry] = PassedOver((), before + room.most, before + count)
        else:
            free.append(entry)
    whole = room.offered(free) == room.most
    room.leave(place.entries)
    if whole:
        room.take(free, planned=True)
    elif place.waits:
        found.undecided.extend(free)
        return "undecided"
    elif place.at_line == "none":
        found.blocked.update(dict.fromkeys(free, "tie_at_line"))
        return "tie_at_line"
    else:
        found.over.extend(free)
        room.take(free, planned=False)
    found.taken.extend(free)
    return ""


def _full(room: _Room, kind: Kind, caps: Sequence[Cap]) -> str:
    for at in kind:
        if room.caps[at] == 0:
            return caps[at].name
    return "places" if room.quota == 0 else ""
