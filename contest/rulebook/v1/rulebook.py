"""The whole rulebook, version 1, as the program reads it: frozen and exact.

Marks are integers of a hundredth, shares and measured values are fractions.
"""

from dataclasses import dataclass, field
from datetime import date

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj
from contest.rulebook.shape.plain import Choice, Count, Date, Id
from contest.rulebook.v1.awards import Award, AwardsLimit, Diligence, OnePrize
from contest.rulebook.v1.eligibility import Check
from contest.rulebook.v1.facts import Fact
from contest.rulebook.v1.names import NAME, Name, Source
from contest.rulebook.v1.panels import JudgeKind
from contest.rulebook.v1.places import Division, Level, Organizer, Path, Region, Track
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import Rubric


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A contest's rules; ``hash`` names the document they came from."""

    rulebook: int = part(Count(1, 1), "The version of the document's form: 1.")
    name: Name = part(NAME, "The rulebook's name.")
    sources: tuple[Source, ...] = part(List(Obj(Source)), "Where the rules were read.", default=())
    organizers: tuple[Organizer, ...] = part(
        List(Obj(Organizer)), "The units behind it, in the one order used everywhere.", default=()
    )
    entries_close: date | None = part(
        Date(), "The day on which entries close; within_years counts back from it.", default=None
    )
    facts: tuple[Fact, ...] = part(
        List(Obj(Fact)), "Facts about entries that rules read.", default=()
    )
    tracks: tuple[Track, ...] = part(List(Obj(Track)), "Industries or themes.", default=())
    divisions: tuple[Division, ...] = part(
        List(Obj(Division)), "Groups of entries that are compared.", default=()
    )
    stages: tuple[str, ...] = part(
        List(Id(gives="stage")), "Stages of a venture, earliest first.", default=()
    )
    levels: tuple[Level, ...] = part(
        List(Obj(Level)), "Levels of regions, lowest first.", default=()
    )
    regions: tuple[Region, ...] = part(
        List(Obj(Region), most=5000), "Regions and heats.", default=()
    )
    eligibility: tuple[Check, ...] = part(
        List(Obj(Check)), "What every entry must fulfill.", default=()
    )
    paths: tuple[Path, ...] = part(
        List(Obj(Path)), "Ways into a later round beside promotion.", default=()
    )
    judge_kinds: tuple[JudgeKind, ...] = part(
        List(Obj(JudgeKind)), "What kinds of judges are called; else by their id.", default=()
    )
    rubrics: tuple[Rubric, ...] = part(List(Obj(Rubric)), "The sheets.", default=())
    rounds: tuple[Round, ...] = part(List(Obj(Round), most=30), "The rounds, in order.")
    awards: tuple[Award, ...] = part(List(Obj(Award)), "Awards, best level first.", default=())
    awards_at_most: AwardsLimit | None = part(
        Obj(AwardsLimit), "A limit of all awards by rank and by line together.", default=None
    )
    one_prize_per: OnePrize = part(
        Choice(("none", "project", "organization")),
        "Whether one of these gets one award to an entry only, in each round that has awards.",
        default="none",
    )  # fmt: skip
    diligence: Diligence | None = part(
        Obj(Diligence), "Checks on site before awards become final.", default=None
    )
    hash: str = field(kw_only=True, default="")

    def round(self, round_id: str) -> Round:
        """The round of an id; KeyError where there is none."""
        for each in self.rounds:
            if each.id == round_id:
                return each
        raise KeyError(round_id)

    def rubric(self, rubric_id: str) -> Rubric:
        """The rubric of an id; KeyError where there is none."""
        for each in self.rubrics:
            if each.id == rubric_id:
                return each
        raise KeyError(rubric_id)

    def round_before(self, round_id: str) -> Round | None:
        """The round before, in the document's order."""
        ids = [each.id for each in self.rounds]
        at = ids.index(round_id)
        return self.rounds[at - 1] if at else None
