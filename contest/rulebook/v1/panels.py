"""Who judges, how the room runs, and what a wide spread leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Map
from contest.rulebook.shape.plain import Choice, Count, Flag, Id, Mark
from contest.rulebook.v1.names import NAME, Name

BelowMinimum = Literal["no_result", "mean", "committee"]
Overrun = Literal["stop", "note", "penalty"]
Late = Literal["refused", "marked", "committee"]
Then = Literal["mean_of_all", "median", "drop_farthest", "replace_farthest", "replace_all"]
RecheckBy = Literal["spread", "chair"]


@dataclass(frozen=True, slots=True)
class JudgeKind:
    """What a kind of judges is called."""

    id: str = part(Id(gives="judges"), "The kind, as panels and components name it.")
    name: Name = part(NAME, "Its name.")


@dataclass(frozen=True, slots=True)
class Panel:
    """The judges of one entry."""

    seats: int = part(Count(1, 1000), "How many judges mark an entry.")
    kinds: Mapping[str, int] | None = part(
        Map(Id(), Count(1, 1000)), "How many of each kind; they add up to the seats.", default=None
    )
    alternates: int = part(Count(0, 1000), "Judges who wait for a free seat.", default=0)
    chair: bool = part(Flag(), "Whether one of them chairs.", default=True)
    minimum_sheets: int = part(
        Count(1, 1000), "The least number of sheets of a component that make a result.", default=1
    )
    below_minimum: BelowMinimum = part(
        Choice(get_args(BelowMinimum)),
        "With fewer: no result, the mean of those there, or the committee decides.",
        default="no_result",
    )


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock of one entry, in seconds."""

    pitch_s: int = part(Count(1, 86_400), "The pitch.")
    least_s: int | None = part(
        Count(1, 86_400), "The shortest pitch; a shorter one is noted.", default=None
    )
    questions_s: int = part(Count(0, 86_400), "Questions after it.", default=0)
    scoring_s: int = part(Count(0, 86_400), "Marking after them.", default=0)
    signals_s: tuple[int, ...] = part(
        List(Count(1, 86_400)), "Signals, in seconds before the end of the pitch.", default=()
    )
    overrun: Overrun = part(
        Choice(get_args(Overrun)), "At the end: stop, note it, or a penalty.", default="stop"
    )


@dataclass(frozen=True, slots=True)
class Material:
    """A file that a round asks of its entrants; earlier ones stay as judges saw them."""

    id: str = part(Id(), "The material's id.")
    name: Name = part(NAME, "What teams read.")
    formats: tuple[str, ...] = part(List(Id()), "File endings: pdf, pptx, mp4.")
    wide: bool = part(Flag(), "Whether slides must be 16:9.", default=False)
    most_mb: int | None = part(Count(1, 100_000), "The largest file, in MB.", default=None)
    most_pages: int | None = part(Count(1, 10_000), "The most pages.", default=None)
    most_seconds: int | None = part(Count(1, 86_400), "The longest film.", default=None)
    required: bool = part(Flag(), "Whether it must be there.", default=True)
    due_hours: int = part(Count(0, 10_000), "Hours before the round when it is due.", default=0)
    late: Late = part(
        Choice(get_args(Late)), "What comes late: refused, marked as late, or decided.",
        default="refused",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recheck:
    """Judging again: where sheets lie far apart, or where the chair asks for it."""

    by: RecheckBy = part(
        Choice(get_args(RecheckBy)), "What starts it: a wide spread, or the chair.",
        default="spread",
    )  # fmt: skip
    spread_above: int | None = part(
        Mark(), "With by: spread, highest less lowest total is more than this.", default=None
    )
    add_sheets: int = part(Count(1, 20), "How many more judges mark it.", default=1)
    then: Then = part(
        Choice(get_args(Then)),
        "The rule over all sheets again, their median, without the farthest sheet, the new one "
        "in place of the farthest, or the new sheets in place of all.",
        default="mean_of_all",
    )
