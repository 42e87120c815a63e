"""Who may enter: checks that a machine makes, and those that a person makes."""

from dataclasses import dataclass
from typing import Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj
from contest.rulebook.shape.plain import Choice, Count, Flag, Id
from contest.rulebook.v1.conditions import CONDITIONS, Condition
from contest.rulebook.v1.names import NAME, Name

OneOfKey = Literal["organization", "leader", "track", "division"]
Again = Literal["higher_level", "other_division"]


@dataclass(frozen=True, slots=True)
class PastWins:
    """How often one organization may win over the years."""

    at_most: int = part(Count(0, 100), "Wins in all editions of this contest.")
    again_if: tuple[Again, ...] = part(
        List(Choice(get_args(Again))),
        "A further win within the limit needs one of these.",
        default=(),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of eligibility; exactly one of when, one_per, past_wins and human."""

    id: str = part(Id(gives="check"), "The check's id.")
    when: tuple[Condition, ...] = part(
        CONDITIONS,
        "Conditions of which all must hold; teams read them as sentences made from here.",
        default=(),
    )
    one_per: tuple[OneOfKey, ...] = part(
        List(Choice(get_args(OneOfKey))),
        "At most one live entry for each combination of these.",
        default=(),
    )
    past_wins: PastWins | None = part(Obj(PastWins), "The rule for past winners.", default=None)
    human: Name | None = part(
        NAME, "The text of a check that a person makes because a machine cannot.", default=None
    )
    divisions: tuple[str, ...] = part(
        List(Id(uses="division")), "Only for these divisions; else for all.", default=()
    )
    tracks: tuple[str, ...] = part(
        List(Id(uses="track")), "Only for these tracks; else for all.", default=()
    )
    may_mend: bool = part(
        Flag(), "Whether a team may mend it once after entries closed.", default=False
    )
