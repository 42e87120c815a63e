"""The cues: who follows what, what is refused, and that black gives back the identical scene."""

import json

import pytest

from core import bus
from core.errors import Problem
from core.models import LogLeaf
from judging.models import LAST_STEP, Room, Scene, Slot
from judging.selectors.room_state import Audience, room_snapshot
from judging.selectors.stage import stage_state


def room():
    return Room.objects.select_related(
        "panel__round__edition__contest", "panel__round__rulebook", "current_slot"
    ).get()


def on_air():
    return room().program["scene"], room().program["step"]


def seen():
    return stage_state(room())


def sealed(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign_all(slot)
    return opened.command(slot, "seal")


def refused(opened, verb, **asked):
    with pytest.raises(Problem) as found:
        opened.cue(verb, **asked)
    return found.value.code


def test_the_slots_verbs_choose_the_scene_while_the_room_follows(opened):
    slot, found = opened.slots()[0], []
    for verb in ("call", "start_pitch", "start_questions", "start_scoring"):
        opened.command(slot, verb)
        found.append((*on_air(), room().program["slot"] == str(slot.uid)))
    opened.sign_all(slot)
    for verb in ("seal", "reveal"):
        opened.command(slot, verb)
        found.append((*on_air(), True))
    scenes = ["waiting", "countdown", "countdown", "judging", "judging", "reveal"]
    assert found == [(scene, 0, True) for scene in scenes]


def test_a_room_that_does_not_follow_changes_by_a_person_only(opened):
    opened.cue("take", scene="order")
    opened.cue("unfollow")
    slot = sealed(opened)
    opened.command(slot, "reveal")
    assert on_air() == ("order", 0)
    opened.cue("take", scene="reveal")
    assert (on_air(), room().program["slot"]) == (("reveal", 0), str(slot.uid))
    opened.cue("follow")
    assert on_air() == ("reveal", 0)


def test_whoever_leaves_the_stage_leaves_the_screen(opened):
    slot = opened.command(opened.slots()[0], "call")
    assert seen()["slot"]["entry"]["number"] == slot.entry.number
    opened.command(slot, "no_show", code="team_said")
    assert (seen()["scene"], seen()["slot"]) == ("waiting", None)


def test_a_reveal_opens_step_by_step_and_by_nothing_else(opened):
    slot = sealed(opened)
    assert refused(opened, "take", scene="reveal") == "cue_refused"
    opened.command(slot, "reveal")
    assert "final" not in seen()
    for step in range(1, LAST_STEP + 1):
        opened.cue("step")
        assert on_air() == ("reveal", step)
        assert Slot.objects.get(pk=slot.pk).shown_step == step
        assert ("final" in seen()) == (step >= 3)
    assert refused(opened, "step") == "cue_refused"
    assert seen()["rank"] == 1


def test_two_people_who_open_the_same_step_open_one(opened):
    opened.command(sealed(opened), "reveal")
    opened.cue("step", step=1)
    assert refused(opened, "step", step=1) == "cue_refused"
    assert refused(opened, "step", step=3) == "cue_refused"
    assert on_air() == ("reveal", 1)


def test_a_reveal_goes_on_where_the_hall_saw_it_stop(opened):
    opened.command(sealed(opened), "reveal")
    opened.cue("step")
    opened.cue("step")
    opened.cue("take", scene="message", text="请稍候")
    assert refused(opened, "step") == "cue_refused"
    opened.cue("take", scene="reveal")
    assert on_air() == ("reveal", 2)


def test_only_teams_with_a_place_are_in_the_leaderboard(opened):
    first, second, _third = opened.slots()
    opened.play(first)
    slot = opened.to_scoring(second)
    opened.sign_all(slot, 40)
    opened.command(slot, "seal", "reveal")
    opened.cue("step")
    opened.cue("take", scene="leaderboard")
    assert [row["entry"]["number"] for row in seen()["board"]] == [first.entry.number]


def test_black_and_back_to_the_identical_scene(opened):
    opened.command(sealed(opened), "reveal")
    opened.cue("step")
    before = (room().program, seen())
    opened.cue("black")
    assert seen() == {"scene": "black", "step": 0, "text": ""}
    assert refused(opened, "step") == "cue_refused"
    opened.cue("take", scene="black")
    assert on_air() == ("black", 0)
    opened.cue("black")
    assert (room().program, seen()) == before


def test_the_running_order_goes_on_under_black(opened):
    opened.cue("black")
    slot = opened.command(opened.slots()[0], "call", "start_pitch")
    assert on_air() == ("black", 0)
    opened.cue("black")
    assert (on_air(), room().program["slot"]) == (("countdown", 0), str(slot.uid))


def test_what_is_prepared_is_not_on_air_until_it_is_taken(opened):
    before = room_snapshot(room_id=room().uid, audience=Audience("stage"))
    opened.cue("preview", scene="message", text="茶歇")
    assert room_snapshot(room_id=room().uid, audience=Audience("stage")) == before
    opened.cue("take")
    assert (seen()["scene"], seen()["text"], room().preview) == ("message", "茶歇", None)
    assert refused(opened, "take") == "cue_refused"
    opened.cue("preview", scene="order")
    opened.cue("preview")
    assert room().preview is None


@pytest.mark.parametrize("scene", ["countdown", "judging", "reveal"])
def test_a_scene_that_needs_a_team_is_refused_without_one(opened, scene):
    assert refused(opened, "take", scene=scene) == "cue_refused"
    assert on_air() == ("waiting", 0)


def test_every_scene_can_be_taken(opened):
    opened.play(opened.slots()[0])
    for scene in set(Scene.values) - {Scene.CEREMONY}:  # waits for a result: `test_ceremonies`
        opened.cue("take", scene=scene, text="x")
        assert on_air()[0] == scene
        assert seen()["text"] == ("x" if scene == "message" else "")


def test_judges_are_told_nothing_of_a_cue(opened):
    opened.command(opened.slots()[0], "call")
    judge = room_snapshot(room_id=room().uid, audience=Audience("judge"))
    stage = room_snapshot(room_id=room().uid, audience=Audience("stage"))
    opened.cue("take", scene="order")
    assert room_snapshot(room_id=room().uid, audience=Audience("judge")) == judge
    assert room_snapshot(room_id=room().uid, audience=Audience("stage"))["v"] == stage["v"] + 1


def test_the_hall_is_told_of_a_signature_and_of_no_tap(opened):
    slot = opened.to_scoring(opened.slots()[0])
    before = room()
    opened.sign(opened.seats[0], slot, technology="40", market="30")
    after = room()
    assert after.version > before.version
    assert after.stage_version == before.stage_version + 1
    assert after.scene_version == before.scene_version
    assert (seen()["signed"], seen()["of"]) == (1, 3)


def test_a_cue_is_logged_and_told_after_the_commit(opened, django_capture_on_commit_callbacks):
    told = []
    stop = bus.subscribe(lambda uid, version: told.append((uid, version)))
    with django_capture_on_commit_callbacks(execute=True):
        opened.cue("take", scene="break")
        assert told == []
    stop()
    assert told == [(room().uid, room().version)]
    leaf = LogLeaf.objects.get(type="screen.take")
    assert json.loads(leaf.opening.body)["body"]["program"]["scene"] == "break"
