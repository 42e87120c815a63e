"""Who asks for a room's state shares a read with others, and is never told an older one."""

import asyncio
import uuid

import pytest

from api.live import readings
from api.live.readings import Readings
from judging.selectors.room_state import Audience

ROOM, CONSOLE = uuid.uuid4(), Audience("console")


class Store:
    """A room whose version a test moves, and whose reads take until they are let go."""

    def __init__(self) -> None:
        self.version = 1
        self.reads = 0
        self.slow = asyncio.Event()
        self.slow.set()
        self.fault: Exception | None = None

    async def read(self, _read, _room, audiences):
        self.reads += 1
        version = self.version
        await asyncio.sleep(0)
        await self.slow.wait()
        if self.fault:
            raise self.fault
        return dict.fromkeys(audiences, (version, f"state {version}"))


@pytest.fixture
def store(monkeypatch) -> Store:
    made = Store()
    monkeypatch.setattr(readings, "in_thread", made.read)
    return made


async def test_a_crowd_shares_two_reads(store):
    shared = Readings()
    store.slow.clear()
    first = asyncio.create_task(shared.state(ROOM, CONSOLE))
    await asyncio.sleep(0.01)
    crowd = [asyncio.create_task(shared.state(ROOM, CONSOLE)) for _ in range(200)]
    await asyncio.sleep(0.01)
    store.slow.set()
    assert await first == (1, "state 1")
    assert set(await asyncio.gather(*crowd)) == {(1, "state 1")}
    assert store.reads == 2
    assert not shared._running
    assert not shared._next


async def test_what_was_read_before_the_question_is_no_answer(store):
    shared = Readings()
    store.slow.clear()
    first = asyncio.create_task(shared.state(ROOM, CONSOLE))
    await asyncio.sleep(0.01)  # it has read version 1 and is on its way
    store.version = 2
    later = asyncio.create_task(shared.state(ROOM, CONSOLE))
    await asyncio.sleep(0.01)
    store.slow.set()
    assert [(await each)[0] for each in (first, later)] == [1, 2]


async def test_audiences_do_not_meet(store):
    shared = Readings()
    judge = Audience("judge", frozenset({7}))
    await asyncio.gather(shared.state(ROOM, CONSOLE), shared.state(ROOM, judge))
    assert store.reads == 2


async def test_one_who_leaves_ends_it_for_nobody_else_and_a_fault_is_told_to_all(store):
    shared = Readings()
    store.slow.clear()
    gone, stays = [asyncio.create_task(shared.state(ROOM, CONSOLE)) for _ in range(2)]
    await asyncio.sleep(0.01)
    gone.cancel()
    await asyncio.sleep(0)
    store.fault = OSError("away")
    store.slow.set()
    with pytest.raises(OSError, match="away"):
        await stays
    store.fault = None
    assert await shared.state(ROOM, CONSOLE) == (1, "state 1")
