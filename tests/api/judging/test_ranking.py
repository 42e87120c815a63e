"""The ranking through its door: what is in it when, and what opens only with the published list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contest.models import Round
from core import clock
from judging.models import ScoreCell, ScoreSheet, Slot
from judging.selectors.standing import standing_of
from judging.services.deliberations import deliberation_open
from judging.services.motions import motion_count, motion_put, motion_record, motion_vote
from judging.services.recusals import recusal_declare
from judging.services.what_ifs import what_if_ask, what_if_attest
from tests.factories import judging

MOST_STATEMENTS = 10


@pytest.fixture
def five(db):
    """An open round of five entries and five judges; three go on."""
    made = judging.final(
        entries=5,
        judges=5,
        panel={"seats": 5, "kinds": {"technical": 5}, "minimum_sheets": 3, "alternates": 1},
    )
    made.prepare()
    return made


def ranking(final, door, role="organizer"):
    status, body = door(final.by(role)).get(f"rounds/{final.round.uid}/ranking")
    assert status == 200, body
    return body


def marks(final, slot, *totals):
    """Signed sheets of these totals, seat by seat."""
    for seat, total in zip(final.seats, totals, strict=True):
        final.sign(seat, slot, technology=total, market="30")


def spread_day(final):
    """Five entries whose judges differ, so that models have something to hold."""
    for at, slot in enumerate(final.slots()):
        final.to_scoring(slot)
        technology = [f"{55 - 4 * at - (seat * 7 + at * 3) % 6}" for seat in range(5)]
        marks(final, slot, *technology)
        final.reveal(slot)


def test_while_the_round_runs_only_what_the_hall_has_seen_is_in_it(five, door):
    """A slot that is sealed in silence is nobody's yet."""
    first, second, *_ = five.slots()
    assert ranking(five, door)["rows"] == []
    five.to_scoring(first)
    marks(five, first, "50", "48", "46", "44", "42")
    body = ranking(five, door)
    assert body["rows"] == []
    assert body["missing"] == {"sheets": 20, "entries": 5}
    five.command(first, "seal", "reveal")
    five.cue("step", step=1)
    assert ranking(five, door)["rows"] == []
    for step in (2, 3):
        five.cue("step", step=step)
    body = ranking(five, door)
    assert (body["state"], body["version"]) == ("running", None)
    assert [(row["number"], row["rank"], row["final"]) for row in body["rows"]] == [
        (first.entry.number, 1, "76.00")
    ]
    assert body["missing"] == {"sheets": 20, "entries": 4}
    assert second.entry.number not in str(body)
    _, opened = door(five.by("organizer")).get(
        f"rounds/{five.round.uid}/ranking/entries/{first.entry.uid}"
    )
    # What the hall has seen: totals by seat; whose they are and of what marks waits for the close.
    assert {each["total"] for each in opened["sheets"]} == {
        "80.00",
        "78.00",
        "76.00",
        "74.00",
        "72.00",
    }
    assert {str(each["marks"]) for each in opened["sheets"]} == {"{}"}
    assert {each["judge"] for each in opened["sheets"]} == {None}


def test_a_sheet_of_a_recused_judge_is_not_missing(five, door):
    slot = five.slots()[0]
    recusal_declare(
        seat=five.seats[4], entry=slot.entry, source="system", reason="kin", at=five.tick()
    )
    assert ranking(five, door)["missing"]["sheets"] == 24


def test_a_decided_round_has_its_version_lines_ranges_and_chances(five, door):
    spread_day(five)
    five.close()
    assert ranking(five, door)["state"] == "running"
    five.compute()
    body = ranking(five, door)
    assert (body["state"], body["version"], body["least_judges"]) == ("provisional", 1, 5)
    assert [cut["after"] for cut in body["cuts"]] == [3, 1, 2]
    assert (body["chances"], body["chances_why"]) == ("shown", None)
    assert body["method"] == {"name": "calibrated", "version": 1, "draws": 1000}
    assert len(body["hash"]) == 64
    assert "平均" in body["rule"]["zh"]
    assert "average of all valid sheets" in body["rule"]["en"]
    assert [row["rank"] for row in body["rows"]] == [1, 2, 3, 4, 5]
    assert all(row["range"]["best"] <= row["range"]["worst"] for row in body["rows"])
    assert sum(row["chance"] for row in body["rows"]) == pytest.approx(3, abs=0.01)
    assert [each["seat"] for each in body["rows"][0]["places"]] == ["1", "2", "3", "4", "5"]
    assert (body["what_if"]["state"], body["what_if"]["opening"]) == ("closed", None)
    five.lock()
    assert ranking(five, door, "witness")["state"] == "locked"


def test_a_result_whose_sheets_have_changed_is_stale(five, door):
    spread_day(five)
    five.close()
    five.compute()
    assert ranking(five, door)["stale"] is False
    ScoreCell.objects.filter(sheet=ScoreSheet.objects.first(), criterion="market").update(value=0)
    body = ranking(five, door)
    assert (body["state"], body["version"], body["stale"]) == ("provisional", 1, True)


