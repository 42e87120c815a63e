"""The simulation suite in short; the whole runs with --full or ``python -m``."""

import sys
from dataclasses import replace

import pytest

from tests.judging.ranking.sim.__main__ import main
from tests.judging.ranking.sim.bribes import bribed_in_top
from tests.judging.ranking.sim.designs import DESIGNS
from tests.judging.ranking.sim.limits import bribes_missed, missed, rounds_missed
from tests.judging.ranking.sim.measures import seen
from tests.judging.ranking.sim.stages import TwoRounds, final

SHORT = ("base", "judges of one kind", "6 tracks, 2% bridged", "panels, none bridged")


@pytest.mark.parametrize("name", SHORT)
def test_a_design_holds_its_limits(name: str) -> None:
    design = next(each for each in DESIGNS if each.name == name)
    assert missed(design, [seen(design, seed, draws=200) for seed in (1, 2)]) == []


def test_worse_figures_are_caught() -> None:
    """The limits see scores off the truth, intervals too short and chances that boast."""
    design = next(each for each in DESIGNS if each.name == "6 tracks, 2% bridged")
    drawing = seen(design, 1, draws=200)
    worse = replace(
        drawing,
        tau={**drawing.tau, "calibrated": drawing.tau["standardized"]},
        covered=0.85,
        p_cut=(drawing.p_cut + 0.3).clip(0, 1),
    )
    found = " ".join(missed(design, [worse]))
    for words in ("under the ceiling", "under the best simple rule", "hold 0.850", "P(cut)"):
        assert words in found


def test_bought_scores_rise_half_as_often_under_robust() -> None:
    counts = [bribed_in_top(seed, bought=1) for seed in (1, 2)]
    robust, trimmed = ([each[name] for each in counts] for name in ("calibrated-robust", "trimmed"))
    assert bribes_missed(robust, trimmed) == []
    assert bribes_missed([each["calibrated"] for each in counts], trimmed) != []


def test_two_rounds_together_beat_the_second_by_itself() -> None:
    short = TwoRounds(1000, 80, 5, 20, 8)
    finals = [final(short, seed) for seed in (1, 2, 3)]
    assert rounds_missed(finals) == []
    worse = [
        replace(each, tau={**each.tau, "joint": each.tau["mean of the 2nd"]}, covered=0.7)
        for each in finals
    ]
    found = " ".join(rounds_missed(worse))
    for words in ("gains 0.0000 over", "under the best rule", "hold 0.700"):
        assert words in found


@pytest.mark.slow
def test_the_whole_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["sim"])
    assert main() == 0
