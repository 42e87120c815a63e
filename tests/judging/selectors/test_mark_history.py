"""Story 2: that a judge changed a mark is seen at once, what it was and is after the seal."""

import pytest

from core.clock import instant_text
from judging.selectors.mark_history import mark_history, own_changes
from judging.services.recusals import recusal_declare
from tests.factories.sessions import drafted, final_by_session, heard, seal, signed, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(db):
    """All is drafted, and an hour later the judge of seat 2 thinks better of the first team."""
    final = final_by_session()
    final.prepare()
    heard(final)
    drafted(final)
    final.tick(3600)
    typed(final, 1, 0, technology="52.6")
    return final


def test_the_judge_sees_both_marks(changed):
    [row] = own_changes(changed.seats[1])
    sheet = changed.sheet(changed.seats[1], changed.slots()[0])
    assert row == {
        "sheet": str(sheet.uid), "criterion": "technology", "before": "50.10", "after": "52.60",
        "told": True, "at": instant_text(changed.now),
    }  # fmt: skip
    assert own_changes(changed.seats[0]) == []


def test_nobody_else_sees_a_value_before_the_seal(changed):
    [before] = mark_history(changed.round, sealed=True)
    assert (before["seat"], before["criterion"]) == (2, "technology")
    assert (before["told"], before["before"], before["after"]) == (False, None, None)
    signed(changed)
    seal(changed)
    [sealed] = mark_history(changed.round, sealed=True)
    assert (sealed["told"], sealed["before"], sealed["after"]) == (True, "50.10", "52.60")
    # Who may be told only what the hall has seen waits for the last step of the reveal.
    assert not mark_history(changed.round, sealed=False)[0]["told"]
    changed.command(changed.slots()[0], "reveal")
    for step in range(1, 5):
        assert not mark_history(changed.round, sealed=False)[0]["told"]
        changed.cue("step", step=step)
    assert mark_history(changed.round, sealed=False)[0]["told"]


def test_a_signature_taken_back_does_not_hide_what_was_changed_before(changed):
    signed(changed)
    changed.unsign(changed.seats[1], changed.slots()[0])
    [row] = own_changes(changed.seats[1])
    assert (row["before"], row["after"]) == ("50.10", "52.60")
    assert row["sheet"] == str(changed.sheet(changed.seats[1], changed.slots()[0]).uid)


def test_of_a_team_that_she_is_recused_from_nothing_is_told(changed):
    entry = changed.slots()[0].entry
    recusal_declare(
        seat=changed.seats[1], entry=entry, source="self", reason="kin", at=changed.tick()
    )
    assert own_changes(changed.seats[1]) == []
    assert mark_history(changed.round, sealed=True) == []
