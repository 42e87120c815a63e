"""Opening and closing a round."""

import pytest

from contest.models import EditionState, RoundState, Rulebook
from core.errors import Problem
from core.models import LogLeaf
from judging.models import PanelSeat, Recusal, Room, ScoreCell, ScoreSheet, SheetState
from judging.services.rounds import MACHINE, round_close, round_open
from tests.factories import judging

ALLOWED = {
    ("prepared", "open"): "open",
    ("open", "close"): "closed",
    ("closed", "lock"): "locked",
    ("locked", "reopen"): "closed",
}


def test_the_machine_is_this_table():
    assert dict(MACHINE.moves) == ALLOWED


def test_opening_freezes_the_rulebook_and_makes_every_sheet(final):
    final.sign_ndas()
    final.draw()
    final.open()
    final.edition.refresh_from_db()
    assert final.edition.state == EditionState.RUNNING
    assert Rulebook.objects.get().frozen_at == final.now
    assert ScoreSheet.objects.count() == 9
    assert ScoreCell.objects.filter(value__isnull=True, rev=0).count() == 18
    assert not ScoreSheet.objects.filter(seat=final.alternate).exists()
    assert Room.objects.get().version == 2
    assert LogLeaf.objects.filter(type__in=["round.open", "rulebook.freeze"]).count() == 2


def test_a_recused_judge_and_a_withdrawn_entry_get_no_sheet(final):
    final.draw()
    Recusal.objects.create(
        seat=final.seats[0], entry=final.entries[0], source="self", declared_at=final.now
    )
    slot = final.slot(final.entries[1])
    slot.state = "withdrawn"
    slot.save()
    final.open()
    assert not ScoreSheet.objects.filter(seat=final.seats[0], slot__entry=final.entries[0])
    assert not ScoreSheet.objects.filter(slot=slot).exists()
    assert ScoreSheet.objects.count() == 5


def test_opening_needs_an_order(final):
    with pytest.raises(Problem) as refused:
        final.open()
    assert refused.value.code == "draw_state_refused"
    final.round.refresh_from_db()
    assert final.round.state == RoundState.PREPARED
    assert Rulebook.objects.get().frozen_at is None


def test_opening_needs_enough_judges(final):
    final.draw()
    PanelSeat.objects.filter(number__gte=2).delete()
    with pytest.raises(Problem) as refused:
        final.open()
    assert refused.value.code == "sheets_below_minimum"


def test_publicity_in_seconds_is_for_demos(db):
    real = judging.final(is_demo=False)
    real.draw_random()
    with pytest.raises(Problem) as refused:
        real.open()
    assert refused.value.code == "rulebook_invalid"


def test_a_changed_document_is_not_opened(final):
    final.draw()
    rulebook = Rulebook.objects.get()
    rulebook.document["cut_after"] = 2
    rulebook.hash = "0" * 64
    rulebook.save()
    with pytest.raises(Problem) as refused:
        final.open()
    assert refused.value.code == "rulebook_invalid"


def test_opening_twice(opened):
    with pytest.raises(Problem) as refused:
        round_open(round=opened.round, actor=opened.by("organizer"), at=opened.tick())
    assert refused.value.code == "round_state_refused"
    assert ScoreSheet.objects.count() == 9


def test_closing_waits_for_every_slot(opened):
    first, *rest = opened.slots()
    opened.play(first)
    with pytest.raises(Problem) as refused:
        opened.close()
    assert refused.value.code == "slots_unfinished"
    assert refused.value.params == {"missing": "2"}
    for slot in rest:
        opened.command(slot, "withdraw")
    opened.close()
    assert opened.round.state == RoundState.CLOSED
    assert set(ScoreSheet.objects.filter(slot__in=rest).values_list("state", flat=True)) == {
        SheetState.EXCLUDED
    }


def test_closing_what_is_not_open(final):
    with pytest.raises(Problem) as refused:
        round_close(round=final.round, actor=final.by("organizer"), at=final.tick())
    assert refused.value.code == "round_state_refused"
