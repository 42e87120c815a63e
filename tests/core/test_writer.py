import threading
from concurrent.futures import wait

import pytest
from django.db import OperationalError, connection

from core.writer import Writer, Writers


def test_what_queued_meanwhile_goes_into_the_next_batch(fresh_database):
    batches, gate, started = [], threading.Event(), threading.Event()

    def commit(items, at):
        batches.append(list(items))
        started.set()
        assert gate.wait(5)
        return [item * 10 for item in items]

    writer = Writer("t", commit, limit=4)
    first = writer.submit([1])
    assert started.wait(5)
    rest = [writer.submit([n]) for n in (2, 3)]
    rest.append(writer.submit([4, 5, 6]))
    gate.set()
    assert first.result(5) == [10]
    assert [each.result(5) for each in rest] == [[20], [30], [40, 50, 60]]
    assert batches == [[1], [2, 3], [4, 5, 6]]
    writer.stop()
    with pytest.raises(OperationalError):
        writer.submit([7])


def test_a_failure_reaches_everybody_in_the_batch_and_nobody_else(fresh_database):
    def commit(items, at):
        if "bad" in items:
            raise OperationalError("locked")
        return list(items)

    writer = Writer("t", commit)
    with pytest.raises(OperationalError):
        writer.submit(["bad"]).result(5)
    assert writer.submit(["good"]).result(5) == ["good"]
    writer.stop()


def test_stopping_commits_what_is_queued(fresh_database):
    writer: Writer = Writer("t", lambda items, at: list(items))
    futures = [writer.submit([n]) for n in range(500)]
    writer.stop()
    assert not wait(futures, 0).not_done


def test_an_idle_thread_ends_and_comes_back(fresh_database):
    names = []

    def commit(items, at):
        names.append(threading.current_thread())
        return list(items)

    writer = Writer("t", commit, idle_s=0.02)
    assert writer.submit([1]).result(5) == [1]
    names[0].join(5)
    assert not names[0].is_alive()
    assert writer.submit([2]).result(5) == [2]
    assert names[0] is not names[1]
    writer.stop()


def test_more_than_a_batch(fresh_database):
    writer: Writer = Writer("t", lambda items, at: list(items), limit=3)
    with pytest.raises(ValueError, match="batch_too_large"):
        writer.submit([1, 2, 3, 4])


def test_a_writer_per_key(fresh_database):
    threads: dict[str, int] = {}

    def commit(items, at):
        for item in items:
            threads.setdefault(item, threading.get_ident())
        return list(items)

    writers = Writers("t", commit)
    both = [writers.submit("a", ["a"]), writers.submit("b", ["b"])]
    wait(both, 5)
    assert threads["a"] != threads["b"]
    writers.stop()


@pytest.mark.pg
def test_a_killed_backend_heals_without_an_error(fresh_database):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")

    def commit(items, at):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return [cursor.fetchone()[0] for _ in items[:1]]

    writer = Writer("t", commit)
    [pid] = writer.submit([1]).result(5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    [other] = writer.submit([1]).result(5)
    assert other != pid
    writer.stop()
