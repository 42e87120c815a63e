"""The ladder that parts equal scores, step by step."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.plain import Choice, Id
from contest.rulebook.v1.measures import Better

TieRule = Literal[
    "earlier_round", "criterion", "component", "sum_of_all", "mean_of_all", "median",
    "highest_sheet", "count_back", "head_to_head", "fact", "rerun",
    "vote", "chair", "lots", "promote_all", "promote_none", "share",
]  # fmt: skip
TieAt = Literal["anywhere", "line"]

# With these nothing is left open. promote_all and promote_none decide at a line only, and
# share settles the rank and lets all of a shared place through.
LAST_STEPS: Final = ("chair", "lots", "promote_all", "promote_none", "share")
# A person decides; the engine waits for the recorded decision.
DECISIONS: Final = ("rerun", "vote", "chair", "lots")


@dataclass(frozen=True, slots=True)
class TieStep:
    """One rung of the ladder."""

    rule: TieRule = part(Choice(get_args(TieRule)), "Which rule parts them.")
    round: str | None = part(
        Id(uses="round"), "With earlier_round: which; else the one before.", default=None
    )
    criterion: str | None = part(
        Id(), "With criterion: whose mean over the counted sheets decides.", default=None
    )
    component: str | None = part(Id(), "With component: which one decides.", default=None)
    fact: str | None = part(Id(uses="fact"), "With fact: which one decides.", default=None)
    better: Better = part(
        Choice(get_args(Better)), "With fact: whether more or less wins.", default="higher"
    )
    at: TieAt = part(
        Choice(get_args(TieAt)),
        "Everywhere, or only where a promotion or an award is cut.",
        default="anywhere",
    )

    @property
    def label(self) -> str:
        """The step as results quote it: ``criterion:technology``."""
        what = self.round or self.criterion or self.component or self.fact
        return self.rule if what is None else f"{self.rule}:{what}"


SHARE: Final = TieStep(rule="share")
