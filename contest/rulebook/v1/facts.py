"""Facts about an entry that rules read: declared once, each with a type."""

from dataclasses import dataclass
from typing import Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj
from contest.rulebook.shape.plain import Choice, Id, Text
from contest.rulebook.v1.names import NAME, Name

FactType = Literal["text", "count", "amount", "date", "yes_no", "choice"]
FactOf = Literal["entry", "organization", "team"]

# Every entry has these; a condition may name them without declaring them.
BUILT_IN = ("track", "division", "region", "stage")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a fact of type choice."""

    id: str = part(Id(), "The answer's id.")
    name: Name = part(NAME, "What teams read.")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about an entry, its organization or its team."""

    id: str = part(Id(gives="fact"), "The fact's id; conditions and measures name it.")
    name: Name = part(NAME, "What it is called.")
    type: FactType = part(
        Choice(get_args(FactType)), "What kind of value it has: a count is whole, an amount is not."
    )
    unit: str | None = part(Text(40), "The unit of a count or an amount.", default=None)
    of: FactOf = part(Choice(get_args(FactOf)), "Whose fact it is.", default="entry")
    options: tuple[Option, ...] = part(List(Obj(Option)), "The answers of a choice.", default=())
