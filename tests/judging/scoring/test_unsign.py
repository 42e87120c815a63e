"""Taking back a signature: another sheet in its place has the marks, the old one counts nowhere."""

from datetime import timedelta

import pytest

from contest.models import RoundState
from core import clock, tempo
from core.models import LogLeaf
from judging.models import (
    Recusal,
    Room,
    ScoreCell,
    ScoreOperation,
    ScoreSheet,
    SheetState,
    SlotState,
)
from judging.selectors.sheets import countable_sheets, own_sheet, sheet_body, sheets_progress
from tests.factories import core
from tests.judging.scoring.ops import (
    MARKS,
    apply,
    filled,
    live,
    score,
    sign,
    told,
    unsign,
)
from tests.system.faults import seed as seeds

DONE = [("applied", None)]
TOTAL = 7000


@pytest.fixture
def final(db):
    return seeds.seed(judges=3, entries=2)


@pytest.fixture
def signed(final):
    assert told(apply(*filled(final), sign(final))) == DONE * 6
    return final


def old(final):
    return ScoreSheet.objects.get(pk=final.sheets[0][0].pk)


def test_the_sheet_in_its_place_is_open_and_has_the_marks(signed):
    before = Room.objects.get()
    [outcome] = apply(unsign(signed))
    after = Room.objects.get()
    sheet = live(signed)
    assert (old(signed).state, old(signed).total) == (SheetState.SUPERSEDED, TOTAL)
    assert (sheet.state, sheet.total, sheet.signed_at) == (SheetState.OPEN, None, None)
    assert sheet.supersedes_id == old(signed).pk
    shown = {name: cell["value"] for name, cell in outcome.answer["sheet"]["cells"].items()}
    assert shown == {"technology": "22.50", "market": "18.00", "business": "17.00",
                     "team": "0.00", "defense": "12.50"}  # fmt: skip
    assert ScoreCell.objects.filter(sheet=sheet, rev=1).count() == len(MARKS)
    assert not ScoreCell.objects.filter(sheet=old(signed)).exists()
    assert LogLeaf.objects.latest("seq").type == "sheet.unsign"
    # The console hears of it; a judge would learn from a scene's version how busy others are.
    assert after.version == before.version + 1
    assert after.scene_version == before.scene_version
    # The hall sees how many have signed.
    assert after.stage_version == before.stage_version + 1


def test_the_answer_is_the_sheet_as_its_judge_reads_it(signed):
    [outcome] = apply(unsign(signed))
    sheet = live(signed)
    viewer = core.viewer(signed.judges[0].account)
    read = own_sheet(viewer=viewer, uid=sheet.uid)
    assert read is not None
    body = sheet_body(read)
    entry = body.pop("entry")
    assert entry["id"] == str(signed.slots[0].entry.uid)
    # The moment of a mark is the sheet's to tell; an answer repeats marks and revisions.
    for cell in body["cells"].values():
        assert cell.pop("committed_at")
    assert outcome.answer["sheet"] == body
    assert body["supersedes"] == str(old(signed).uid)
    assert own_sheet(viewer=viewer, uid=old(signed).uid) is None


def test_it_goes_on_where_it_stopped(signed):
    """The same tablet types on; another one needs the revision that it saw; signed again counts."""
    apply(unsign(signed))
    sheet = live(signed)
    again = [
        score(signed, sheet=sheet.uid, seq=71, value="20", base=1),
        score(signed, sheet=sheet.uid, seq=4, criterion="team", value="9", base=1),
    ]
    assert told(apply(*again)) == [("applied", None), ("superseded", None)]
    other = seeds.device(signed.judges[0].person)
    late = score(signed, sheet=sheet.uid, device=other.uid, value="1", base=1)
    [stale] = apply(late)
    assert (stale.outcome, stale.answer["sheet"]["id"]) == ("stale", str(sheet.uid))
    signed.sheets[0][0] = sheet
    seen = sign(signed, seq=80)
    seen.seen[0].revs["technology"] = 2
    assert told(apply(seen)) == DONE
    assert live(signed).total == TOTAL - 250


