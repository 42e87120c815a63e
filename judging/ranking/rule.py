"""What is asked of a method: the options that change what it says."""

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, get_args

from judging.ranking.refusal import RankingRefused

Fitting = Literal["", "ml", "reml"]
FITTINGS: Final[tuple[Fitting, ...]] = get_args(Fitting)


@dataclass(frozen=True, slots=True)
class Rule:
    """A method by name and what it is told; all of it goes into the hash.

    ``cut`` is how many entries go on (None: nobody said), of each track with
    ``per_track``; ``within`` are more such numbers, whose chances are told. ``points`` are
    hundredths that a place gives, first place first. ``order_effect`` estimates
    what going first in a pair is worth. ``draws`` are joint draws of the
    posterior (0: no errors are wanted), ``level`` the per cent that an interval should hold.
    ``joint`` are rounds, the first one first, that are fitted together.
    """

    method: str
    fit: Fitting = ""
    cut: int | None = None
    per_track: bool = False
    within: tuple[int, ...] = ()
    points: tuple[int, ...] = ()
    order_effect: bool = False
    draws: int = 1000
    level: int = 90
    joint: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """The rule as plain JSON."""
        found = asdict(self) | {"points": list(self.points), "within": list(self.within)}
        if not self.within:
            # Who asks for nothing more keeps the hash, and the draws that it seeds.
            del found["within"]
        if self.joint:
            found["joint"] = list(self.joint)
        else:
            del found["joint"]
        return found


def rule_check(rule: Rule, *, uses: tuple[str, ...]) -> None:
    """Raise ``RankingRefused`` for an option that the method would silently not obey."""
    said = {
        "fit": bool(rule.fit),
        "cut": rule.cut is not None,
        "per-track": rule.per_track and "cut" not in uses,
        "within": bool(rule.within),
        "points": bool(rule.points),
        "order-effect": rule.order_effect,
        "joint": bool(rule.joint),
    }
    for name, is_said in said.items():
        if is_said and name not in uses:
            raise RankingRefused("rule_unused", option=f"--{name}", method=rule.method)
    if rule.per_track and rule.cut is None and not rule.within:
        raise RankingRefused("cut_missing")
    if rule.cut is not None and rule.cut < 1:
        raise RankingRefused("rule_malformed", option="--cut", wanted="a whole number from 1 on")
    if any(number < 1 for number in rule.within) or len(set(rule.within)) < len(rule.within):
        raise RankingRefused(
            "rule_malformed", option="--within", wanted="different whole numbers from 1 on"
        )
    if rule.joint and (len(rule.joint) < 2 or len(set(rule.joint)) < len(rule.joint)):
        raise RankingRefused(
            "rule_malformed", option="--joint", wanted="the rounds in order, two or more"
        )
    if "points" in uses and not rule.points:
        raise RankingRefused("points_missing")
