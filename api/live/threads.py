"""The ORM from asynchronous code: a few threads of our own, each with a healing connection."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import ParamSpec, TypeVar

from django.db import connection

from core.db.connections import fresh

THREADS = 4

P = ParamSpec("P")
R = TypeVar("R")
_pools: list[ThreadPoolExecutor] = []


def _pool() -> ThreadPoolExecutor:
    if not _pools:
        _pools.append(ThreadPoolExecutor(THREADS, thread_name_prefix="live"))
    return _pools[0]


async def in_thread(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `work` in a thread of ours; its database errors come through."""
    context = contextvars.copy_context()

    def run() -> R:
        with fresh(keep=True):
            return work(*args, **kwargs)

    return await asyncio.get_running_loop().run_in_executor(_pool(), context.run, run)


def threads_stop() -> None:
    """Close the threads' connections and end them; the next use starts anew."""
    while _pools:
        pool = _pools.pop()
        meeting = Barrier(THREADS)
        for each in [pool.submit(_leave, meeting) for _ in range(THREADS)]:
            each.result()
        pool.shutdown()


def _leave(meeting: Barrier) -> None:
    """Close this thread's connection; the meeting makes sure that each thread does."""
    connection.close()
    meeting.wait()
