"""How several judges' sheets become one figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Map, Obj
from contest.rulebook.shape.plain import Choice, Count, Id, Mark, Share

Method = Literal[
    "mean", "trimmed", "median", "sum", "rank-sum", "majority", "points",
    "standardized", "calibrated", "calibrated-robust", "additive", "bradley-terry",
]  # fmt: skip
# Named here, computed by the ranking package.
LATER_METHODS: Final = ("bradley-terry",)
# Estimated for all entries together: nobody's figure stands on its own sheets alone.
TOGETHER_METHODS: Final = ("standardized", "calibrated", "calibrated-robust", "additive")
# What a joint fit over rounds can be made by.
JOINT_METHODS: Final = ("calibrated", "calibrated-robust")
# Their figure is a sum of places or a list of placements: the lower, the better.
LOWER_IS_BETTER: Final = ("rank-sum", "majority")
# What makes places of each judge's sheets before anything is added: every judge places every entry.
PLACING: Final = (*LOWER_IS_BETTER, "points")
Per = Literal["sheet", "criterion"]
Below = Literal["mean", "no_result"]
ClassWeights = Literal["per_class", "per_judge"]
ClassMissing = Literal["share_out", "no_result"]
LeaveOutRule = Literal[
    "same", "mentor", "incomplete", "far_from_median", "far_from_mean", "flat",
]  # fmt: skip
Struck = Literal["keep_places", "move_up"]
# With these, points says how far a total may lie from the middle.
FAR: Final = ("far_from_median", "far_from_mean")


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """A rule by which a juror's sheets do not count.

    ``same`` needs ``attribute`` (the juror's equals the entry's: region,
    organization, country); ``mentor``: a juror who advised the entry;
    ``incomplete``: a juror who did not mark every entry of the panel, all of
    whose sheets go; ``far_from_median`` and ``far_from_mean`` need ``points``;
    ``flat``: a juror who gave all entries the same total, all of whose sheets go.
    """

    rule: LeaveOutRule = part(Choice(get_args(LeaveOutRule)), "Which rule.")
    attribute: str | None = part(Id(), "With same: what juror and entry share.", default=None)
    points: int | None = part(
        Mark(),
        "With far_from_median and far_from_mean: how far a total may lie from it.",
        default=None,
    )


@dataclass(frozen=True, slots=True)
class Combine:
    """The rule from sheets to one figure."""

    method: Method = part(Choice(get_args(Method)), "The method.", default="mean")
    version: int = part(Count(1, 1), "The method's version.", default=1)
    per: Per = part(
        Choice(get_args(Per)),
        "Whether sheets' totals are combined, or each criterion apart and then added.",
        default="sheet",
    )
    drop_high: int = part(Count(0, 50), "With trimmed: how many highest leave.", default=0)
    drop_low: int = part(Count(0, 50), "With trimmed: how many lowest leave.", default=0)
    needs: int = part(
        Count(0, 100), "With trimmed: the least number of sheets that are trimmed at all.",
        default=0,
    )  # fmt: skip
    below: Below = part(
        Choice(get_args(Below)), "With trimmed: what holds with fewer sheets.", default="mean"
    )
    classes: Mapping[str, Fraction] | None = part(
        Map(Id(), Share()), "Weights of judge kinds, adding up to 1.", default=None
    )
    class_weights: ClassWeights = part(
        Choice(get_args(ClassWeights)),
        "Each class's figure is weighted, or each judge has the weight of the class.",
        default="per_class",
    )
    class_missing: ClassMissing = part(
        Choice(get_args(ClassMissing)),
        "A class without a sheet: the others share its weight, or there is no result.",
        default="share_out",
    )
    points: tuple[int, ...] = part(
        List(Mark()), "With points: what a judge's first, second … place gives.", default=()
    )
    struck: Struck = part(
        Choice(get_args(Struck)),
        "With places, who is out of the ranking before they are counted: keeps the places that "
        "judges gave, or is struck first and those behind move up.",
        default="keep_places",
    )
    leave_out: tuple[LeaveOut, ...] = part(
        List(Obj(LeaveOut)), "Jurors who do not count, by rule.", default=()
    )
    rounds: tuple[str, ...] = part(
        List(Id(uses="round")),
        "With calibrated and calibrated-robust: earlier rounds whose sheets enter the same fit.",
        default=(),
    )
    decimals: int | None = part(
        Count(0, 6), "Rounds this figure before it goes on; else it stays exact.", default=None
    )

    def drops(self, sheets: int) -> tuple[int, int]:
        """How many sheets leave at the top and at the bottom of ``sheets``."""
        if self.method != "trimmed" or sheets < self.needs:
            return (0, 0)
        return (self.drop_high, self.drop_low)
