"""Writers of one SQLite file wait for each other without sleeping past their turn."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from core.db.sqlite3.turnstile import Turnstile
from core.models import Person

HOLDER = """
import sys, time
from core.db.sqlite3.turnstile import Turnstile
assert Turnstile(sys.argv[1]).enter(5)
print("in", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "db.sqlite3.lock")


def test_threads_take_turns(path):
    first, second = Turnstile(path), Turnstile(path)
    assert first.enter(1)
    assert first.enter(1)
    assert not second.enter(0.05)
    first.leave()
    first.leave()
    assert second.enter(0.05)
    second.leave()


def test_a_killed_process_frees_its_turn_at_once(path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        waiting = Turnstile(path)
        assert not waiting.enter(0.05)
        holder.kill()
        holder.wait()
        began = time.monotonic()
        assert waiting.enter(5)
        assert time.monotonic() - began < 0.5
        waiting.leave()


def test_every_end_of_a_transaction_gives_the_turn_up(fresh_database):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")

    class Planted(Exception):
        pass

    def free():
        probe = Turnstile(f"{fresh_database.path_or_name}.lock")
        entered = probe.enter(0.05)
        probe.leave()
        return entered

    with transaction.atomic():
        Person.objects.create(name="甲")
        assert not free()
        with pytest.raises(Planted), transaction.atomic():
            raise Planted
        assert not free()
    assert free()
    with pytest.raises(Planted), transaction.atomic():
        raise Planted
    assert free()
    with transaction.atomic():
        connection.set_rollback(True)
    assert free()
    transaction.set_autocommit(False)
    Person.objects.create(name="乙")
    connection.close()
    assert free()


def test_many_writers_all_get_through_and_one_that_waits_too_long_is_told(
    fresh_database, monkeypatch
):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")

    def write(n):
        try:
            for _ in range(10):
                with transaction.atomic():
                    Person.objects.create(name=str(n))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        for job in [pool.submit(write, n) for n in range(6)]:
            job.result(30)
    assert Person.objects.count() == 60

    inside, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                inside.set()
                done.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert inside.wait(5)
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
        with pytest.raises(OperationalError, match="locked"), transaction.atomic():
            pass
        done.set()
        holding.result(10)
    with transaction.atomic():
        Person.objects.create(name="后")
