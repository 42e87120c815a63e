"""A round: who judges what, how it is counted, who goes on."""

from dataclasses import dataclass
from typing import Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj
from contest.rulebook.shape.plain import Choice, Count, Flag, Id, Mark
from contest.rulebook.v1.components import COMPONENT, Component, Penalty
from contest.rulebook.v1.conditions import CONDITIONS, Condition
from contest.rulebook.v1.measures import GroupKey
from contest.rulebook.v1.names import NAME, Name
from contest.rulebook.v1.panels import Material, Panel, Recheck, Timing
from contest.rulebook.v1.promotion import Promotion, Threshold
from contest.rulebook.v1.publicity import Objections, Publicity
from contest.rulebook.v1.ties import SHARE, TieStep

RoundKind = Literal["screening", "preliminary", "semi_final", "final", "grand_final"]
Mode = Literal["desk", "online_review", "live", "video", "site_visit", "committee"]
Blind = Literal["none", "single", "double"]
Sealing = Literal["per_slot", "per_session"]
Revise = Literal["slot_end", "session_end", "reveal"]
Reveal = Literal["live_after_each", "lagged", "after_session", "sealed"]
TotalMethod = Literal["sum", "rank-sum"]
TiesOn = Literal["rounded", "exact"]
Rounding = Literal["half_up", "half_even", "down"]
Missing = Literal["excluded", "not_promoted"]
PairBy = Literal["score", "votes"]
Seeding = Literal["earlier_round", "lots", "given"]
NamesPublic = Literal["never", "opening", "after_round"]


@dataclass(frozen=True, slots=True)
class Total:
    """How components become the round's score, and the one rounding."""

    method: TotalMethod = part(
        Choice(get_args(TotalMethod)),
        "The sum of the components, each times its weight where they have weights; or the sum "
        "of the places that each component gives, the lowest first.",
        default="sum",
    )
    decimals: int = part(Count(0, 6), "Decimals of the score.", default=2)
    rounding: Rounding = part(
        Choice(get_args(Rounding)),
        "A half goes up, or to the even digit, or digits are cut off.",
        default="half_up",
    )
    ties_on: TiesOn = part(
        Choice(get_args(TiesOn)), "Whether the rounded or the exact score makes a tie.",
        default="rounded",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pass:
    """What must be reached apart from the score that ranks."""

    all: tuple[Threshold, ...] = part(List(Obj(Threshold)), "All of these figures.")
    or_facts: tuple[Condition, ...] = part(
        CONDITIONS, "Or any one of these facts instead.", default=()
    )
    otherwise: Missing = part(
        Choice(get_args(Missing)),
        "Who fails it: out of the ranking, or ranked and not promoted or awarded.",
        default="not_promoted",
    )


@dataclass(frozen=True, slots=True)
class Knockout:
    """Pairs of which one goes on."""

    pair_by: PairBy = part(
        Choice(get_args(PairBy)), "The better score, or the votes of the judges of the pair."
    )
    seeding: Seeding = part(
        Choice(get_args(Seeding)), "Where the pairs come from.", default="earlier_round"
    )
    third_place: bool = part(
        Flag(), "Whether the losers of the last but one stage meet for the third place.",
        default=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """One step of the contest."""

    id: str = part(Id(gives="round"), "The round's id.")
    name: Name = part(NAME, "Its name.")
    kind: RoundKind = part(Choice(get_args(RoundKind)), "What it is called; nothing else follows.")
    mode: Mode = part(Choice(get_args(Mode)), "How it is held.")
    level: str | None = part(
        Id(uses="level"), "It is held by each region of this level.", default=None
    )
    blind: Blind = part(
        Choice(get_args(Blind)),
        "single: judges do not see who entered; double: nor do entrants see who judges.",
        default="none",
    )
    panel: Panel | None = part(Obj(Panel), "The judges; none where facts decide.", default=None)
    judge_names: NamesPublic = part(
        Choice(get_args(NamesPublic)), "When judges' names become public.", default="opening"
    )
    timing: Timing | None = part(Obj(Timing), "The clock of one entry.", default=None)
    material: tuple[Material, ...] = part(
        List(Obj(Material)), "What the round asks of its entrants.", default=()
    )
    components: tuple[Component, ...] = part(
        List(COMPONENT, least=0, most=50), "What the score is made of.", default=()
    )
    total: Total = part(Obj(Total), "How the components become the score.", default=Total())
    penalties: tuple[Penalty, ...] = part(
        List(Obj(Penalty)), "What is taken away from the total.", default=()
    )
    at_most: int | None = part(Mark(), "The score never exceeds this.", default=None)
    rank_within: tuple[GroupKey, ...] = part(
        List(Choice(get_args(GroupKey))), "Entries are ranked within groups; else together.",
        default=(),
    )  # fmt: skip
    must_pass: Pass | None = part(
        Obj(Pass), "Thresholds apart from the ranking score.", default=None
    )
    knockout: Knockout | None = part(Obj(Knockout), "Pairs of which one goes on.", default=None)
    recheck: Recheck | None = part(
        Obj(Recheck), "Judging again where sheets lie far apart.", default=None
    )
    ties: tuple[TieStep, ...] = part(
        List(Obj(TieStep), most=20), "The tie ladder; else equal scores share a place.",
        default=(SHARE,),
    )  # fmt: skip
    promotion: tuple[Promotion, ...] = part(
        List(Obj(Promotion)), "Who goes on, rule after rule.", default=()
    )
    sealing: Sealing = part(
        Choice(get_args(Sealing)), "Sheets are signed per entry or once per session.",
        default="per_slot",
    )  # fmt: skip
    revise_until: Revise = part(
        Choice(get_args(Revise)), "How long a judge may change an own mark.", default="slot_end"
    )
    reveal: Reveal = part(
        Choice(get_args(Reveal)), "When the hall hears a score.", default="sealed"
    )
    publicity: Publicity | None = part(
        Obj(Publicity), "How long the round's list hangs out.", default=None
    )
    objections: Objections | None = part(
        Obj(Objections), "How to object to the round's list.", default=None
    )

    @property
    def scored(self) -> bool:
        """Whether entries get an order by scores or pairs; else people decide, by name."""
        return bool(self.components) or self.knockout is not None
