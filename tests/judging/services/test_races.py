"""What happens at the same moment, with real commits: no step of one passes the other unseen."""

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from contest.models import EntryGrant
from contest.services.entries import entry_withdraw
from core.db.connections import fresh
from core.errors import Problem
from judging.invariants import INVARIANTS
from judging.models import Publication, Recusal, ScoreSheet, SheetState
from judging.services.conflicts import conflict_state
from judging.services.publications import publication_cancel, publication_open
from judging.services.recusals import recusal_declare
from judging.services.scoring import apply as applying
from judging.services.scoring.rules import decide
from tests.factories import judging


@pytest.fixture
def final(fresh_database):
    return judging.final(entries=4)


def race(steps):
    """Run the steps at once; what each came to: `done` or the code of its problem."""

    def run(step):
        try:
            with fresh():
                step()
        except Problem as problem:
            return problem.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def test_a_withdrawal_beside_statements_leaves_no_grant(final):
    final.sign_ndas()
    final.draw()
    at = final.tick()
    for entry in final.entries:
        steps: list[Callable[[], object]] = [
            partial(conflict_state, seat=seat, entry=entry, has_conflict=False, at=at)
            for seat in final.seats
        ]
        leader = final.leader(entry)
        steps.insert(1, partial(entry_withdraw, entry=entry, reason="撤回", actor=leader, at=at))
        assert race(steps) == ["done"] * len(steps)
        assert not EntryGrant.objects.filter(entry=entry, until__isnull=True).exists()


def test_a_recusal_beside_a_signature_never_counts_the_sheet(final):
    final.prepare()
    seat = final.seats[0]
    for slot in final.slots():
        at = final.tick()

        def sign(slot=slot):
            with contextlib.suppress(AssertionError):  # refused: the recusal came first
                final.sign(seat, slot, technology="40", market="30")

        def recuse(slot=slot, at=at):
            recusal_declare(seat=seat, entry=slot.entry, source="system", reason="kin", at=at)

        assert race([sign, recuse]) == ["done", "done"]
        assert Recusal.objects.filter(entry=slot.entry).count() == 1
        assert ScoreSheet.objects.get(seat=seat, slot=slot).state == SheetState.EXCLUDED


def broken():
    """The invariants of judging that do not hold."""
    return [name for name, check in INVARIANTS.items() if list(check())]


def slow_decision(monkeypatch):
    """An event that is set while a batch holds its sheets; the batch then dwells on them."""
    inside, real = threading.Event(), decide

    def slow(ops, facts, *, at):
        inside.set()
        time.sleep(0.3)
        return real(ops, facts, at=at)

    monkeypatch.setattr(applying, "decide", slow)
    return inside


def test_sealing_beside_a_take_back_sees_the_sheet_in_its_place(final, monkeypatch):
    """Who waits for the old sheet's lock would see it go and its successor not come."""
    final.prepare()
    slot = final.to_scoring(final.slots()[0])
    final.sign_all(slot)
    inside = slow_decision(monkeypatch)

    def seal():
        assert inside.wait(5)
        final.command(slot, "seal")

    assert race([lambda: final.unsign(final.seats[0], slot), seal]) == ["done", "sheets_missing"]
    slot.refresh_from_db()
    assert slot.state == "scoring"
    assert not broken()


def test_a_recusal_beside_a_take_back_leaves_no_open_sheet(final, monkeypatch):
    final.prepare()
    slot, seat = final.to_scoring(final.slots()[0]), final.seats[0]
    final.sign_all(slot)
    inside, at = slow_decision(monkeypatch), final.tick(2)

    def recuse():
        assert inside.wait(5)
        recusal_declare(seat=seat, entry=slot.entry, source="system", reason="kin", at=at)

    assert race([lambda: final.unsign(seat, slot), recuse]) == ["done", "done"]
    states = ScoreSheet.objects.filter(seat=seat, slot=slot).values_list("state", flat=True)
    assert sorted(states) == [SheetState.EXCLUDED, SheetState.SUPERSEDED]
    assert not broken()


def test_opened_by_two_and_dropped_by_a_third_it_comes_to_one_end(final):
    final.prepare()
    final.finish()
    prepared = final.prepare_publication("proposed")
    at, organizer, verifier = final.tick(), final.by("organizer"), final.by("verifier")
    steps = [
        lambda: publication_open(publication=prepared, actor=organizer, hash=prepared.hash, at=at),
        lambda: publication_cancel(publication=prepared, actor=verifier, reason="x", at=at),
        lambda: publication_open(publication=prepared, actor=verifier, hash=prepared.hash, at=at),
    ]
    outcomes = race(steps)
    assert sorted(outcomes) == ["done"] + ["publication_state_refused"] * 2
    assert Publication.objects.get().state == ("cancelled" if outcomes[1] == "done" else "opened")