def test_an_entry_that_the_panel_struck_has_no_place(five, door):
    spread_day(five)
    five.close()
    five.compute()
    with clock.frozen(five.now):
        deliberation = deliberation_open(
            round=five.round, mode="attributed", actor=five.by("organizer"), at=five.tick()
        )
        first = ranking(five, door)["rows"][0]
        entry = next(each for each in five.entries if str(each.uid) == first["entry"])
        motion = motion_put(
            deliberation=deliberation, entry=entry, kind="disqualify", text="弄虚作假",
            clause="第八条", order=[], actor=five.by("organizer"), at=five.tick(),
        )  # fmt: skip
        for seat in five.seats:
            motion_vote(motion=motion, seat=seat, choice="for", at=five.tick())
        motion_count(motion=motion, actor=five.by("organizer"), at=five.tick())
        motion_record(motion=motion, actor=five.by("organizer"), at=five.tick())
        body = ranking(five, door)
    assert (body["state"], body["version"], body["stale"]) == ("under_review", 2, False)
    assert [row["rank"] for row in body["rows"]] == [1, 2, 3, 4, None]
    assert (body["rows"][-1]["entry"], body["rows"][-1]["outcome"]) == (
        first["entry"], "disqualified",
    )  # fmt: skip


def test_who_did_not_come_stands_last_without_a_figure(five, door):
    spread = five.slots()
    five.command(spread[0], "withdraw")
    for slot in spread[1:]:
        five.play(slot)
    five.close()
    five.compute()
    last = ranking(five, door)["rows"][-1]
    assert (last["number"], last["outcome"], last["rank"]) == (
        spread[0].entry.number, "withdrawn", None,
    )  # fmt: skip


def test_one_entry_opens_to_its_formula_and_inputs(five, door):
    spread_day(five)
    five.close()
    five.compute()
    row = ranking(five, door)["rows"][1]
    status, body = door(five.by("scorekeeper")).get(
        f"rounds/{five.round.uid}/ranking/entries/{row['entry']}"
    )
    assert status == 200
    assert body["final"] == row["final"]
    assert body["formula"]["zh"].endswith(f"取 {row['final']}")
    assert body["formula"]["en"].endswith(f"rounded {row['final']}")
    assert len(body["sheets"]) == 5
    assert body["sheets"][0]["judge"] == {"zh": "J1", "en": "J1"}
    assert {each["rank_without"] for each in body["sheets"]} >= {row["rank"]}
    assert body["calibrated"] is None
    assert all(step["text"]["zh"] and step["text"]["en"] for step in body["steps"])


def test_judges_are_closed_until_the_list_is_published(five, door):
    spread_day(five)
    five.close()
    five.compute()
    five.lock()
    path = f"rounds/{five.round.uid}/ranking"
    status, problem = door(five.by("organizer")).get(f"{path}/judges")
    assert (status, problem["code"]) == (409, "what_if_closed")
    five.publish("proposed")
    with clock.frozen(five.now):
        status, body = door(five.by("organizer")).get(f"{path}/judges")
        assert status == 200
        assert [each["seat"] for each in body["rows"]] == ["1", "2", "3", "4", "5"]
        assert body["refused"] is None
        entry = ranking(five, door)["rows"][0]["entry"]
        _, explained = door(five.by("organizer")).get(f"{path}/entries/{entry}")
    found = explained["calibrated"]
    effects = sum(float(each["effect"]) for each in found["per_judge"])
    parts = float(found["mean"]) + effects + float(found["rest"])
    assert parts == pytest.approx(float(found["score"]), abs=0.05)


def test_seats_have_no_names_while_marks_are_given_even_where_what_if_is_open(five, door):
    spread_day(five)
    what_if_ask(round=five.round, reason="核对", actor=five.by("organizer"), at=five.tick())
    what_if_attest(round=five.round, actor=five.by("witness"), at=five.tick())
    organizer, path = door(five.by("organizer")), f"rounds/{five.round.uid}/ranking"
    entry = organizer.get(path)[1]["rows"][0]["entry"]
    explained = organizer.get(f"{path}/entries/{entry}")[1]
    judges = organizer.get(f"{path}/judges")[1]
    shown = (*explained["sheets"], *explained["calibrated"]["per_judge"], *judges["rows"])
    assert {each["judge"] for each in shown} == {None}
    five.close()
    assert None not in {
        each["judge"] and each["judge"]["zh"] for each in organizer.get(f"{path}/judges")[1]["rows"]
    }


def test_judges_teams_and_the_chair_have_no_ranking(five, door):
    path = f"rounds/{five.round.uid}/ranking"
    outside = (five.judge(1), five.judge(2), five.leader(five.entries[0]), five.by("timekeeper"))
    for person in outside:
        assert door(person).get(path)[0] == 404
        assert door(person).get(f"{path}/judges")[0] == 404


def test_an_entry_that_is_not_in_it_is_not_found(five, door):
    slot = five.slots()[0]
    status, _ = door(five.by("organizer")).get(
        f"rounds/{five.round.uid}/ranking/entries/{slot.entry.uid}"
    )
    assert status == 404


def test_statements_do_not_grow_with_entries_and_judges(five):
    round_ = Round.objects.select_related("edition__contest__host", "rulebook").get()
    first, *rest = five.slots()
    five.play(first)
    standing_of(round_)
    with CaptureQueriesContext(connection) as few:
        standing_of(round_)
    for slot in rest:
        five.play(slot)
    with CaptureQueriesContext(connection) as many:
        found = standing_of(round_)
    assert len(found.room.sheets) == Slot.objects.count() == 5
    assert len(many) == len(few) <= MOST_STATEMENTS
