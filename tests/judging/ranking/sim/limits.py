"""What a design must show, and whether it does."""

from collections.abc import Sequence

import numpy as np

from tests.judging.ranking.sim.designs import Design
from tests.judging.ranking.sim.measures import Seen, bins
from tests.judging.ranking.sim.stages import Final

SIMPLE = ("mean", "trimmed", "standardized", "additive")
BELOW_BEST = 0.005
COVERED = (0.87, 0.93)
BIN, BIN_FROM = 0.05, 100
BRIBED_SHARE = 0.5
JOINT_OVER_MEAN = 0.08
"""Kendall's tau that all scores together gain over the second round's mean."""
JOINT_COVERED = (0.85, 0.93)


def missed(design: Design, drawings: Sequence[Seen]) -> list[str]:
    """What the drawings of a design miss, in words; empty where all holds."""
    found = []
    gap = float(np.mean([each.ceiling - each.tau["calibrated"] for each in drawings]))
    if gap > design.close:
        found.append(f"{gap:.4f} under the ceiling, {design.close} allowed")
    best = max(float(np.mean([each.tau[name] for each in drawings])) for name in SIMPLE)
    own = float(np.mean([each.tau["calibrated"] for each in drawings]))
    if best - own > BELOW_BEST:
        found.append(f"{best - own:.4f} under the best simple rule, {BELOW_BEST} allowed")
    covered = float(np.mean([each.covered for each in drawings]))
    if not COVERED[0] <= covered <= COVERED[1]:
        found.append(f"90% intervals hold {covered:.3f}")
    found += bins_missed(drawings, errors=2.0)
    return found


def bins_missed(drawings: Sequence[Seen], *, errors: float = 0.0) -> list[str]:
    """Bins whose chances and outcomes lie more than 0.05 apart.

    ``errors`` standard errors of the observed share are allowed on top: the few
    hundred entries of one design's bin scatter that much by themselves.
    """
    p_cut = np.concatenate([each.p_cut for each in drawings])
    made = np.concatenate([each.made for each in drawings])
    return [
        f"P(cut) {said:.2f} was {was:.2f} of {count}"
        for said, was, count in bins(p_cut, made)
        if count >= BIN_FROM
        and abs(said - was) > BIN + errors * float(np.sqrt(said * (1 - said) / count))
    ]


def bribes_missed(robust: Sequence[int], trimmed: Sequence[int]) -> list[str]:
    """Whether calibrated-robust lets in at most half of what the trimmed mean does."""
    if sum(robust) <= BRIBED_SHARE * sum(trimmed):
        return []
    return [f"{sum(robust)} bribed entries under calibrated-robust, {sum(trimmed)} trimmed"]


def rounds_missed(drawings: Sequence[Final]) -> list[str]:
    """Whether the joint fit of two rounds beats the second one's mean and fixed weights."""
    tau = {name: float(np.mean([each.tau[name] for each in drawings])) for name in drawings[0].tau}
    found = []
    joint = tau.pop("joint")
    if joint - tau["mean of the 2nd"] < JOINT_OVER_MEAN:
        gain = joint - tau["mean of the 2nd"]
        found.append(
            f"the joint fit gains {gain:.4f} over the second mean, {JOINT_OVER_MEAN} wanted"
        )
    if max(tau.values()) - joint > BELOW_BEST:
        found.append(f"the joint fit is {max(tau.values()) - joint:.4f} under the best rule")
    covered = float(np.mean([each.covered for each in drawings]))
    if not JOINT_COVERED[0] <= covered <= JOINT_COVERED[1]:
        found.append(f"90% intervals of the final hold {covered:.3f}")
    return found
