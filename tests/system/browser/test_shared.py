"""What workers share: built once, and the machine for one test alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from tests.system.browser.shared import built_once, machine

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A run of this test's own."""
    monkeypatch.setenv("YISAI_TEST_HOME", str(tmp_path))


def test_two_who_come_at_once_get_what_one_of_them_built() -> None:
    built: list[Path] = []

    def build(folder: Path) -> str:
        built.append(folder)
        return f"{folder.name}, {len(built)}"

    with ThreadPoolExecutor(2) as both:
        asked = [both.submit(built_once, "stage", build) for _worker in range(2)]
        assert [each.result(10) for each in asked] == ["stage, 1", "stage, 1"]
    assert len(built) == 1


def test_many_share_the_machine() -> None:
    together = Barrier(2, timeout=10)

    def enters() -> None:
        with machine(alone=False):
            together.wait()  # both are inside

    with ThreadPoolExecutor(2) as both:
        for each in [both.submit(enters) for _worker in range(2)]:
            each.result(10)


@pytest.mark.parametrize("alone", [(True, False), (False, True)])
def test_who_wants_it_alone_has_it_alone(alone: tuple[bool, bool]) -> None:
    inside, second = Event(), Event()

    def comes_later() -> None:
        inside.wait(10)
        with machine(alone=alone[1]):
            second.set()

    with ThreadPoolExecutor(1) as other:
        late = other.submit(comes_later)
        with machine(alone=alone[0]):
            inside.set()
            assert not second.wait(0.3)
        late.result(10)
    assert second.is_set()
