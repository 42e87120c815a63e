import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.selectors.viewers import viewer_for
from core.viewer import ANONYMOUS
from judging.models import Recusal, Room, ScoreCell, ScoreSheet, Slot, SlotState
from judging.selectors.room_state import (
    Audience,
    room_audience,
    room_by_uid,
    room_snapshot,
    room_state,
)
from judging.services.slots import slot_command
from tests.leaks import figures_shown
from tests.system.faults import seed as seeds

SEAT = {"filled": 0, "cells": [], "signed_at": None}
CONSOLE, JUDGE, STAGE = Audience("console"), Audience("judge"), Audience("stage")


@pytest.fixture
def final(db):
    seeded = seeds.seed(judges=3, entries=2)
    seeded.room.current_slot = seeded.slots[0]
    seeded.room.save()
    return seeded


def see(final, audience):
    return room_state(room_id=final.room.uid, audience=audience)


def watcher(person):
    return viewer_for(account=seeds.account(person), device_id=None, at=clock.now())


def room_of(final):
    room = room_by_uid(final.room.uid)
    assert room is not None
    return room


def audience_of(final, person):
    return room_audience(viewer=watcher(person), room=room_of(final))


def fill(final, judge, total=90):
    """A signed sheet whose parts make the total, given in points."""
    sheet = final.sheets[judge][0]
    ScoreCell.objects.filter(sheet=sheet).update(value=0)
    ScoreCell.objects.filter(sheet=sheet, criterion="technology").update(value=total * 100)
    sheet.state, sheet.total, sheet.signed_at = "signed", total * 100, clock.now()
    sheet.save()


ROLES = {
    "organizer": "console",
    "timekeeper": "console",
    "scorekeeper": "console",
    "verifier": "console",
    "witness": "console",
    "event_desk": "console",
    "technician": "console",
    "emcee": "emcee",
    "investment_manager": None,
    "eligibility_officer": None,
}


@pytest.mark.parametrize(("role", "kind"), ROLES.items())
def test_who_watches_as_what(final, role, kind):
    who = seeds.person(role)
    seeds.member(who, final.edition, role)
    audience = audience_of(final, who)
    assert (audience.kind if audience else None) == kind


def test_who_watches_nothing(final):
    other = seeds.seed(judges=1, entries=1)
    stranger = seeds.person("x")
    seeds.member(stranger, other.edition, "organizer")
    assert audience_of(final, stranger) is None
    assert audience_of(final, other.judges[0].person) is None
    assert room_audience(viewer=ANONYMOUS, room=room_of(final)) is None


def test_a_judge_is_a_judge_whatever_else_they_are(final):
    judge = final.judges[0]
    seeds.member(judge.person, final.edition, "organizer")
    Recusal.objects.create(
        seat=judge.seat, entry=final.slots[1].entry, source="self", declared_at=clock.now()
    )
    hidden = frozenset({final.slots[1].entry_id})
    assert audience_of(final, judge.person) == Audience("judge", hidden)


def test_the_console_sees_states_and_counts(final):
    fill(final, 0)
    ScoreCell.objects.filter(sheet=final.sheets[1][0], criterion="market").update(value=1234)
    Recusal.objects.create(
        seat=final.judges[2].seat,
        entry=final.slots[0].entry,
        source="self",
        declared_at=clock.now(),
    )
    body = see(final, CONSOLE)
    signed_at = final.sheets[0][0].signed_at
    every = ["technology", "market", "business", "team", "defense"]
    assert body["slots"][0]["sheets"] == [
        {**SEAT, "seat": 1, "state": "signed", "filled": 5, "cells": every}
        | {"signed_at": clock.instant_text(signed_at)},
        {**SEAT, "seat": 2, "state": "open", "filled": 1, "cells": ["market"]},
        {**SEAT, "seat": 3, "state": "recused"},
    ]
    assert (body["moves"], body["undo"]) == ([], None)
    assert body["current"] == str(final.slots[0].uid)
    assert figures_shown(body, "12.34", "1234") == []


