"""Real commits from several threads, each with its own connection."""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from contest.models import Round, RoundState
from core import clock
from core.models import LogLeaf, LogTree
from judging.models import Room, ScoreCell, ScoreOperation
from judging.services.scoring import apply as applying
from judging.services.scoring import rules, store
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp
from tests.system.faults import seed as seeds


@pytest.fixture
def final(fresh_database):
    return seeds.seed(judges=2, entries=2)


def score(final, *, judge=0, slot=0, seq=1, criterion="technology", value="2", key=None):
    who = final.judges[judge]
    return ScoreOp(
        judge_id=who.person.pk,
        op_id=key or uuid.uuid4(),
        device=who.device.uid,
        client_seq=seq,
        device_time="",
        sheet=final.sheets[judge][slot].uid,
        criterion=criterion,
        value=value,
        base_rev=0,
    )


def apart(work, *args):
    """Run in the thread at hand and give its connection back."""
    try:
        return work(*args)
    finally:
        connection.close()


def apply(ops):
    return apart(lambda: score_ops_apply(ops=ops, at=clock.now()))


def test_two_writers_over_the_same_cells_in_opposite_order(final):
    """Neither waits for the other in a ring: rows are locked by key, whatever was asked."""
    names = list(seeds.CRITERIA)
    rounds = 15

    def many(judge, reverse):
        for n in range(rounds):
            ops = [
                score(final, judge=judge, slot=slot, seq=n + 1, criterion=name)
                for slot in (0, 1)
                for name in names
            ]
            outcomes = score_ops_apply(ops=ops[::-1] if reverse else ops, at=clock.now())
            assert {each.outcome for each in outcomes} <= {"applied", "superseded", "stale"}

    with ThreadPoolExecutor(3) as pool:
        # Twice the same judge, as if two processes had his socket and his POST.
        jobs = [
            pool.submit(apart, many, 0, False),
            pool.submit(apart, many, 0, True),
            pool.submit(apart, many, 1, True),
        ]
        for job in jobs:
            job.result(60)
    assert ScoreOperation.objects.count() == 3 * rounds * 10
    seqs = list(LogLeaf.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(LogTree.objects.get().size))
    assert Room.objects.get().version <= 3 * rounds


def test_one_key_from_two_processes_counts_once(final, monkeypatch):
    """Both look before either has written: the constraint decides and the loser replays."""
    op = score(final)
    together = threading.Barrier(2)
    real, first = store._known, threading.local()

    def looking(*read):
        found = real(*read)
        if connection.vendor == "postgresql" and not getattr(first, "met", False):
            first.met = True
            together.wait(10)
        return found

    # Without their cells' locks, which would keep the second from looking so early.
    monkeypatch.setattr(store, "_known", looking)
    if connection.vendor == "postgresql":
        spelled = store.sql()
        unlocked = {
            "sheets": spelled.sheets.replace("FOR NO KEY UPDATE OF s", ""),
            "cells": spelled.cells.replace("FOR UPDATE OF c", ""),
        }
        changed = type(spelled)(
            **{name: unlocked.get(name, getattr(spelled, name)) for name in spelled.__slots__}
        )
        monkeypatch.setattr(store, "sql", lambda: changed)
    with ThreadPoolExecutor(2) as pool:
        answers = [job.result(20)[0] for job in [pool.submit(apply, [op]) for _ in range(2)]]
    assert sorted(each.outcome for each in answers) == ["applied", "replayed"]
    assert answers[0].answer == answers[1].answer
    assert (ScoreOperation.objects.count(), LogTree.objects.get().size) == (1, 1)
    assert ScoreCell.objects.get(device__isnull=False).rev == 1


@pytest.mark.pg
def test_closing_waits_for_a_running_batch_and_nothing_lands_afterwards(final, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only: SQLite has one writer at a time")
    inside, order = threading.Event(), []
    real = rules.decide

    def slow(ops, facts, *, at):
        inside.set()
        time.sleep(0.3)
        order.append("decided")
        return real(ops, facts, at=at)

    monkeypatch.setattr(applying, "decide", slow)

    def close():
        assert inside.wait(5)
        with transaction.atomic():
            locked = Round.objects.select_for_update().get(pk=final.round.pk)
            order.append("closing")
            locked.state = RoundState.CLOSED
            locked.save()

    with ThreadPoolExecutor(2) as pool:
        running, closing = pool.submit(apply, [score(final)]), pool.submit(apart, close)
        closing.result(10)
        assert running.result(10)[0].outcome == "applied"
    assert order == ["decided", "closing"]
    assert apply([score(final, seq=2)])[0].outcome == "held"
