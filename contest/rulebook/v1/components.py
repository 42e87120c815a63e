"""What a round's score is made of: each component by its own rule, then the total."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj, Tagged
from contest.rulebook.shape.plain import Choice, Count, Flag, Id, Mark, Number, Share
from contest.rulebook.v1.combination import Combine
from contest.rulebook.v1.measures import MEASURE, GroupKey, Measure
from contest.rulebook.v1.names import NAME, Name

TakeRuns = Literal["best", "sum", "mean", "mean_best", "last"]
When = Literal["before_scaling", "after_scaling"]
BallotForm = Literal["points", "yes_no", "name_one"]
Voters = Literal["judges", "public", "guests"]
Turned = Literal["count", "share_of_votes", "share_of_best"]
EarlierTake = Literal["score", "component", "place_points"]
Absent = Literal["no_result", "zero"]
BeyondEffect = Literal["excluded", "zero", "committee"]


@dataclass(frozen=True, slots=True)
class Runs:
    """Several runs of one component."""

    count: int = part(Count(2, 50), "How many runs there are.")
    take: TakeRuns = part(Choice(get_args(TakeRuns)), "What of them counts.")
    best: int | None = part(Count(1, 50), "With mean_best: how many best runs.", default=None)


@dataclass(frozen=True, slots=True)
class ScaleToBest:
    """The best of a group gets the points, the others their share."""

    points: int = part(Mark(), "What the best gets.")
    per: tuple[GroupKey, ...] = part(
        List(Choice(get_args(GroupKey))), "The group: entries equal in these; else all.",
        default=(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beyond:
    """What follows where that which is penalized passes a limit."""

    above: Fraction = part(
        Number(), "The limit, in the unit that is typed: more than this is beyond it."
    )
    effect: BeyondEffect = part(
        Choice(get_args(BeyondEffect)),
        "Excluded has no rank, zero has 0 points there, committee waits for a decision.",
        default="excluded",
    )


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points that are taken away for what happened."""

    id: str = part(Id(), "The penalty's id; scores carry how often or how much.")
    name: Name = part(NAME, "What for.")
    points: int = part(Mark(), "Points for each occurrence or each started unit.")
    each: Fraction = part(
        Number(), "The size of one unit: 10 for every 10 seconds.", default=Fraction(1)
    )
    free: Fraction = part(Number(), "What is not counted at first.", default=Fraction(0))
    at_most: int | None = part(Mark(), "The most points it takes in all.", default=None)
    beyond: Beyond | None = part(Obj(Beyond), "A limit that costs more than points.", default=None)
    when: When = part(
        Choice(get_args(When)),
        "After scaling in points. Before scaling it makes the raw figure worse: in points, or in "
        "the unit of a measured value.",
        default="after_scaling",
    )


@dataclass(frozen=True, slots=True)
class RubricFor:
    """Another rubric for some entries."""

    rubric: str = part(Id(uses="rubric"), "The rubric.")
    divisions: tuple[str, ...] = part(List(Id(uses="division")), "For these.", default=())
    tracks: tuple[str, ...] = part(List(Id(uses="track")), "For these.", default=())
    stages: tuple[str, ...] = part(
        List(Id(uses="stage")), "For ventures of these stages.", default=()
    )


