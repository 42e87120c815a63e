"""What a sound rulebook may name and this version does not compute yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from contest.rulebook.v1.combination import LATER_METHODS
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Later:
    """One construct that check accepts and running refuses.

    ``code`` is ``method_later``, ``what`` the method, ``path`` a JSON pointer into
    the document.
    """

    path: str
    code: str
    what: str


def rulebook_later(rulebook: Rulebook) -> tuple[Later, ...]:
    """All of it, in the document's order; empty means the rulebook can be run."""
    found: list[Later] = []
    for number, each in enumerate(rulebook.rounds):
        found.extend(_methods(f"/rounds/{number}", each))
    return tuple(found)


def _methods(path: str, each: Round) -> Iterator[Later]:
    for number, component in enumerate(each.components):
        if isinstance(component, SheetComponent):
            method = component.combine.method
            if method in LATER_METHODS:
                at = f"{path}/components/{number}/combine/method"
                yield Later(at, "method_later", method)
