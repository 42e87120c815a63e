"""How long a proposed list hangs out, and how to object to it."""

from dataclasses import dataclass

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.plain import Count, Flag
from contest.rulebook.v1.names import NAME, Name


@dataclass(frozen=True, slots=True)
class Publicity:
    """How long a proposed list hangs out: exactly one of the three."""

    working_days: int | None = part(Count(1, 90), "Working days.", default=None)
    calendar_days: int | None = part(Count(1, 180), "Calendar days.", default=None)
    seconds: int | None = part(
        Count(1, 86_400), "Seconds, for rehearsals and demonstrations only.", default=None
    )


@dataclass(frozen=True, slots=True)
class Objections:
    """How somebody objects to a list."""

    real_name: bool = part(Flag(), "Whether it must be signed with a real name.", default=True)
    written: bool = part(Flag(), "Whether it must be in writing.", default=True)
    proof: bool = part(Flag(), "Whether it must come with proof.", default=True)
    answer_days: int = part(Count(1, 90), "Working days until it is answered.", default=5)
    appeal_days: int = part(
        Count(0, 90), "Working days in which the answer may be appealed; 0 for never.", default=0
    )
    contact: Name | None = part(NAME, "Committee and supervising office.", default=None)