_RUNS: Final = Obj(Runs)
_SCALE: Final = Obj(ScaleToBest)
_PENALTIES: Final = List(Obj(Penalty))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What every component has."""

    id: str = part(Id(), "The component's id, once in a round.")
    name: Name | None = part(NAME, "Its name.", default=None)
    weight: Fraction | None = part(
        Share(),
        "Its share of the round's total: all components that count have one and they add up to "
        "1, or none has one and they are added as they are.",
        default=None,
    )
    counts: bool = part(
        Flag(), "False for a side score that is shown and stays out of the rank.", default=True
    )
    at_most: int | None = part(Mark(), "It never gives more points than this.", default=None)
    runs: Runs | None = part(_RUNS, "Several runs.", default=None)
    scale: ScaleToBest | None = part(_SCALE, "Scaling to the best of a group.", default=None)
    penalties: tuple[Penalty, ...] = part(_PENALTIES, "What is taken away from it.", default=())
    decimals: int | None = part(
        Count(0, 6), "Rounds the component before the total; else it stays exact.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetComponent(_Common):
    """Judges' sheets, or a table filled from facts where every criterion is measured."""

    kind: Literal["sheet"] = part(Choice(("sheet",)), "sheet")
    rubric: str = part(Id(uses="rubric"), "The rubric.")
    rubric_for: tuple[RubricFor, ...] = part(
        List(Obj(RubricFor)), "Other rubrics for some entries; the first that fits.", default=()
    )
    judges: tuple[str, ...] = part(
        List(Id()), "Only judges of these kinds fill it; else the whole panel.", default=()
    )
    combine: Combine = part(
        Obj(Combine), "How sheets become one figure; else their mean.", default=Combine()
    )
    absent: Absent = part(
        Choice(get_args(Absent)),
        "An entry for which no sheet counts: it has no result in the round, or 0 points here.",
        default="no_result",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureComponent(_Common):
    """A measured value: time, distance, price, a count."""

    kind: Literal["measure"] = part(Choice(("measure",)), "measure")
    max: int = part(Mark(), "Its points at best.")
    measure: Measure = part(MEASURE, "How the value becomes points.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotComponent(_Common):
    """A vote."""

    kind: Literal["ballot"] = part(Choice(("ballot",)), "ballot")
    form: BallotForm = part(
        Choice(get_args(BallotForm)), "Points to share out, yes or no, or naming entries."
    )
    voters: Voters = part(Choice(get_args(Voters)), "Who votes.")
    points: int = part(
        Count(1), "With points: how many each voter shares out; with name_one: names.", default=1
    )
    most_per_entry: int | None = part(
        Count(1), "With points: the most that one voter gives one entry.", default=None
    )
    turned: Turned = part(
        Choice(get_args(Turned)),
        "The count itself, or max times the share of all votes, or of the best entry's votes.",
        default="count",
    )
    max: int = part(Mark(), "Its points at best.")
    as_juror_of: str | None = part(
        Id(), "It enters that sheet component as one more juror and has no weight.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierComponent(_Common):
    """The score of an earlier round, carried over."""

    kind: Literal["earlier"] = part(Choice(("earlier",)), "earlier")
    round: str = part(Id(uses="round"), "The earlier round.")
    take: EarlierTake = part(
        Choice(get_args(EarlierTake)), "Its score, one of its components, or points for the place.",
        default="score",
    )  # fmt: skip
    component: str | None = part(Id(), "With component: which one.", default=None)
    points: tuple[int, ...] = part(
        List(Mark()), "With place_points: points of the first place, the second …", default=()
    )
    absent: Absent | None = part(
        Choice(get_args(Absent)),
        "An entry that was not in the earlier round: no result in this one, or 0 points here. "
        "Needed where one can come in without it.",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedComponent(_Common):
    """Points that are given from outside and only added."""

    kind: Literal["fixed"] = part(Choice(("fixed",)), "fixed")
    max: int = part(Mark(), "Its points at best.")
    fact: str | None = part(
        Id(uses="fact"), "The fact that holds them; else they come with the scores.", default=None
    )


Component = SheetComponent | MeasureComponent | BallotComponent | EarlierComponent | FixedComponent


def penalty_by_run(component: Component, penalty: Penalty) -> bool:
    """Whether a penalty may be typed for one run: it comes before what is done once for all."""
    measured = isinstance(component, MeasureComponent) and component.measure.formula != "cases"
    scaled = component.scale is not None or measured
    return component.runs is not None and (penalty.when == "before_scaling" or not scaled)


COMPONENT: Final = Tagged(
    "kind",
    {
        "sheet": SheetComponent,
        "measure": MeasureComponent,
        "ballot": BallotComponent,
        "earlier": EarlierComponent,
        "fixed": FixedComponent,
    },
)
