"""A signature and a change of the breaks at the same moment, each on a connection of its own."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from core import clock
from core.errors import Problem
from judging.models import ScoreSheet, SheetState
from judging.services.breaks import break_remove
from judging.services.scoring import apply as applying
from judging.services.scoring import rules
from judging.services.scoring.apply import score_ops_apply
from tests.factories.sessions import final_by_session, half_sign_op, room_of, typed
from tests.judging.services.test_half_days import lunch

FULL = {"technology": "50", "market": "30"}


def apart(work):
    """Run in the thread at hand and give its connection back."""
    try:
        return work()
    finally:
        connection.close()


@pytest.mark.pg
def test_a_break_waits_for_a_signature_and_parts_nothing_that_it_covers(
    fresh_database, monkeypatch
):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only: SQLite has one writer at a time")
    made = final_by_session()
    made.prepare()
    lunch(made)
    for place in (0, 1):
        made.to_scoring(made.slots()[place])
        typed(made, 0, place, **FULL)
    inside, real = threading.Event(), rules.decide

    def slow(ops, facts, *, at):
        inside.set()
        time.sleep(0.5)
        return real(ops, facts, at=at)

    monkeypatch.setattr(applying, "decide", slow)
    op, room, by = half_sign_op(made, 0, (0, 1)), room_of(made), made.by("organizer")
    gone = UUID(room.breaks[0]["id"])

    def join():
        assert inside.wait(10)
        try:
            break_remove(room=room, uid=gone, actor=by, at=clock.now())
        except Problem as refused:
            return refused.code
        return "joined"

    with ThreadPoolExecutor(2) as pool:
        signing = pool.submit(apart, lambda: score_ops_apply(ops=[op], at=clock.now()))
        joining = pool.submit(apart, join)
        assert joining.result(20) == "break_session_signed"
        assert signing.result(20)[0].outcome == "applied"
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 2
