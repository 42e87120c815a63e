"""Bad input at every real door: a clear refusal in both languages, and nothing has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.system.contract.bad_input.case import PHASES
from tests.system.contract.bad_input.faults import FAULTS
from tests.system.contract.bad_input.judgment import wrong_lines
from tests.system.contract.bad_input.stage import Stage
from tests.system.contract.bad_input.table import TABLE, of_phase

Staged = Callable[[str], Stage]


def test_the_table_is_large_and_no_line_is_there_twice() -> None:
    assert len(TABLE) >= 40
    assert len({case.name for case in TABLE}) == len(TABLE)
    assert {case.phase for case in TABLE} == set(PHASES)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_turns_its_lines_red(
    staged: Staged, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The table would notice: exactly the lines that the missing check stands behind."""
    fault = FAULTS[name]
    asked = {*fault.red, *fault.green}
    cases = [case for case in of_phase(fault.phase) if case.name in asked]
    assert len(cases) == len(asked)
    world = staged(fault.phase)
    fault.plant(monkeypatch)
    findings = wrong_lines(world, cases)
    red = {case.name for case in cases if any(f.startswith(f"{case.name}: ") for f in findings)}
    assert red == set(fault.red), findings


@pytest.mark.parametrize("phase", PHASES)
def test_bad_input(staged: Staged, phase: str) -> None:
    """Each line is refused as it says, told in both languages, and leaves no trace."""
    cases = of_phase(phase)
    wrong = wrong_lines(staged(phase), cases)
    assert not wrong, f"{len(wrong)} findings in {len(cases)} lines\n" + "\n".join(wrong)
