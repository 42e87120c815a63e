"""Each figure of the benches of proof can miss, and a noisy or idle run proves nothing."""

import pytest

from bench import faults, isolate, reconnect
from bench.frame import exit_code

STORM = dict.fromkeys((*faults.NEVER, "unfelt"), 0) | {"equal_p99_s": 1.2, "client": 0.1}
ROUND = {
    "alone_p95": 4.0,
    "beside_p95": 7.9,
    "beside_client": 0.1,
    "crowd_client": 0.3,
    "hertz": 3.9,
}
BACK = {"product_cpu_us": 130.0, "bare_cpu_us": 70.0}


def test_a_clean_storm_holds():
    assert exit_code(faults.targets("pg", [STORM, STORM])) == 0


@pytest.mark.parametrize("name", [*faults.NEVER, "unfelt"])
def test_one_of_anything_is_a_storm_lost(name):
    assert exit_code(faults.targets("pg", [STORM, STORM | {name: 1}])) == 1


def test_viewers_that_come_late_are_a_miss_and_a_busy_client_is_no_verdict():
    assert exit_code(faults.targets("pg", [STORM, STORM | {"equal_p99_s": 2.1}])) == 1
    assert exit_code(faults.targets("pg", [STORM | {"client": 0.9}])) == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, 0),
        ({"beside_p95": 8.1}, 1),
        ({"hertz": 0.0}, 2),
        ({"crowd_client": 0.9}, 2),
        ({"beside_client": 0.9}, 2),
    ],
)
def test_isolation(changed, code):
    assert exit_code(isolate.targets([ROUND | changed])) == code


def test_isolation_on_a_noisy_floor_is_no_verdict():
    assert exit_code(isolate.targets([ROUND, ROUND | {"alone_p95": 9.0}])) == 2


@pytest.mark.parametrize(("cpu", "code"), [(130.0, 0), (141.0, 1)])
def test_reconnect(cpu, code):
    assert exit_code(reconnect.targets([BACK | {"product_cpu_us": cpu}])) == code


def test_reconnect_on_a_noisy_floor_is_no_verdict():
    assert exit_code(reconnect.targets([BACK, BACK | {"bare_cpu_us": 150.0}])) == 2
