"""The bench of rankings: its table is one, and a peer that is missing is no pass."""

import numpy as np

from bench.frame import exit_code
from bench.rank import drawn, joint, linear, lsqr, targets, verdict


def test_the_table_has_each_pair_once() -> None:
    scores = drawn(50, 20, 5)
    pairs = scores.entry * 20 + scores.judge
    assert (np.diff(pairs) > 0).all()
    assert set(scores.per_entry.tolist()) == {5}
    linear(scores)
    lsqr(scores)
    joint(drawn(400, 20, 5))


def test_a_missing_peer_leaves_its_target_open() -> None:
    names = ("pandas_s", "linear_s", "lsqr_s", "small_s", "huge_s", "joint_s", "calibrated_s")
    round_ = {**dict.fromkeys(names, 1.0), "huge_s": 100.0, "lsqr_s": 4.0, "mixed_s": 2.0}
    held = verdict(targets([round_], [0.5]), [round_])
    assert exit_code(held) == 0
    alone = {**round_, "mixed_s": None}
    held = verdict(targets([alone], [0.5]), [alone])
    assert [each.id for each in held if each.holds is None] == ["rank.joint_3800_over_mixedlm"]
    assert exit_code(held) == 2
    slow = {**round_, "linear_s": 8.0}
    assert exit_code(verdict(targets([slow], [0.5]), [slow])) == 1
