"""What a sound rulebook may name and this version does not compute yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from contest.rulebook.v1.combination import LATER_METHODS
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.promotion import Promotion
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Later:
    """One construct that check accepts and running refuses.

    ``code`` is ``method_later`` or ``caps_crossing``, ``what`` the method or the
    groups, ``path`` a JSON pointer into the document.
    """

    path: str
    code: str
    what: str


def rulebook_later(rulebook: Rulebook) -> tuple[Later, ...]:
    """All of it, in the document's order; empty means the rulebook can be run."""
    found: list[Later] = []
    for number, each in enumerate(rulebook.rounds):
        found.extend(_methods(f"/rounds/{number}", each))
        for place, rule in enumerate(each.promotion):
            found.extend(_crossing(f"/rounds/{number}/promotion/{place}/caps", rule))
    return tuple(found)


def _methods(path: str, each: Round) -> Iterator[Later]:
    for number, component in enumerate(each.components):
        if isinstance(component, SheetComponent):
            method = component.combine.method
            if method in LATER_METHODS:
                at = f"{path}/components/{number}/combine/method"
                yield Later(at, "method_later", method)


def _crossing(path: str, rule: Promotion) -> Iterator[Later]:
    """Caps are nested where each group lies within the one before, coarse to fine."""
    groups = sorted((frozenset(cap.per) for cap in rule.caps), key=len)
    for coarse, fine in pairwise(groups):
        if not coarse < fine:
            names = " × ".join(" + ".join(sorted(group)) for group in (coarse, fine))
            yield Later(path, "caps_crossing", names)
