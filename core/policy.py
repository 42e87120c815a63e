"""The answer of every named predicate: allowed, or refused with a code and how to show it."""

from dataclasses import dataclass
from typing import Literal

from core.errors import Problem


@dataclass(frozen=True, slots=True)
class Allowed:
    """The viewer may; truthy."""

    def __bool__(self) -> bool:
        return True

    def enforce(self) -> None:
        """Nothing to refuse."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The viewer may not; falsy. `as_status` 404 hides that the thing exists at all."""

    code: str
    as_status: Literal[403, 404, 409] = 404

    def __bool__(self) -> bool:
        return False

    def enforce(self) -> None:
        """Raise the refusal: `not_found` where existence is hidden, else its own code."""
        raise Problem("not_found" if self.as_status == 404 else self.code)


Decision = Allowed | Refused

ALLOWED = Allowed()
HIDDEN = Refused("not_found", 404)


def allow_if(condition: bool, otherwise: Refused = HIDDEN) -> Allowed | Refused:
    """`ALLOWED` when the condition holds, else the given refusal."""
    return ALLOWED if condition else otherwise
