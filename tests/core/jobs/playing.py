"""Jobs for the tests: a worker finds a job by its dotted name, so they stand in a module."""

import time

from core.jobs.job import job
from core.models import Host

calls: list[str] = []
moods: dict[str, list[BaseException | None]] = {}


def by_name(*, name: str) -> str:
    return name


def _play(name: str) -> None:
    calls.append(name)
    waiting = moods.get(name)
    mood = waiting.pop(0) if waiting else None
    if mood is not None:
        raise mood


@job(key=by_name, retries=0)
def once(*, name: str) -> None:
    _play(name)


@job(key=by_name, retries=2, backoff_s=10)
def thrice(*, name: str) -> None:
    _play(name)


@job(key=by_name, retries=0, atomic=True)
def host_make(*, name: str) -> None:
    Host.objects.create(slug=name)
    _play(name)


@job(key=by_name, retries=0, timeout_s=0.05)
def sleepy(*, name: str) -> None:
    calls.append(name)
    try:
        time.sleep(30)
    except Exception:  # noqa: BLE001 - what a careless job does
        calls.append("kept on")


@job(key=lambda *, slot: str(slot), retries=0)
def hourly(*, slot: int) -> None:
    calls.append(f"hour {slot}")


@job(key=by_name, retries=0, priority=10)
def urgent(*, name: str) -> None:
    _play(name)
