"""An entry that has gone, or whose edition has ended, opens for nobody and wins nothing."""

import pytest

from contest.models import EditionState, EntryGrant, EntryState
from contest.services.editions import edition_move
from contest.services.entries import entry_withdraw
from judging.selectors.nda import nda_text
from judging.selectors.results import public_results
from judging.services.conflicts import conflict_state
from judging.services.nda import nda_sign


def live(entry):
    return EntryGrant.objects.filter(entry=entry, until__isnull=True).count()


def withdraw(final, entry):
    entry_withdraw(entry=entry, reason="撤回", actor=final.leader(entry), at=final.tick())


def state_none(final, seat, entry):
    conflict_state(seat=seat, entry=entry, has_conflict=False, at=final.tick())


def test_a_statement_after_the_withdrawal_opens_nothing(final):
    final.sign_ndas()
    final.draw()
    gone, stays = final.entries[:2]
    withdraw(final, gone)
    for entry in (gone, stays):
        state_none(final, final.seats[0], entry)
    assert (live(gone), live(stays)) == (0, 5)


def test_an_undertaking_after_the_withdrawal_opens_the_others_only(final):
    final.draw()
    withdraw(final, final.entries[0])
    text = nda_text()
    nda_sign(
        edition=final.edition,
        person=final.judge(1),
        version=text.version,
        text_hash=text.hash,
        at=final.tick(),
    )
    assert [live(entry) for entry in final.entries] == [0, 1, 1]


@pytest.mark.parametrize("ended", [EditionState.ARCHIVED, EditionState.CANCELLED])
def test_an_ended_edition_lets_nobody_in_again(final, ended):
    final.sign_ndas()
    final.draw()
    if ended == EditionState.ARCHIVED:
        for verb in ("run", "publicize", "award"):
            edition_move(edition=final.edition, verb=verb, at=final.tick())
    verb = "archive" if ended == EditionState.ARCHIVED else "cancel"
    edition_move(edition=final.edition, verb=verb, at=final.tick())
    state_none(final, final.seats[0], final.entries[0])
    assert [live(entry) for entry in final.entries] == [0, 0, 0]


def test_who_withdrew_before_the_list_was_prepared_has_no_place_on_it(opened):
    opened.finish()
    first = opened.slots()[0].entry
    withdraw(opened, first)
    document = opened.publish("proposed").document
    gone = document["rows"][-1]
    assert (gone["number"], gone["standing"]) == (first.number, EntryState.WITHDRAWN)
    assert (gone["rank"], gone["final"], gone["award"]) == (None, None, None)
    assert gone["outcome"] == "withdrawn"
    shown = public_results(opened.edition)[0]["rows"]
    assert [row["rank"] for row in shown] == [2, 3, None]
