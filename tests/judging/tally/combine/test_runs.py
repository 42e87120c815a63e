"""Several runs: best, sum, mean of the best k."""

from fractions import Fraction

import pytest

from judging.tally.combine.figure import CombineRefused
from judging.tally.combine.runs import Run, runs

RUNS = {1: 70, 2: 91, 3: 80, 4: 91}


def test_runs() -> None:
    assert runs(RUNS, rule="best") == Run(91, (2,))
    assert runs(RUNS, rule="best", more_is_better=False) == Run(70, (1,))
    assert runs(RUNS, rule="sum") == Run(332, (1, 2, 3, 4))
    # the best three of four: (91+80+91)/3 = 262/3
    assert runs(RUNS, rule="mean_of_best", best_of=3) == Run(Fraction(262, 3), (2, 3, 4))


@pytest.mark.parametrize(("figures", "best_of"), [({}, 1), ({1: 5}, 2), ({1: 5}, 0)])
def test_too_few_runs(figures: dict[int, int], best_of: int) -> None:
    with pytest.raises(CombineRefused, match="too_few_runs"):
        runs(figures, rule="mean_of_best", best_of=best_of)
