"""Undertaking, statement, recusal, and the grants that follow them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.models import EntryGrant
from contest.services.rounds import round_add
from core.errors import Problem
from core.models import LogLeaf
from judging.models import (
    ConflictStatement,
    Nda,
    Recusal,
    Room,
    ScoreSheet,
    SheetState,
)
from judging.selectors.nda import nda_text
from judging.services.conflicts import conflict_state
from judging.services.grants import grants_after_acceptance
from judging.services.nda import nda_sign
from judging.services.panels import panel_create, seat_add
from judging.services.recusals import recusal_declare
from tests.factories import judging


def live(person, entry=None):
    grants = EntryGrant.objects.filter(person=person, until__isnull=True)
    if entry is not None:
        grants = grants.filter(entry=entry)
    return sorted(grants.values_list("capability", flat=True).distinct())


def sign(final, seat, **changes):
    text = nda_text()
    given_ = {"version": text.version, "text_hash": text.hash, **changes}
    return nda_sign(edition=final.edition, person=seat.expert.person, at=final.tick(), **given_)


def state(final, seat, entry, has_conflict, detail=""):
    return conflict_state(
        seat=seat, entry=entry, has_conflict=has_conflict, detail=detail, at=final.tick()
    )


def recuse(final, seat, entry, reason="cousin", source="self"):
    return recusal_declare(seat=seat, entry=entry, source=source, reason=reason, at=final.tick())


def test_nothing_is_visible_before_the_undertaking(final):
    assert live(final.judge(1)) == []


def test_the_undertaking_opens_reading_only_and_is_signed_once(final):
    first = sign(final, final.seats[0])
    again = sign(final, final.seats[0])
    assert again == first
    assert live(final.judge(1)) == ["read"]
    assert EntryGrant.objects.count() == 3
    assert LogLeaf.objects.filter(type="nda.sign").count() == 1


@pytest.mark.parametrize("changes", [{"version": 2}, {"text_hash": "0" * 64}])
def test_another_text_than_the_one_in_force_is_not_signed(final, changes):
    with pytest.raises(Problem) as refused:
        sign(final, final.seats[0], **changes)
    assert refused.value.code == "consent_text_stale"
    assert not Nda.objects.exists()
    assert not EntryGrant.objects.exists()


def test_an_alternate_gets_nothing(final):
    sign(final, final.alternate)
    assert live(final.alternate.expert.person) == []


def test_a_statement_needs_the_undertaking(final):
    with pytest.raises(Problem) as refused:
        state(final, final.seats[0], final.entries[0], False)
    assert refused.value.code == "nda_required"
    assert not ConflictStatement.objects.exists()


def test_no_conflict_opens_files_and_scoring_of_that_entry(final):
    sign(final, final.seats[0])
    state(final, final.seats[0], final.entries[0], False)
    assert live(final.judge(1), final.entries[0]) == ["files", "read", "score"]
    assert live(final.judge(1), final.entries[1]) == ["read"]


def test_a_conflict_needs_words(final):
    sign(final, final.seats[0])
    with pytest.raises(Problem) as refused:
        state(final, final.seats[0], final.entries[0], True, "  ")
    assert refused.value.code == "conflict_detail_missing"
    assert not ConflictStatement.objects.exists()


def test_a_conflict_recuses_and_ends_every_grant(final):
    sign(final, final.seats[0])
    state(final, final.seats[0], final.entries[0], True, "shareholder")
    assert live(final.judge(1), final.entries[0]) == []
    assert live(final.judge(1), final.entries[1]) == ["read"]
    assert Recusal.objects.get().reason == "shareholder"


def test_the_same_answer_again_changes_nothing_another_is_refused(final):
    sign(final, final.seats[0])
    first = state(final, final.seats[0], final.entries[0], False)
    assert state(final, final.seats[0], final.entries[0], False) == first
    with pytest.raises(Problem) as refused:
        state(final, final.seats[0], final.entries[0], True, "shareholder")
    assert refused.value.code == "state_conflict"
    assert not Recusal.objects.exists()


def test_an_entry_that_the_panel_does_not_judge(final):
    sign(final, final.seats[0])
    foreign = judging.final(slug="other").entries[0]
    for command in (
        lambda: state(final, final.seats[0], foreign, False),
        lambda: recuse(final, final.seats[0], foreign),
    ):
        with pytest.raises(Problem) as refused:
            command()
        assert refused.value.code == "not_found"


def test_a_recusal_needs_a_reason(final):
    with pytest.raises(Problem) as refused:
        recuse(final, final.seats[0], final.entries[0], reason=" ")
    assert refused.value.code == "reason_missing"


def test_a_recusal_takes_the_sheet_out_and_moves_the_room(opened):
    slot = opened.slot(opened.entries[0])
    opened.to_scoring(slot)
    opened.sign(opened.seats[0], slot, technology="40", market="30")
    before = Room.objects.get().version
    recuse(opened, opened.seats[0], opened.entries[0])
    assert opened.sheet(opened.seats[0], slot).state == SheetState.EXCLUDED
    assert live(opened.judge(1), opened.entries[0]) == []
    assert Room.objects.get().version == before + 1


def test_recusing_twice_is_one_recusal(opened):
    first = recuse(opened, opened.seats[0], opened.entries[0])
    assert recuse(opened, opened.seats[0], opened.entries[0], source="system") == first
    assert LogLeaf.objects.filter(type="recusal.declare").count() == 1


def test_after_sealing_only_an_incident_could_take_a_sheet_out(opened):
    slot = opened.slot(opened.entries[0])
    opened.play(slot)
    with pytest.raises(Problem) as refused:
        recuse(opened, opened.seats[0], opened.entries[0])
    assert refused.value.code == "slot_state_refused"
    assert not Recusal.objects.exists()
    assert opened.sheet(opened.seats[0], slot).state == SheetState.SIGNED


def test_an_entry_accepted_later_opens_for_those_who_signed(final):
    sign(final, final.seats[0])
    late = judging.accepted_entry(final.edition, 9)
    grants_after_acceptance(entry=late, at=final.tick())
    assert live(final.judge(1), late) == ["read"]
    assert live(final.judge(2), late) == []


def test_closing_the_round_ends_scoring_and_nothing_else(opened):
    opened.play_all()
    opened.close()
    assert live(opened.judge(1)) == ["files", "read"]


def test_a_statement_after_closing_opens_files_only(final):
    final.sign_ndas()
    final.draw()
    final.open()
    for slot in final.slots():
        final.command(slot, "withdraw")
    final.close()
    state(final, final.seats[0], final.entries[0], False)
    assert live(final.judge(1), final.entries[0]) == ["files", "read"]


STEPS = ("nda", "none", "conflict", "recuse_self", "recuse_system", "accept", "draw_open")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    order=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.integers(0, 1)), max_size=14
    )
)
def test_never_a_live_grant_beside_a_live_recusal(final, order):
    from django.db import transaction

    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction.atomic():
        for step, seat, entry in order:
            _attempt(final, step, final.seats[seat], final.entries[entry])
            for recusal in Recusal.objects.filter(ended_at__isnull=True):
                assert live(recusal.seat.expert.person, recusal.entry) == []
                assert not ScoreSheet.objects.filter(
                    seat=recusal.seat, slot__entry=recusal.entry, state__in=["open", "signed"]
                ).exists()
        raise Undo


def _attempt(final, step, seat, entry):
    from django.db import transaction

    commands = {
        "nda": lambda: sign(final, seat),
        "none": lambda: state(final, seat, entry, False),
        "conflict": lambda: state(final, seat, entry, True, "kin"),
        "recuse_self": lambda: recuse(final, seat, entry),
        "recuse_system": lambda: recuse(final, seat, entry, source="system"),
        "accept": lambda: grants_after_acceptance(entry=entry, at=final.tick()),
        "draw_open": lambda: (final.draw(), final.open()),
    }
    try:
        with transaction.atomic():
            commands[step]()
    except Problem:
        pass


def test_a_seat_in_another_round_does_not_reopen_a_recused_entry(final):
    second = round_add(
        edition=final.edition,
        code="second",
        name=judging.NAME,
        seq=2,
        rulebook=final.round.rulebook,
    )
    panel = panel_create(round=second, name=judging.NAME)
    other = seat_add(panel=panel, expert=final.seats[0].expert, number=1)
    recuse(final, final.seats[0], final.entries[0])
    sign(final, other)
    state(final, other, final.entries[0], False)
    assert live(final.judge(1), final.entries[0]) == []
    assert live(final.judge(1), final.entries[1]) == ["read"]
