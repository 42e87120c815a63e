"""An alternate and the judge before her: neither knows the marks of the other, nor do others."""

from __future__ import annotations

from functools import partial
from typing import Final

import pytest

from tests.system.policy.world import COLUMNS
from tests.system.secrecy.pairs import replaced
from tests.system.secrecy.worlds import Worlds

pytestmark = pytest.mark.timeout(600)

ROOM: Final = {"alternate", "judge_recused", "judge", "chair", "organizer", "timekeeper", "emcee"}
ALL: Final = set(COLUMNS)


def _told(
    worlds: Worlds, columns: set[str], one: dict[str, str], other: dict[str, str]
) -> set[str]:
    found = worlds.differences(partial(replaced, **one), partial(replaced, **other), columns)
    return {line.split(" ")[0] for line in found}


@pytest.mark.parametrize(
    "columns", [ROOM, pytest.param(ALL, marks=pytest.mark.slow)], ids=["room", "all"]
)
def test_an_alternates_mark_is_hers_alone(worlds: Worlds, columns: set[str]) -> None:
    one, other = {"before": "33", "after": "26.50"}, {"before": "33", "after": "35.50"}
    assert _told(worlds, columns, one, other) == {"alternate"}


@pytest.mark.parametrize(
    "columns", [ROOM, pytest.param(ALL, marks=pytest.mark.slow)], ids=["room", "all"]
)
def test_what_the_judge_before_her_marked_stays_that_judges(
    worlds: Worlds, columns: set[str]
) -> None:
    """Who left still sees what she signed."""
    one, other = {"before": "33", "after": "26.50"}, {"before": "37.50", "after": "26.50"}
    assert _told(worlds, columns, one, other) == {"judge_recused"}
