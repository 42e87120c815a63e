"""Weak bridges: judges and tracks whose absence parts the table, against plain removal."""

import random
from itertools import chain

import numpy as np
import pytest

from judging.ranking import bridges as module
from judging.ranking.bridges import Bridges, FewShared, WeakTrack, bridges_of
from judging.ranking.cut_vertices import cut_vertices
from judging.ranking.parts import part_of_rows
from judging.ranking.ranking import ranking
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores
from tests.judging.ranking.small import drawn, grid, table

TIED = {
    "A": "9 8 - - -", "B": "7 8 5 - -", "C": "- - 6 9 8", "D": "- - - 7 9", "E": "8 7 - - -",
    "F": "- - - 6 7",
}  # fmt: skip


def by_removal(scores: Scores) -> tuple[str, ...]:
    """Judges whose rows, taken out, leave more parts among the rows that remain."""
    before = part_of_rows(scores.entry, scores.judge)
    found = []
    for at, name in enumerate(scores.judges):
        rest = scores.judge != at
        after = part_of_rows(scores.entry[rest], scores.judge[rest])
        if len(np.unique(after)) > len(np.unique(before[rest])):
            found.append(name)
    return tuple(found)


def test_by_hand() -> None:
    found = bridges_of(table(grid(TIED)))
    # Only c saw entries of both sides, and two entries altogether.
    assert (found.parts, found.judges) == (1, ("c",))
    assert found.few_shared == (FewShared("c", 2),)
    assert found.lambda2 is not None
    assert 0 < found.lambda2 < 1
    sentence = ranking(table(grid(TIED)), Rule("mean"), closer=True).warnings
    assert sentence[0].startswith("Without c the others' scores would fall into parts")
    assert sentence[1].startswith("c shared fewer than three entries with others")


def sparse(seed: int) -> Scores:
    """Few scores, so that much hangs on single judges."""
    chance = random.Random(seed)
    rows = [
        (f"E{entry}", f"J{judge:02d}", "70")
        for entry in range(12)
        for judge in chance.sample(range(12), chance.choice([1, 2, 2, 3]))
    ]
    return table(rows)


@pytest.mark.parametrize("seed", range(40))
def test_single_judges_are_those_of_plain_removal(seed: int) -> None:
    assert bridges_of(sparse(seed)).judges == by_removal(sparse(seed))


def test_plain_removal_finds_some_and_not_all() -> None:
    """The comparison above has something to compare."""
    shares = [len(by_removal(sparse(seed))) / 12 for seed in range(40)]
    assert 0.05 < np.mean(shares) < 0.5


def test_a_long_chain_needs_no_recursion() -> None:
    count = 5000
    ends = [[each for each in (at - 1, at + 1) if 0 <= each < count] for at in range(count)]
    starts = [0, *np.cumsum([len(each) for each in ends]).tolist()]
    assert cut_vertices(starts, list(chain.from_iterable(ends))) == list(range(1, count - 1))


def test_tracks_that_hold_others_together_and_tracks_tied_by_few() -> None:
    figures = {"A": "9 8 - -", "B": "7 8 - -", "C": "- 6 7 -", "D": "- - 8 7", "E": "- - 6 9"}
    tracks = {"A": "T1", "B": "T1", "C": "T2", "D": "T3", "E": "T3"}
    found = bridges_of(table(grid(figures), tracks))
    assert found.tracks == ("T2",)
    assert [each.track for each in found.weak_tracks] == ["T1", "T2", "T3"]
    rows, of = drawn(3, tracks=3)
    assert bridges_of(table(rows, of)).tracks == ()
    assert bridges_of(table(rows, of)).weak_tracks == ()
    assert WeakTrack("T1", 1) in found.weak_tracks


def test_lambda2_is_zero_in_parts_and_the_least_contrast_of_a_full_table() -> None:
    apart = table(grid({"A": "9 8 - -", "B": "7 8 - -", "C": "- - 6 7", "D": "- - 8 7"}))
    assert (bridges_of(apart).parts, bridges_of(apart).lambda2) == (2, 0.0)
    full = bridges_of(table(grid(dict.fromkeys("ABCDEFGH", "9 8 7 6"))))
    # Each of n entries takes away only its own level: n is left of every contrast.
    assert full.lambda2 == pytest.approx(8.0)
    assert full == Bridges(1, full.lambda2, (), (), (), ())


def test_what_is_too_large_to_search_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, of = drawn(3, tracks=3)
    for name in ("MOST_PAIRS", "MOST_MET", "MOST_JUDGES"):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, 1)
            assert bridges_of(table(rows, of)).judges is None
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    assert bridges_of(table(rows, of)).tracks is None
