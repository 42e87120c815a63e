"""The product with one planted fault, chosen by YISAI_MUTANT: proof that the harness sees it.

no-op-key   an operation's key is not checked, so a second sending counts again
ack-early   the acknowledgement leaves before the commit
silent      viewers are told of nothing after their first state
bus-waits   whoever commits waits until the bus has answered
"""

from __future__ import annotations

import os
import threading
import time
import uuid

from redis import Redis

from config.asgi import application
from core.bus_link import Link, message_of
from core.writer import Writer
from judging.services.scoring import rules, store

__all__ = ["application"]


def forget_keys() -> None:
    real = store._operation
    rules._Desk._repeated = lambda self, op, digest: None  # type: ignore[method-assign]

    def unkeyed(ruling, outcome):
        return {**real(ruling, outcome), "op_id": uuid.uuid4().hex}

    store._operation = unkeyed


def answer_early() -> None:
    running = threading.local()
    write, committed = store.operations_write, Writer._committed

    def work(self, batch):
        running.batch = batch
        try:
            committed(self, [item for job, _ in batch for item in job])
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)

    def early(cursor, numbers, answered, at):
        pairs = list(answered)
        write(cursor, numbers, pairs, at)
        outcomes = iter([outcome for _, outcome in pairs])
        for job, future in running.batch:
            if not future.done():
                future.set_result([next(outcomes) for _ in job])
        time.sleep(0.03)  # a disk that takes its time

    Writer._work = work  # type: ignore[method-assign]
    store.operations_write = early


def wait_for_the_bus() -> None:
    def tell(self, hint):
        Redis.from_url(self._url).publish(self.channel, message_of(self._origin, [hint]))

    Link.tell = tell  # type: ignore[method-assign]


def tell_nobody() -> None:
    from api.live.hub import _Feed

    _Feed.mark = _Feed.correct = lambda self, version: None  # type: ignore[method-assign]


{
    "no-op-key": forget_keys,
    "ack-early": answer_early,
    "silent": tell_nobody,
    "bus-waits": wait_for_the_bus,
}[os.environ["YISAI_MUTANT"]]()
