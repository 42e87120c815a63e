"""Jobs: queued with the command's transaction, once for each key, tried again, never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks import task
from django_tasks.exceptions import InvalidTaskError

from core import clock
from core.jobs.runs import (
    MOST_CLAIMS,
    LeaseLost,
    run_again,
    run_claim,
    run_done,
    run_fail,
    run_keep,
    runs_failed,
    runs_forget,
    runs_overdue,
)
from core.jobs.schedule import Periodic, Schedule, periodics
from core.jobs.worker import Worker, drain
from core.models import Host, JobRun, JobState
from tests.core.jobs import playing

AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clean():
    playing.calls.clear()
    playing.moods.clear()
    with clock.frozen(AT):
        yield


def claim(worker: str = "a", *, at: datetime = AT, lease_s: float = 10) -> JobRun:
    run = run_claim(worker=worker, lease_s=lease_s, at=at)
    assert run is not None
    return run


def later(**wait: float) -> datetime:
    return AT + timedelta(**wait)


def unnamed(*, name: str) -> None:
    """A function that somebody makes a task of and forgets the key."""


def test_a_task_without_a_key_is_refused():
    with pytest.raises(InvalidTaskError, match="no key"):
        task(unnamed)


def test_a_job_does_not_take_what_has_no_name():
    with pytest.raises(InvalidTaskError, match="named arguments"):
        playing.once.enqueue("a")


def test_the_same_key_is_one_run_and_is_done_once():
    first, second = playing.once.enqueue(name="a"), playing.once.enqueue(name="a")
    assert first.id == second.id
    assert (drain(), playing.calls) == (1, ["a"])
    playing.once.enqueue(name="a")
    assert (drain(), playing.calls) == (0, ["a"])


def test_two_jobs_may_use_the_same_key():
    playing.once.enqueue(name="a")
    playing.thrice.enqueue(name="a")
    assert drain() == 2


def test_what_is_rolled_back_was_never_queued():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        playing.once.enqueue(name="a")
        raise ZeroDivisionError
    assert drain() == 0


def test_a_run_waits_for_its_time_and_urgent_ones_go_first():
    playing.once.using(run_after=later(minutes=5)).enqueue(name="later")
    playing.once.enqueue(name="now")
    playing.urgent.enqueue(name="urgent")
    assert drain() == 2
    assert playing.calls == ["urgent", "now"]
    with clock.frozen(later(minutes=5)):
        assert drain() == 1


def test_a_failure_is_tried_again_later_and_each_wait_is_longer():
    playing.moods["a"] = [ValueError("secret words"), ValueError("secret words"), None]
    playing.thrice.enqueue(name="a")
    assert (drain(), len(playing.calls)) == (1, 1)
    run = JobRun.objects.get()
    assert (run.state, run.error) == (JobState.WAITING, "builtins.ValueError")
    assert later(seconds=10) <= run.due_at <= later(seconds=12.5)
    with clock.frozen(later(seconds=13)):
        assert drain() == 1
    run.refresh_from_db()
    assert later(seconds=33) <= run.due_at <= later(seconds=38)
    with clock.frozen(later(seconds=40)):
        assert drain() == 1
    run.refresh_from_db()
    assert (run.state, run.failures, run.claims, run.kwargs) == (JobState.DONE, 2, 3, {})


def test_who_failed_too_often_waits_for_a_person():
    playing.moods["a"] = [ValueError(), None]
    playing.once.enqueue(name="a")
    assert drain() == 1
    assert [run.key for run in runs_failed()] == ["once:a"]
    playing.once.enqueue(name="a")
    assert drain() == 0
    assert run_again(key="once:a", at=AT)
    assert not run_again(key="once:a", at=AT)
    assert (drain(), runs_failed()) == (1, [])


def test_a_row_that_names_no_job_fails_at_once_and_runs_nothing():
    playing.thrice.enqueue(name="a")
    for name in ("os.getcwd", "tests.core.jobs.playing.nothing", "tests.core.jobs.playing.by_name"):
        JobRun.objects.update(job=name, state=JobState.WAITING, ended_at=None, failures=0)
        assert drain() == 1
        assert JobRun.objects.get().state == JobState.FAILED
    assert playing.calls == []


def test_an_atomic_job_and_its_end_are_one_commit():
    playing.moods["zone"] = [ValueError()]
    playing.host_make.enqueue(name="zone")
    assert drain() == 1
    assert not Host.objects.exists()
    run_again(key="host_make:zone", at=AT)
    assert drain() == 1
    assert Host.objects.count() == 1


def test_a_lost_lease_undoes_an_atomic_job():
    playing.once.enqueue(name="a")
    slow = claim("slow")
    quick = claim("quick", at=later(seconds=11))
    with pytest.raises(LeaseLost), run_done(run=slow, at=later(seconds=12)):
        Host.objects.create(slug="twice")
    assert not Host.objects.exists()
    assert not run_keep(run=slow, lease_s=10, at=later(seconds=12))
    assert run_fail(run=slow, job=playing.once, error="x", at=later(seconds=12)) is None
    with run_done(run=quick, at=later(seconds=13)):
        Host.objects.create(slug="once")
    assert JobRun.objects.get().state == JobState.DONE


def test_a_kept_lease_is_not_taken_and_a_silent_one_is():
    playing.once.enqueue(name="a")
    run = claim("a")
    assert run_claim(worker="b", lease_s=10, at=later(seconds=9)) is None
    assert run_keep(run=run, lease_s=10, at=later(seconds=9))
    assert run_claim(worker="b", lease_s=10, at=later(seconds=18)) is None
    assert claim("b", at=later(seconds=20)).claims == 2


def test_dead_workers_cost_no_try_but_a_job_that_kills_them_is_stopped():
    playing.once.enqueue(name="a")
    at = AT
    for _ in range(MOST_CLAIMS):
        run = claim(at=at)
        assert run.failures == 0
        at += timedelta(seconds=11)
    assert run_claim(worker="a", lease_s=10, at=at) is None
    assert [run.error for run in runs_failed()] == ["lease_lost"]


def test_a_job_that_takes_too_long_is_ended():
    playing.sleepy.enqueue(name="a")
    assert (drain(), playing.calls) == (1, ["a"])
    assert runs_failed()[0].error == "core.jobs.worker.JobTimedOut"


def test_each_slot_is_queued_once_however_many_workers_look():
    table = [Periodic(playing.hourly, 3600)]
    first, second = Schedule(table), Schedule(table)
    for at in (AT, later(minutes=59)):
        for schedule in (first, second):
            schedule.look(at)
    assert drain() == 1
    first.look(later(hours=1))
    # The machine slept: one run for the slot it wakes in, none for those it missed.
    second.look(later(hours=9))
    assert drain() == 2
    assert [call.split()[0] for call in playing.calls] == ["hour"] * 3


def test_a_schedule_may_have_nothing_to_do():
    Schedule([Periodic(playing.hourly, 3600, when=lambda: False)]).look(AT)
    assert not JobRun.objects.exists()


def test_the_house_has_its_periodic_jobs():
    names = {each.job.name for each in periodics()}
    assert {"audit_place", "checkpoints_sign", "uploads_give_up", "runs_sweep"} <= names
    assert "idempotency_keys_sweep" in names
    Worker("w").turn()
    assert JobRun.objects.filter(key__startswith="runs_sweep:").count() == 1


def test_done_runs_are_forgotten_failed_ones_are_not():
    playing.moods["bad"] = [ValueError()]
    for name in ("good", "bad"):
        playing.once.enqueue(name=name)
    drain()
    assert runs_forget(before=later(days=-1)) == 0
    assert runs_forget(before=later(days=3)) == 1
    assert [run.key for run in JobRun.objects.all()] == ["once:bad"]


def test_what_nobody_does_is_seen():
    playing.once.enqueue(name="a")
    assert (runs_overdue(since=later(seconds=-1)), runs_overdue(since=AT)) == (0, 1)
