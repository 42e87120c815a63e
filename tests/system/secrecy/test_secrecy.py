"""Two worlds of one seed, everything that each column can fetch: not a byte may differ.

Whoever may know the difference is named below, and must see it: a runner that sees nothing
proves nothing.
"""

from __future__ import annotations

from functools import partial

import pytest

from judging.selectors import stage
from tests.system.policy.world import COLUMNS
from tests.system.secrecy.pairs import PLAIN, hall, permuted
from tests.system.secrecy.worlds import Worlds, differences

pytestmark = pytest.mark.timeout(900)

JUDGES = {"chair": 1, "judge": 2, "judge_recused": 3}
# Once everything is sealed and computed, these see values before anything is published.
RESULT_STAFF = {"organizer", "scorekeeper", "verifier", "witness"}
# The hall has seen each revealed final.
STAGE = {"emcee", "screen"}
# The console's staff without an office over results: a final is theirs once the hall has it.
ROOM_STAFF = {"timekeeper", "technician", "event_desk"}
# Whoever runs the edition, or watches it, knows that the fourth entry exists.
KNOW_NOTHING_OF_THE_FOURTH = {
    "anonymous",
    "stranger",
    "judge_recused",
    "team_leader",
    "team_member",
    "other_team",
    *(column for column in COLUMNS if column.startswith("other.")),
}


def _decides(line: str) -> bool:
    """What who decides on a correction sees of the one mark, once its slot is sealed."""
    return line.startswith(("verifier ", "chair ")) and line.endswith("/corrections")


@pytest.mark.parametrize("whose", ["own", pytest.param("other", marks=pytest.mark.slow)])
def test_permuted_marks_before_anything_is_shown(worlds: Worlds, whose: str) -> None:
    """No role sees a value before sealing and reveal.

    People of another host are asked every day once there is a result (below).
    """
    asked = {each for each in COLUMNS if each.startswith("other.") == (whose == "other")}
    columns = asked - set(JUDGES)
    assert columns
    found = worlds.differences(lambda: hall(PLAIN), lambda: hall(permuted()), columns)
    assert [line for line in found if not _decides(line)] == []
    # Entry 1 is sealed: whether a signed mark of it is corrected, the verifier has to decide.
    assert bool(found) == (whose == "own")


def test_a_judge_sees_her_own_marks_and_no_other(worlds: Worlds) -> None:
    """Her own sheets are the same in both worlds; every other judge's differ."""
    one, choices = worlds.fetch(lambda: hall(PLAIN), set(JUDGES))
    for column, seat in JUDGES.items():
        marks = permuted(but_seat=seat)
        other, _ = worlds.fetch(partial(hall, marks), set(JUDGES), choices)
        own = differences({column: one[column]}, other)
        assert [line for line in own if not _decides(line)] == []
        assert differences(one, other), "the other judges see that theirs differ"


def test_how_far_a_colleague_is_stays_hers(worlds: Worlds) -> None:
    """Whether seat 3 has typed and signed is the console's and the chair's to know."""
    behind = {place: given for place, given in PLAIN.items() if place != (2, 3)}
    found = worlds.differences(
        lambda: hall(PLAIN), lambda: hall(behind), {"judge", "emcee", "team_leader", "organizer"}
    )
    # The hall sees how many have signed, and not who.
    assert {line.split(" ")[0] for line in found} == {"organizer", "emcee"}


@pytest.mark.parametrize("step", [0, 1])
def test_the_hall_sees_a_mark_from_its_step_on(worlds: Worlds, step: int) -> None:
    """Cards that lie face down are the same for any marks; open ones are not.

    The console has no final before the hall has it.
    """
    found = worlds.differences(
        lambda: hall(PLAIN, step=step), lambda: hall(permuted(), step=step), STAGE | ROOM_STAFF
    )
    assert [line for line in found if line.split(" ")[0] in ROOM_STAFF] == []
    assert bool(found) == (step == 1)


@pytest.mark.parametrize(("told", "step"), [("marks", 0), ("marks", 1), ("names", 4)])
def test_outside_the_hall_a_mark_is_seen_from_its_step_on(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch, told: str, step: int
) -> None:
    """And never where the rules keep marks for the publication."""
    monkeypatch.setattr(stage, "room_told", lambda _room: told)
    found = worlds.differences(
        lambda: hall(PLAIN, step=step), lambda: hall(permuted(), step=step), {"anonymous"}
    )
    open_to_all = ["anonymous /c/hall-2026/live", "anonymous stream"]
    assert found == (open_to_all if (told, step) == ("marks", 1) else [])


def test_permuted_marks_between_lock_and_publication(worlds: Worlds) -> None:
    """A locked result is the result staff's; the hall has what was revealed; others nothing."""
    others = set(COLUMNS) - RESULT_STAFF - STAGE - set(JUDGES)
    found = worlds.differences(
        lambda: hall(PLAIN, sealed=True),
        lambda: hall(permuted(), sealed=True),
        others | RESULT_STAFF,
    )
    assert [line for line in found if line.split(" ")[0] in others - ROOM_STAFF] == []
    in_the_room = [line for line in found if line.split(" ")[0] in ROOM_STAFF]
    assert [line for line in in_the_room if not line.endswith(("/room", " socket"))] == []
    seen = {line.split(" ")[0] for line in found} - ROOM_STAFF
    assert seen == RESULT_STAFF, "the runner sees differences"


def test_an_entry_that_a_judge_is_recused_from_does_not_exist_for_her(worlds: Worlds) -> None:
    """Nor for teams, strangers and other hosts; the organizer sees it."""
    found = worlds.differences(
        lambda: hall(PLAIN, with_recused=True),
        lambda: hall(PLAIN),
        KNOW_NOTHING_OF_THE_FOURTH | {"organizer"},
    )
    # The draw is public: its page names every entry of the round by number, to anybody; a team's
    # own page says how many they are.
    told = [line for line in found if not line.endswith(("/c/hall-2026/draw", "/turns"))]
    assert [line for line in told if not line.startswith("organizer ")] == []
    assert told, "the runner sees differences"