def test_no_audience_sees_a_change_of_value(final):
    with clock.frozen(clock.now()):
        fill(final, 0)
        before = [json.dumps(see(final, each)) for each in (CONSOLE, JUDGE, STAGE)]
        fill(final, 0, total=12)
    assert [json.dumps(see(final, each)) for each in (CONSOLE, JUDGE, STAGE)] == before


def test_a_recused_judge_sees_no_slot(final):
    assert see(final, JUDGE)["slot"]["entry"]["number"] == "T-001"
    hidden = Audience("judge", frozenset({final.slots[0].entry_id}))
    assert see(final, hidden)["slot"] is None


@pytest.mark.parametrize("state", SlotState.values)
@pytest.mark.parametrize("scene", ["countdown", "judging", "reveal"])
def test_the_stage_shows_cards_only_of_what_is_revealed(final, scene, state):
    for judge, total in enumerate((90, 80, 71)):
        fill(final, judge, total=total)
    slot = final.slots[0]
    Slot.objects.filter(pk=slot.pk).update(state=state)
    program = {"scene": scene, "step": 3, "text": "", "slot": str(slot.uid)}
    Room.objects.filter(pk=final.room.pk).update(program=program)
    body = see(final, STAGE)
    if scene == "reveal" and state in {"revealed", "confirmed"}:
        assert (body["scene"], body["final"], body["signed"]) == ("reveal", "80.33", 3)
        assert [card["total"] for card in body["cards"]] == ["90.00", "80.00", "71.00"]
    else:
        assert not {"cards", "final", "board"} & set(body)
        assert figures_shown(body["slot"], "90", "9000") == []


def test_nothing_on_stage(final):
    final.room.current_slot = None
    final.room.save()
    assert (see(final, STAGE)["scene"], see(final, STAGE)["slot"]) == ("waiting", None)
    assert see(final, JUDGE)["slot"] is None
    assert see(final, CONSOLE)["current"] is None


def test_the_same_number_of_statements_for_any_number_of_slots(final):
    many = seeds.seed(judges=3, entries=12)
    many.room.current_slot = many.slots[0]
    many.room.save()
    counts, snapshot = [], {}
    for seeded in (final, many):
        with CaptureQueriesContext(connection) as captured:
            snapshot = room_snapshot(room_id=seeded.room.uid, audience=CONSOLE)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 16
    assert len(snapshot["body"]["slots"]) == 12


def test_the_console_says_what_was_done_last_and_what_can_be_taken_back(final):
    who = seeds.person("timekeeper")
    for slot in final.slots:
        slot.state = SlotState.WAITING
        slot.save()
    for verb in ("call", "start_pitch"):
        slot_command(slot=final.slots[1], verb=verb, actor=who, at=clock.now())
    body = see(final, CONSOLE)
    assert [move["verb"] for move in body["moves"]] == ["start_pitch", "call"]
    assert body["undo"]["move"] == body["moves"][0]["id"]
    assert body["undo"]["by"] == {"zh": who.name, "en": who.name}
    assert body["slots"][1]["called_at"] == body["moves"][1]["at"]
    for audience in (JUDGE, STAGE):
        said = json.dumps(see(final, audience))
        assert not {"moves", "undo", "called_at", "cells", "signed_at"} & set(said.split('"'))


@pytest.mark.parametrize(
    ("step", "final_shown"), [(0, None), (2, None), (3, "80.33"), (4, "80.33")]
)
def test_the_console_has_a_final_once_the_hall_has(final, step, final_shown):
    for judge, total in enumerate((90, 80, 71)):
        fill(final, judge, total=total)
    slot = final.slots[0]
    slot.state, slot.shown_step = SlotState.REVEALED, step
    slot.save()
    assert [each["final"] for each in see(final, CONSOLE)["slots"]] == [final_shown, None]


def test_a_superseded_sheet_is_not_shown(final):
    ScoreSheet.objects.filter(pk=final.sheets[0][0].pk).update(state="superseded")
    assert see(final, CONSOLE)["slots"][0]["sheets"][0]["state"] == "none"
