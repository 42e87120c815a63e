"""Awards: levels of the ranking, and awards beside it; prizes; diligence before them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, get_args

from contest.rulebook.shape.currency import Currency
from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Map, Obj
from contest.rulebook.shape.plain import Choice, Count, Id, Mark, Share, Text
from contest.rulebook.v1.measures import GroupKey
from contest.rulebook.v1.names import NAME, Name

AwardBy = Literal["rank", "line", "component", "recommended", "committee"]
# Awards that go down the ranking; the others stand beside it.
LADDER: Final = ("rank", "line")
AwardTo = Literal["entry", "organization", "person"]
Rounded = Literal["floor", "ceil"]
Equals = Literal["all", "none"]
OnePrize = Literal["none", "project", "organization"]
Pick = Literal["rank", "lots"]
Mismatch = Literal["disqualified", "committee"]


@dataclass(frozen=True, slots=True)
class Installment:
    """A part of a prize and what it waits for."""

    share: Fraction = part(Share(), "Its share of the prize; the shares add up to 1.")
    condition: Name | None = part(NAME, "What must have happened; none is at once.", default=None)


@dataclass(frozen=True, slots=True)
class Prize:
    """Money that comes with an award: the same for each, or what is asked for, out of a pot."""

    amount: int | None = part(
        Count(1, 10**15), "In the currency's smallest unit: 分 for CNY.", default=None
    )
    up_to: str | None = part(
        Id(uses="fact"),
        "Instead of amount: the fact that says what an entry asks for, in whole units of the "
        "currency; the committee gives that or less.",
        default=None,
    )
    pot: int | None = part(
        Count(1, 10**15),
        "With up_to: what there is for all together, in the smallest unit.",
        default=None,
    )
    currency: str = part(Currency(), "The currency's code (ISO 4217).", default="CNY")
    installments: tuple[Installment, ...] = part(
        List(Obj(Installment)), "How it is paid; else at once.", default=()
    )
    condition: Name | None = part(NAME, "What it depends on at all.", default=None)


@dataclass(frozen=True, slots=True)
class Award:
    """A level of the ranking, best first, or an award beside it."""

    id: str = part(Id(gives="award"), "The level's id.")
    name: Name = part(NAME, "Its name.")
    round: str | None = part(Id(uses="round"), "Whose ranking; else the last round's.",
                             default=None)  # fmt: skip
    by: AwardBy = part(
        Choice(get_args(AwardBy)),
        "rank: places of the ranking; line: everybody with the minimum score. Beside it, "
        "component: most points of one component; recommended: most entries recommended; "
        "committee: a recorded decision.",
        default="rank",
    )
    to: AwardTo = part(
        Choice(get_args(AwardTo)), "Who receives it; with recommended never an entry.",
        default="entry",
    )  # fmt: skip
    component: str | None = part(Id(), "With component: which one.", default=None)
    per: tuple[GroupKey, ...] = part(
        List(Choice(get_args(GroupKey))), "Each group by itself; else all together.", default=()
    )
    places: int | None = part(
        Count(1), "How many (in each group); by rank and component need this, numbers or ratio.",
        default=None,
    )  # fmt: skip
    numbers: Mapping[str, int] | None = part(
        Map(Id(), Count(0)), "How many by the group's id, where per names one key.", default=None
    )
    ratio: Fraction | None = part(
        Share(), "Instead of places: the share of the entries that get it.", default=None
    )
    rounded: Rounded = part(
        Choice(get_args(Rounded)), "A ratio's part of a place: dropped, or a place more.",
        default="floor",
    )  # fmt: skip
    minimum_score: int | None = part(
        Mark(),
        "With line: who has it gets the award. Else who has less does not; the place stays empty.",
        default=None,
    )
    prize: Prize | None = part(Obj(Prize), "Money.", default=None)


@dataclass(frozen=True, slots=True)
class AwardsLimit:
    """How many get an award by rank or by line at all, all levels together."""

    places: int | None = part(Count(1), "How many (in each group of the awards' per).",
                              default=None)  # fmt: skip
    ratio: Fraction | None = part(
        Share(), "Instead of places: the share of the entries.", default=None
    )
    rounded: Rounded = part(
        Choice(get_args(Rounded)), "A ratio's part of a place: dropped, or a place more.",
        default="floor",
    )  # fmt: skip
    equals: Equals = part(
        Choice(get_args(Equals)),
        "Equals of whom only some have room: all of them get their award, or none of them.",
        default="none",
    )


@dataclass(frozen=True, slots=True)
class Diligence:
    """Checks on site before awards become final."""

    after: str = part(Id(uses="round"), "Whose entries are checked.")
    share: Fraction = part(Share(), "The least share of the entries that are checked.")
    at_least: int = part(Count(0), "At least so many of each group.", default=0)
    per: tuple[GroupKey, ...] = part(
        List(Choice(get_args(GroupKey))), "Each group by itself; else all together.", default=()
    )
    pick: Pick = part(Choice(get_args(Pick)), "By rank or by lot.", default="rank")
    team: int = part(Count(1, 50), "Least number of people who check.", default=2)
    checklist: tuple[Name, ...] = part(List(NAME), "What they look at.", default=())
    correct_days: int = part(
        Count(0, 365), "Days in which what can be mended is mended.", default=10
    )
    mismatch: Mismatch = part(
        Choice(get_args(Mismatch)), "What a mismatch leads to.", default="disqualified"
    )
    refused: Literal["withdrawal", "disqualified"] = part(
        Choice(("withdrawal", "disqualified")), "What refusing leads to.", default="withdrawal"
    )
    note: str | None = part(Text(1000), "For those who organize it.", default=None)
