"""Who goes on: numbers, ratios, lines, quotas, wildcards, caps, substitution."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Map, Obj
from contest.rulebook.shape.plain import Choice, Count, Flag, Id, Mark, Share
from contest.rulebook.v1.measures import GroupKey

Taken = Literal["number", "ratio", "score_line", "proportional", "quota", "list", "wildcard"]
Rounded = Literal["floor", "ceil"]
WildcardBy = Literal["score", "committee"]
SubstitutionMode = Literal["none", "next"]
Crossing = Literal["most_places", "by_rank"]
CapKey = Literal["track", "division", "region", "panel", "stage", "organization"]


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many from one group."""

    per: tuple[CapKey, ...] = part(
        List(Choice(get_args(CapKey))), "The group: entries equal in all of these."
    )
    at_most: int = part(Count(1), "How many of it go on.")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure that must be reached, apart from the score that ranks."""

    of: str = part(
        Id(), "total, or the id of a component, a criterion or a group of criteria.",
        default="total",
    )  # fmt: skip
    at_least: int | None = part(Mark(), "Reached at this figure.", default=None)
    above: int | None = part(Mark(), "Reached only beyond this figure.", default=None)


@dataclass(frozen=True, slots=True)
class Substitution:
    """What becomes of the place of an entry that withdraws."""

    mode: SubstitutionMode = part(
        Choice(get_args(SubstitutionMode)), "The place stays empty, or the next one moves up."
    )
    within_days: int | None = part(
        Count(0, 365), "Only so many days after the list was published.", default=None
    )


@dataclass(frozen=True, slots=True)
class Promotion:
    """One rule by which entries go on; several rules work in order."""

    to: str | None = part(
        Id(uses="round"), "The round they go to; none means they passed.", default=None
    )
    take: Taken = part(
        Choice(get_args(Taken)),
        "number: the best so many. ratio: a share of the group. score_line: all from a figure "
        "on. proportional: number places shared out over the groups by registrations. quota: "
        "each region's own quota. list: the region's own ranked list, up to its quota. "
        "wildcard: number more from those left over.",
    )
    per: tuple[GroupKey, ...] = part(
        List(Choice(get_args(GroupKey))), "Each group by itself; else all together.", default=()
    )
    number: int | None = part(Count(1), "How many (of each group).", default=None)
    numbers: Mapping[str, int] | None = part(
        Map(Id(), Count(0)), "How many by the group's id, where per names one key.", default=None
    )
    ratio: Fraction | None = part(Share(), "The share of a group that goes on.", default=None)
    rounded: Rounded = part(
        Choice(get_args(Rounded)), "A ratio's part of a place: dropped, or a place more.",
        default="floor",
    )  # fmt: skip
    line: Threshold | None = part(Obj(Threshold), "With score_line: the line.", default=None)
    least: int = part(
        Count(0), "With proportional and ratio: at least so many of each group.", default=0
    )
    at_most: int | None = part(Count(1), "At most so many altogether.", default=None)
    by: WildcardBy = part(
        Choice(get_args(WildcardBy)), "With wildcard: by score, or named by the committee.",
        default="score",
    )  # fmt: skip
    caps: tuple[Cap, ...] = part(List(Obj(Cap)), "At most so many of a group.", default=())
    crossing: Crossing = part(
        Choice(get_args(Crossing)),
        "Where caps cross. most_places: as many as they allow go on, of such lists the best from "
        "the top. by_rank: down the ranking whoever still fits; places may stay free.",
        default="most_places",
    )
    needs: tuple[Threshold, ...] = part(
        List(Obj(Threshold)), "Whoever goes on must reach these.", default=()
    )
    substitution: Substitution = part(
        Obj(Substitution), "What follows a withdrawal.", default=Substitution(mode="none")
    )
    needs_objections_closed: bool = part(
        Flag(), "Whether the list holds only once objections are closed.", default=True
    )


def caps_may_cross(rule: Promotion) -> bool:
    """Whether two groups that are limited may share entries, neither lying in the other."""
    own: tuple[str, ...] = rule.per or (("region",) if rule.take == "quota" else ())
    limited = [frozenset(own)] if own and rule.caps and rule.take != "score_line" else []
    groups = sorted([*limited, *(frozenset[str](cap.per) for cap in rule.caps)], key=len)
    return any(not coarse <= fine for coarse, fine in pairwise(groups))
