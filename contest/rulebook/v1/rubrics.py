"""The rubric: a tree of criteria, each leaf marked by a judge or measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj
from contest.rulebook.shape.plain import Choice, Count, Flag, Id, Mark, Number, NumberWord, Share
from contest.rulebook.v1.conditions import CONDITIONS, Condition
from contest.rulebook.v1.measures import MEASURE, Measure
from contest.rulebook.v1.names import BAND, NAME, Band, Name

Step = Literal["1", "0.5", "0.1", "0.01"]
Input = Literal["marks", "ranks"]
Typing = Literal["parts", "total_first"]
Absent = Literal["proportional", "leave"]
Comment = Literal["optional", "always", "extremes"]
VetoBy = Literal["any", "majority", "all", "number", "fact"]
VetoEffect = Literal["excluded", "zero", "committee"]
Take = Literal["sum", "best"]
Faulty = Literal["refused", "void", "counted"]

STEPS: Final = get_args(Step)
_STEP: Final = NumberWord(STEPS)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a judge types where it is not the points themselves: 1 to 10, 0 to 100, level 0 to 5."""

    low: int = part(Mark(), "The lowest mark.", default=0)
    high: int = part(Mark(), "The highest mark; it gives the criterion's full points.")
    step: Step = part(_STEP, "The step of marks.", default="1")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a mark means, from here up to the next anchor."""

    at_least: int = part(Mark(), "Where it begins.")
    name: Name = part(NAME, "What it means.")


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade band: marks from here up to the next grade; it owns its lower border."""

    id: str = part(Id(), "The grade: a, b, c.")
    name: Name = part(NAME, "Its name.")
    at_least: int = part(Mark(), "The lowest mark of the grade.")
    gives: int | None = part(
        Mark(), "Where judges choose the grade only: the mark that it stands for.", default=None
    )


@dataclass(frozen=True, slots=True)
class FactRange:
    """Where a fact reaches a value, marks must lie in a range."""

    at_least: Fraction | None = part(
        Number(), "The fact's value from which it holds; none holds below all others.", default=None
    )
    low: int = part(Mark(), "The lowest mark.")
    high: int = part(Mark(), "The highest mark.")


