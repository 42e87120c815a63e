"""The frame of the benches catches a noisy floor, a missed target and a second bench."""

import json

import pytest

from bench.frame import Busy, Target, alone, exit_code, judged, report

GOOD = Target("a", 2.0, 3.0, "ratio")
MISSED = Target("b", 3.5, 3.0, "ratio")


def test_a_quiet_floor_and_met_targets_pass():
    assert exit_code(judged([GOOD], [1.0, 1.2])) == 0


def test_a_missed_target_is_one():
    found = judged([GOOD, MISSED], [1.0, 1.2])
    assert [target.holds for target in found] == [True, False]
    assert exit_code(found) == 1


def test_a_noisy_floor_is_no_verdict_and_two():
    found = judged([GOOD, MISSED], [1.0, 2.1])
    assert exit_code(found) == 2
    assert [t["holds"] for t in json.loads(report("x", found, []))["targets"]] == [None, None]


def test_a_second_bench_is_refused_until_the_first_ends(tmp_path):
    lock = tmp_path / "lock"
    with alone(lock), pytest.raises(Busy), alone(lock):
        pass
    with alone(lock):
        pass
