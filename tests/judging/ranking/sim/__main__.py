"""The whole suite: ``python -m tests.judging.ranking.sim [--seeds N]``; exit 1 where one misses."""

import argparse
import sys

import numpy as np

from tests.judging.ranking.sim.bribes import bribed_in_top
from tests.judging.ranking.sim.designs import DESIGNS, Design
from tests.judging.ranking.sim.limits import (
    SIMPLE,
    bins_missed,
    bribes_missed,
    missed,
    rounds_missed,
)
from tests.judging.ranking.sim.measures import Seen, bins, seen
from tests.judging.ranking.sim.stages import RULES, TwoRounds, final


def main() -> int:
    """Print a line a design; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.judging.ranking.sim")
    parser.add_argument("--seeds", type=int, default=4)
    wanted = parser.parse_args()
    seeds = range(1, wanted.seeds + 1)
    names = [*SIMPLE, "calibrated"]
    print(f"{'design':<28} {' '.join(f'{name[:9]:>9}' for name in names)}   ceiling  cover steps")
    bad, everything = 0, list[Seen]()
    for design in DESIGNS:
        drawings = [seen(design, seed) for seed in seeds]
        everything += drawings
        misses = missed(design, drawings)
        bad += bool(misses)
        print(line(design, drawings, names), *misses, sep="  ")
    misses = bins_missed(everything)
    bad += bool(misses)
    print(f"chances of the cut over all designs: {chances(everything)}", *misses, sep="  ")
    for bought in (1, 2):
        counts = [bribed_in_top(seed, bought=bought) for seed in seeds]
        sums = {name: np.mean([each[name] for each in counts]) for name in counts[0]}
        misses = bribes_missed(
            [each["calibrated-robust"] for each in counts], [each["trimmed"] for each in counts]
        )
        bad += bool(misses)
        shown = ", ".join(f"{name} {value:.2f}" for name, value in sums.items())
        print(f"{bought} of five bought, in the top 100: {shown}", *misses, sep="  ")
    finals = [final(TwoRounds(), seed) for seed in seeds]
    misses = rounds_missed(finals)
    bad += bool(misses)
    for name in RULES:
        tau = np.mean([each.tau[name] for each in finals])
        recall = np.mean([each.recall[name] for each in finals])
        print(f"two rounds, {name:<16} tau {tau:.4f}, of the best tenth {recall:.2f}")
    covered = np.mean([each.covered for each in finals])
    print(f"two rounds, 90% intervals hold {covered:.3f}", *misses, sep="  ")
    print("all hold" if not bad else f"{bad} miss")
    return 1 if bad else 0


def line(design: Design, drawings: list[Seen], names: list[str]) -> str:
    """The figures of a design, means over its drawings."""
    taus = [f"{np.mean([each.tau[name] for each in drawings]):9.4f}" for name in names]
    ceiling = np.mean([each.ceiling for each in drawings])
    covered = np.mean([each.covered for each in drawings])
    steps = max(each.steps for each in drawings)
    figures = f"{' '.join(taus)} {ceiling:9.4f} {covered:6.3f} {steps:5d}"
    return f"{design.name:<28} {figures}  {chances(drawings)}"


def chances(drawings: list[Seen]) -> str:
    """Predicted and observed shares of the cut, bin by bin."""
    found = bins(
        np.concatenate([each.p_cut for each in drawings]),
        np.concatenate([each.made for each in drawings]),
    )
    return " ".join(f"{said:.2f}/{was:.2f}" for said, was, _ in found)


if __name__ == "__main__":
    sys.exit(main())
