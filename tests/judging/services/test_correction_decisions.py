"""Two people let a judge correct a signed mark; nothing of what was signed is lost."""

import json

import pytest

from core.errors import Problem
from core.invariants import violations_find
from core.models import LogOpening
from judging.models import (
    CorrectionState,
    Outcome,
    PanelSeat,
    ResultSet,
    ResultState,
    Room,
    ScoreOperation,
    ScoreSheet,
    SheetState,
)
from judging.selectors.seats import deciding_chair
from judging.selectors.stage import stage_state
from judging.services.correction_decisions import correction_decide
from judging.services.corrections import correction_request, correction_withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(opened):
    """All have signed the first slot, and it is sealed."""
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign_all(slot)
    opened.command(slot, "seal")
    return opened


def asked(final, seat=1, *, criterion="market", value="24.00", slot=0):
    sheet = final.sheet(final.seats[seat], final.slots()[slot])
    return correction_request(
        sheet=sheet, criterion=criterion, value=value, reason="misheard", text="", at=final.tick()
    )


def decide(final, request, office, *, approves=True, words="", by=None):
    actor = by or (final.judge(1) if office == "panel" else final.by("verifier"))
    return correction_decide(
        correction=request,
        office=office,
        approves=approves,
        words=words,
        actor=actor,
        at=final.tick(),
    )


def approved(final, request):
    decide(final, request, "panel")
    return decide(final, request, "verifier")


def refused(call, *given, **asked_for):
    with pytest.raises(Problem) as found:
        call(*given, **asked_for)
    return found.value.code


def marks(sheet):
    return {cell.criterion: (cell.value, cell.rev) for cell in sheet.cells.all()}


def hall(final):
    room = Room.objects.select_related("panel__round__edition__contest").get(panel=final.panel)
    return json.dumps(stage_state(room), sort_keys=True)


def broken():
    """What does not hold between marks, sheets and results."""
    ours = ("score", "sheet", "result")
    return [each for each in violations_find() if each.invariant.startswith(ours)]


def told(kind):
    rows = LogOpening.objects.filter(leaf__type=kind).order_by("pk")
    return [json.loads(text)["body"] for text in rows.values_list("body", flat=True)]


def test_with_both_the_mark_takes_its_place_on_a_sheet_of_its_own(sealed):
    request = asked(sealed)
    before = request.sheet
    kept = marks(before)
    first = decide(sealed, request, "panel")
    assert first.state == CorrectionState.OPEN
    assert sealed.sheet(sealed.seats[1], sealed.slots()[0]) == before, "one is not enough"
    done = decide(sealed, request, "verifier")
    after = sealed.sheet(sealed.seats[1], sealed.slots()[0])
    before.refresh_from_db()
    assert done.state == CorrectionState.APPROVED
    assert (done.successor, done.replaced, done.after_reveal) == (after, 3000, False)
    assert before.state == SheetState.SUPERSEDED
    assert marks(before) == kept, "what was signed stays readable"
    assert (after.state, after.total, after.supersedes) == (
        SheetState.SIGNED,
        before.total - 600,
        before,
    )
    assert marks(after) == {**kept, "market": (2400, kept["market"][1] + 1)}
    assert broken() == []


def test_the_log_names_old_new_reason_and_both(sealed):
    done = approved(sealed, asked(sealed))
    assert [(each["office"], each["approves"]) for each in told("correction.decide")] == [
        ("panel", True),
        ("verifier", True),
    ]
    assert {each["by"] for each in told("correction.decide")} == {
        str(sealed.judge(1).uid),
        str(sealed.by("verifier").uid),
    }
    [said] = told("score.correct")
    assert (said["replaced"], said["value"], said["reason"]) == ("30.00", "24.00", "misheard")
    assert (said["supersedes"], said["sheet"]) == (
        str(done.sheet.uid),
        str(done.successor.uid),
    )
    operation = ScoreOperation.objects.get(kind="correct")
    assert (operation.outcome, operation.judge) == (Outcome.APPLIED, sealed.judge(2))