@dataclass(frozen=True, slots=True)
class RangeByFact:
    """A hard range of a judged criterion that follows from a fact."""

    fact: str = part(Id(uses="fact"), "The fact.")
    ranges: tuple[FactRange, ...] = part(List(Obj(FactRange)), "The ranges, highest first.")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the sheet, or a group of criteria."""

    id: str = part(Id(), "The criterion's id, once in a rubric.")
    name: Name = part(NAME, "Its name.")
    max: int | None = part(
        Mark(), "Its points at best; a group's is the sum of what it holds, bonus apart.",
        default=None,
    )  # fmt: skip
    weight: Fraction | None = part(
        Share(), "Instead of max: its share of the group it stands in.", default=None
    )
    criteria: tuple["Criterion", ...] = part(
        List(Obj(lambda: Criterion), most=100), "The criteria of a group.", default=()
    )
    take: Take = part(
        Choice(get_args(Take)), "How a group counts: all its criteria, or the best one only.",
        default="sum",
    )  # fmt: skip
    low: int = part(Mark(), "The lowest mark allowed.", default=0)
    step: Step | None = part(_STEP, "The step of marks; else the rubric's.", default=None)
    scale: Scale | None = part(
        Obj(Scale), "What is typed, where it is not the points; else the rubric's.", default=None
    )
    required: bool = part(Flag(), "Whether a sheet needs it before it is signed.", default=True)
    bonus: bool = part(
        Flag(), "Points on top: not part of the total; in a group never beyond its max.",
        default=False,
    )  # fmt: skip
    deducts: bool = part(Flag(), "Whether its points are taken away.", default=False)
    all_or_nothing: bool = part(Flag(), "Only 0 or the maximum.", default=False)
    hint: Name | None = part(NAME, "What judges look at.", default=None)
    anchors: tuple[Anchor, ...] = part(
        List(Obj(Anchor), most=20), "What marks mean, lowest first.", default=()
    )
    band: Band | None = part(
        BAND, "The recommended range: outside it one quiet remark, never a refusal.", default=None
    )
    grades: tuple[Grade, ...] = part(
        List(Obj(Grade), most=20), "Grade bands, highest first; else the rubric's.", default=()
    )
    range_by: RangeByFact | None = part(
        Obj(RangeByFact), "A hard range that follows from a fact.", default=None
    )
    measure: Measure | None = part(
        MEASURE, "Not marked but measured: how a value becomes points.", default=None
    )
    comment: Comment = part(
        Choice(get_args(Comment)), "Whether a comment must stand beside the mark.",
        default="optional",
    )  # fmt: skip
    divisions: tuple[str, ...] = part(
        List(Id(uses="division")), "Only for entries of these divisions.", default=()
    )
    stages: tuple[str, ...] = part(
        List(Id(uses="stage")), "Only for ventures of these stages.", default=()
    )


@dataclass(frozen=True, slots=True)
class Veto:
    """What ends the judging of an entry whatever its score."""

    id: str = part(Id(), "The veto's id; judges tick it, scores carry it as 1.")
    name: Name = part(NAME, "What it is.")
    by: VetoBy = part(Choice(get_args(VetoBy)), "How many judges it takes, or that a fact decides.")
    number: int | None = part(
        Count(2, 1000), "With by: number, how many judges it takes.", default=None
    )
    when: tuple[Condition, ...] = part(
        CONDITIONS, "With by: fact, the conditions of which all must hold.", default=()
    )
    effect: VetoEffect = part(
        Choice(get_args(VetoEffect)),
        "Excluded has no rank, zero has 0 points, committee waits for a decision.",
        default="excluded",
    )
    lines: tuple[str, ...] = part(
        List(Id()),
        "With effect: zero, only these criteria or groups of the sheet have 0 points; else all.",
        key="criteria",
        default=(),
    )


@dataclass(frozen=True, slots=True)
class GuideLine:
    """What a judge makes up her own mind by; nothing of it is collected."""

    name: Name = part(NAME, "What to look at.")
    points: int | None = part(Mark(), "What it may weigh.", default=None)


@dataclass(frozen=True, slots=True)
class Comments:
    """When a mark counts as extreme, as shares of the maximum."""

    at_most: Fraction = part(Share(), "Extreme from here down.", default=Fraction(3, 10))
    at_least: Fraction = part(Share(), "Extreme from here up.", default=Fraction(9, 10))


@dataclass(frozen=True, slots=True)
class Rubric:
    """A sheet that judges fill, or a table that facts fill."""

    id: str = part(Id(gives="rubric"), "The rubric's id.")
    name: Name = part(NAME, "Its name.")
    total: int = part(Mark(), "The points at best, bonus apart.")
    input: Input = part(
        Choice(get_args(Input)),
        "Marks, or one place per entry from each judge (1 is the best).",
        default="marks",
    )
    places_given: int | None = part(
        Count(1, 100),
        "With input: ranks, how many first places each judge gives; else a place to every entry.",
        default=None,
    )
    faulty: Faulty = part(
        Choice(get_args(Faulty)),
        "With places_given, a ballot with a gap, a place given twice or one too many: counting is "
        "refused until it is mended, the ballot does not count, or it counts as it stands.",
        default="refused",
    )
    guide: tuple[GuideLine, ...] = part(
        List(Obj(GuideLine), most=100),
        "With input: ranks, remarks for the judge's own use; only the places are handed in.",
        default=(),
    )
    criteria: tuple[Criterion, ...] = part(
        List(Obj(Criterion), most=100), "The criteria; none means one total only.", default=()
    )
    step: Step = part(_STEP, "The step of marks.", default="1")
    low: int = part(Mark(), "The lowest total allowed, where only a total is given.", default=0)
    scale: Scale | None = part(
        Obj(Scale), "What judges type on each criterion, where it is not the points.", default=None
    )
    band: Band | None = part(BAND, "The recommended range of totals.", default=None)
    typing: Typing = part(
        Choice(get_args(Typing)),
        "Whether judges may type the total first and share it out; the sum is checked at signing.",
        default="parts",
    )
    bonus_at_most: int | None = part(
        Mark(), "The most that bonus criteria add to the total together.", default=None
    )
    absent: Absent = part(
        Choice(get_args(Absent)),
        "Where a criterion does not apply: the others fill its points in proportion, or they are "
        "lost.",
        default="proportional",
    )
    not_applicable: int = part(
        Count(0, 100), "How many criteria a judge may leave out with a reason.", default=0
    )
    grades: tuple[Grade, ...] = part(
        List(Obj(Grade), most=20), "Grade bands of every criterion, highest first.", default=()
    )
    vetoes: tuple[Veto, ...] = part(List(Obj(Veto), most=50), "What ends it.", default=())
    comment: Comment = part(
        Choice(get_args(Comment)), "Whether the sheet needs a comment.", default="optional"
    )
    extremes: Comments = part(
        Obj(Comments), "Which marks are extreme, where comments go by that.", default=Comments()
    )
    phrases: tuple[Name, ...] = part(
        List(NAME), "Ready phrases that judges tap as comments.", default=()
    )

    @property
    def total_only(self) -> bool:
        """Whether judges give one figure and no parts; its criterion is called ``total``."""
        return not self.criteria


def criteria_walk(criteria: tuple[Criterion, ...]) -> Iterator[Criterion]:
    """All criteria of a tree, groups before what they hold."""
    for each in criteria:
        yield each
        yield from criteria_walk(each.criteria)
