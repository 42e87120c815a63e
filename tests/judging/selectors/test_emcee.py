"""The emcee hears what the hall hears, never earlier, and always knows who comes next."""

import pytest

from judging.models import ScoreCell, ScoreSheet
from judging.selectors.room_state import Audience, room_snapshot
from tests.factories.ceremonies import counted
from tests.factories.spectators import on_air, revealed, room_of, signed
from tests.leaks import figures_shown

pytestmark = pytest.mark.django_db
EMCEE = Audience("emcee")


def seen(made):
    return room_snapshot(room_id=room_of(made).uid, audience=EMCEE)["body"]


def told(made, *totals):
    """Which of these figures are anywhere in the emcee's body."""
    return figures_shown(seen(made), *totals)


def test_who_is_on_who_comes_next_and_the_clock_whatever_the_screen_shows():
    made = on_air()
    first, second, _third = made.slots()
    page = seen(made)["emcee"]
    assert (page["current"], page["upcoming"]["position"]) == (None, 1)
    made.command(first, "call", "start_pitch")
    for scene in ("order", "break", "black"):
        made.cue("take", scene=scene)
        page = seen(made)["emcee"]
        assert (page["current"]["position"], page["current"]["state"]) == (1, "pitching")
        assert (page["upcoming"]["position"], page["clock"]["duration_s"]) == (2, 480)
        assert page["place"]["round"] == made.round.name
        assert [turn["position"] for turn in page["running"]] == [1, 2, 3]
        made.cue("black") if scene == "black" else None
    made.command(first, "start_questions", "start_scoring", "hold")
    made.command(second, "call", "defer")
    assert seen(made)["emcee"]["upcoming"]["position"] == 3


def test_no_sheet_is_in_it_before_its_cue():
    """Other marks make the same body until the hall sees them."""
    made = on_air()
    slot = made.command(signed(made, made.slots()[0]), "seal")
    before = seen(made)
    cells = list(ScoreCell.objects.all())
    ScoreCell.objects.update(value=1)
    ScoreSheet.objects.update(total=3)
    assert seen(made) == before
    ScoreCell.objects.bulk_update(cells, ["value"])
    assert figures_shown(before, "61.00", "62.00", "63.00") == []
    made.command(slot, "reveal")
    assert told(made, "61.00", "62.00") == []
    made.cue("step", step=1)
    assert told(made, "61.00") == ["61.00"]
    assert "final" not in seen(made)


def test_a_census_of_all_that_the_emcee_hears_in_a_ceremony():
    made = counted()
    heard = [seen(made)]
    made.cue("take", scene="ceremony")
    heard.append(seen(made))
    for _ in range(6):
        made.cue("step")
        heard.append(seen(made))
    known = [figures_shown(body, "42.00", "52.00", "62.00") for body in heard]
    assert known == [
        [],
        [],
        [],
        ["42.00"],
        ["42.00"],
        ["42.00", "52.00"],
        ["42.00", "52.00"],
        ["42.00", "52.00", "62.00"],
    ]


def test_under_black_a_revealed_score_is_not_in_it_either():
    made = on_air()
    revealed(made, made.slots()[0], 4)
    made.cue("black")
    assert told(made, "62.00") == []
    assert seen(made)["scene"] == "black"