def test_a_no_says_why_and_ends_it(sealed):
    request = asked(sealed)
    assert refused(decide, sealed, request, "panel", approves=False) == "reason_missing"
    done = decide(sealed, request, "panel", approves=False, words="录像为准")
    assert done.state == CorrectionState.REFUSED
    assert refused(decide, sealed, request, "verifier") == "correction_state_refused"
    assert ScoreSheet.objects.filter(state=SheetState.SUPERSEDED).count() == 0
    assert asked(sealed).state == CorrectionState.OPEN, "she may ask again"


def test_two_people_and_neither_is_the_judge(sealed):
    request = asked(sealed)
    own = sealed.judge(2)
    assert refused(decide, sealed, request, "panel", by=own) == "two_person_required"
    decide(sealed, request, "panel")
    assert refused(decide, sealed, request, "panel") == "correction_state_refused"
    same = sealed.judge(1)
    assert refused(decide, sealed, request, "verifier", by=same) == "two_person_required"


def test_before_the_seal_nobody_decides(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign_all(slot)
    request = asked(opened)
    assert refused(decide, opened, request, "panel") == "slot_state_refused"


def test_what_was_withdrawn_or_locked_stays(sealed):
    request = asked(sealed)
    correction_withdraw(correction=request, at=sealed.tick())
    assert refused(decide, sealed, request, "panel") == "correction_state_refused"
    waiting = asked(sealed)
    for place in (1, 2):
        sealed.play(sealed.slots()[place])
    sealed.command(sealed.slots()[0], "reveal")
    for step in range(1, 5):
        sealed.cue("step", step=step)
    sealed.command(sealed.slots()[0], "confirm")
    sealed.close()
    sealed.compute()
    sealed.lock()
    assert refused(decide, sealed, waiting, "panel") == "round_state_refused"


def test_a_counted_result_is_counted_anew(opened):
    opened.play_all()
    opened.close()
    result = opened.compute()
    done = approved(opened, asked(opened))
    assert done.state == CorrectionState.APPROVED
    result.refresh_from_db()
    assert result.state == ResultState.SUPERSEDED
    assert refused(opened.lock) == "result_state_refused"
    anew = opened.compute()
    assert (anew.version, anew.inputs_hash != result.inputs_hash) == (2, True)
    opened.lock()
    assert broken() == []
    assert ResultSet.objects.get(state=ResultState.LOCKED) == anew


def test_the_screen_does_not_change_by_itself_after_the_reveal(opened):
    opened.play(opened.slots()[0])
    before = hall(opened)
    done = approved(opened, asked(opened))
    assert done.after_reveal
    assert hall(opened) == before
    again = approved(opened, asked(opened, value="20.00"))
    assert again.sheet == done.successor
    assert hall(opened) == before, "however often"
    assert broken() == []


def test_before_the_reveal_the_hall_sees_the_corrected_mark(sealed):
    approved(sealed, asked(sealed))
    sealed.command(sealed.slots()[0], "reveal")
    for step in range(1, 5):
        sealed.cue("step", step=step)
    shown = hall(sealed)
    assert "72.5" in shown
    assert "78.5" not in shown


def test_what_else_she_asked_for_goes_on_on_the_new_sheet(sealed):
    other = asked(sealed, criterion="technology", value="41.00")
    done = approved(sealed, asked(sealed))
    other.refresh_from_db()
    assert other.sheet == done.successor
    last = approved(sealed, other)
    assert {name: value for name, (value, _) in marks(last.successor).items()} == {
        "market": 2400,
        "technology": 4100,
    }
    assert broken() == []


def test_the_chair_decides_only_for_others(sealed):
    chair = PanelSeat.objects.get(panel=sealed.panel, is_chair=True)
    mine = asked(sealed, seat=0)
    assert deciding_chair(asked(sealed).sheet) == chair
    assert deciding_chair(mine.sheet) is None
