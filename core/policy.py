"""The answer of every named predicate: allowed, or refused with a code and how to show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from core.errors import Problem
from core.selectors.factors import has_factor
from core.viewer import Viewer


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


# How long a second factor that was shown counts for what cannot be taken back.
STEP_UP_LASTS: Final = timedelta(minutes=5)


def stepped_up(*, viewer: Viewer, at: datetime) -> Decision:
    """Whether a passkey or an authenticator's code was shown in this session a moment ago.

    Asked last, of those who may act at all: whoever publishes, approves, overrides, unlocks,
    pays, manages roles or exports personal data.
    """
    shown = viewer.stepped_up_at
    if shown is not None and at - shown <= STEP_UP_LASTS:
        return ALLOWED
    owns_one = viewer.account_id is not None and has_factor(account_id=viewer.account_id)
    return Refused("step_up_required" if owns_one else "second_factor_missing", 403)
