"""Where entries compete: tracks, divisions, regions, and ways in beside the first round."""

from dataclasses import dataclass
from typing import Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj
from contest.rulebook.shape.plain import Choice, Count, Flag, Id, Text
from contest.rulebook.v1.conditions import CONDITIONS, Condition
from contest.rulebook.v1.eligibility import Check
from contest.rulebook.v1.names import NAME, Name

OrganizerKind = Literal[
    "sponsor_authority", "adviser", "operator", "co_organizer", "executor", "supporter",
    "title_sponsor", "media",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organizer:
    """One unit behind the contest; the list's order is used everywhere."""

    kind: OrganizerKind = part(Choice(get_args(OrganizerKind)), "In what capacity.")
    name: Name = part(NAME, "The unit's name.")


@dataclass(frozen=True, slots=True)
class Track:
    """An industry or theme."""

    id: str = part(Id(gives="track"), "The track's id.")
    name: Name = part(NAME, "Its name.")


@dataclass(frozen=True, slots=True)
class Division:
    """Entries that are compared with each other."""

    id: str = part(Id(gives="division"), "The division's id.")
    name: Name = part(NAME, "Its name.")
    eligibility: tuple[Check, ...] = part(
        List(Obj(Check)), "What an entry of this division must fulfill.", default=()
    )


@dataclass(frozen=True, slots=True)
class Level:
    """A level of regions, lowest first: school, province."""

    id: str = part(Id(gives="level"), "The level's id.")
    name: Name = part(NAME, "Its name.")


@dataclass(frozen=True, slots=True)
class Region:
    """A region or heat that judges or sends up entries of its own."""

    id: str = part(Id(gives="region"), "The region's id.")
    name: Name = part(NAME, "Its name.")
    level: str | None = part(Id(uses="level"), "Its level, where there are several.", default=None)
    parent: str | None = part(Id(uses="region"), "The region it sends up to.", default=None)
    places: tuple[str, ...] = part(
        List(Text(80)), "Provinces, cities or schools that belong to it.", default=()
    )
    own_admins: bool = part(
        Flag(), "Whether it has admins of its own who see its entries only.", default=False
    )
    quota: int | None = part(
        Count(1), "How many entries it may send up, where promotion goes by quota.", default=None
    )
    ranked_list: bool = part(
        Flag(), "Whether it sends up a list in its own order instead of scores.", default=False
    )


@dataclass(frozen=True, slots=True)
class Path:
    """A fast track or direct place into a later round."""

    id: str = part(Id(gives="path"), "The path's id.")
    name: Name = part(NAME, "Its name.")
    enters: str = part(Id(uses="round"), "The round that it leads into.")
    when: tuple[Condition, ...] = part(
        CONDITIONS, "Who has it by right; without conditions entries are named one by one.",
        default=(),
    )  # fmt: skip
    uses_quota: bool = part(
        Flag(), "Whether such an entry takes one of the places that promotion gives.",
        default=False,
    )  # fmt: skip
    at_most: int | None = part(Count(1), "How many may come this way.", default=None)
