"""How long a proposed list hangs out, and how to object to it."""

from dataclasses import dataclass
from typing import Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.plain import Choice, Count, Flag
from contest.rulebook.v1.names import NAME, Name

ObjectionsBy = Literal["anybody", "entrants", "entrants_and_judges"]
Until = Literal["publicity", "announcement"]
DecidedBy = Literal["committee", "judges"]


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

    by: ObjectionsBy = part(Choice(get_args(ObjectionsBy)), "Who may object.", default="anybody")
    until: Until = part(
        Choice(get_args(Until)),
        "While the list hangs out, or only before it is announced; then it is decided at once.",
        default="publicity",
    )
    decided_by: DecidedBy = part(
        Choice(get_args(DecidedBy)), "The committee, or the judges of the round by a vote.",
        default="committee",
    )  # fmt: skip
    real_name: bool = part(Flag(), "Whether it must be signed with a real name.", default=True)
    written: bool = part(Flag(), "Whether it must be in writing.", default=True)
    proof: bool = part(Flag(), "Whether it must come with proof.", default=True)
    answer_days: int = part(Count(1, 90), "Working days until it is answered.", default=5)
    appeal_days: int = part(
        Count(0, 90), "Working days in which the answer may be appealed; 0 for never.", default=0
    )
    contact: Name | None = part(NAME, "Committee and supervising office.", default=None)
