"""Jurors left out by rule, and the spread that calls for another."""

import pytest

from judging.tally.combine.figure import CombineRefused, Figure
from judging.tally.combine.jurors import spread, without_far, without_related

PANEL = [Figure("1", 80), Figure("2", 82), Figure("3", 84), Figure("4", 50)]


def test_whoever_belongs_to_the_entry_leaves() -> None:
    kept, gone = without_related(PANEL, entry_group="south", groups={"2": "south", "3": "north"})
    assert ([each.judge for each in kept], gone) == (["1", "3", "4"], ("2",))
    assert without_related(PANEL, entry_group="", groups={"2": ""}) == (PANEL, ())


def test_whoever_is_far_leaves_unless_too_few_would_stay() -> None:
    # mean 74: 50 is 24 away, the others at most 10
    kept, gone = without_far(PANEL, measure="mean", distance=20, minimum=3)
    assert ([each.judge for each in kept], gone) == (["1", "2", "3"], ("4",))
    assert without_far(PANEL, measure="mean", distance=20, minimum=4) == (PANEL, ())
    # median 81: only 50 is more than 3 away
    assert without_far(PANEL, measure="median", distance=3, minimum=1)[1] == ("4",)
    assert without_far(PANEL, measure="median", distance=31, minimum=1)[1] == ()


def test_spread() -> None:
    assert spread(PANEL) == 34
    with pytest.raises(CombineRefused, match="nothing_to_combine"):
        spread([])
    with pytest.raises(CombineRefused, match="nothing_to_combine"):
        without_far([], measure="mean", distance=1, minimum=1)