def test_only_the_sheet_that_stands_is_counted_and_shown(signed):
    apply(unsign(signed))
    assert countable_sheets(signed.round)[signed.slots[0].entry.number] == []
    progress = [
        row
        for row in sheets_progress(signed.round, viewer=core.viewer(core.account()))
        if row["entry"]["number"] == signed.slots[0].entry.number and row["seat"] == 1
    ]
    assert [(row["state"], row["filled"]) for row in progress] == [("open", len(MARKS))]


def test_a_replay_gets_the_first_answer(signed):
    op = unsign(signed)
    [first] = apply(op)
    [again] = apply(op)
    assert (again.outcome, again.first, again.answer) == ("replayed", "applied", first.answer)
    assert ScoreSheet.objects.filter(seat=old(signed).seat, slot=old(signed).slot).count() == 2
    assert ScoreOperation.objects.get(kind="unsign").sheet_uid == old(signed).uid


def test_typed_signed_and_taken_back_in_one_batch(final):
    """An outbox that waited through all of it arrives at once."""
    op = unsign(final)
    after = score(final, seq=71, value="1")
    outcomes = apply(*filled(final), sign(final), op, op, after)
    assert told(outcomes)[6:] == [("applied", None), ("replayed", None),
                                  ("refused", "sheet_state_refused")]  # fmt: skip
    assert (old(final).state, old(final).total) == (SheetState.SUPERSEDED, TOTAL)
    assert live(final).cells.get(criterion="technology").value == 2250


def test_another_device_of_the_judge_may_take_it_back_once(signed):
    other = seeds.device(signed.judges[0].person)
    first, second = unsign(signed), unsign(signed)
    assert told(apply(second, first)) == [("applied", None), ("refused", "sheet_not_signed")]
    late = score(signed, device=other.uid, base=1)
    assert told(apply(late)) == [("refused", "sheet_state_refused")]


def test_the_window_is_the_servers(signed):
    window = timedelta(seconds=tempo.TEMPO.undo_s)
    at = old(signed).signed_at
    assert at is not None
    late = at + window + timedelta(microseconds=1)
    assert told(apply(unsign(signed), at=late)) == [("refused", "undo_over")]
    assert old(signed).state == SheetState.SIGNED
    assert told(apply(unsign(signed), at=at + window)) == DONE


@pytest.mark.parametrize("state", [SlotState.SEALED, SlotState.REVEALED, SlotState.CONFIRMED])
def test_not_once_the_slot_is_sealed(signed, state):
    signed.slots[0].state = state
    signed.slots[0].save()
    assert told(apply(unsign(signed))) == [("refused", "slot_sealed")]
    assert old(signed).state == SheetState.SIGNED


def test_not_once_the_round_is_closed(signed):
    signed.round.state = RoundState.CLOSED
    signed.round.save()
    assert told(apply(unsign(signed))) == [("refused", "slot_sealed")]


def test_what_is_not_signed_or_not_ones_own(final):
    apply(*filled(final), sign(final))
    theirs = unsign(final, judge=1, sheet=final.sheets[0][0].uid)
    assert told(apply(unsign(final, slot=1), theirs)) == [
        ("refused", "sheet_not_signed"),
        ("refused", "sheet_foreign"),
    ]
    Recusal.objects.create(
        seat=final.judges[0].seat,
        entry=final.slots[0].entry,
        source="self",
        declared_at=clock.now(),
    )
    assert told(apply(unsign(final))) == [("refused", "recused")]


def test_again_and_again(final):
    """Each take-back leaves a sheet behind, and the newest has all marks."""
    apply(*filled(final))
    for turn in range(3):
        final.sheets[0][0] = live(final)
        ops = [sign(final, seq=100 + turn), unsign(final, seq=200 + turn)]
        assert told(apply(*ops)) == DONE * 2
    rows = ScoreSheet.objects.filter(seat=final.judges[0].seat, slot=final.slots[0])
    assert sorted(rows.values_list("state", flat=True)) == ["open", *["superseded"] * 3]
    assert live(final).cells.count() == len(MARKS)
