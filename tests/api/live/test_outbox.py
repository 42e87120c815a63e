import asyncio
import uuid

from api.live.outbox import MOST_BYTES, MOST_FRAMES, Outbox


async def drained(outbox):
    found = []
    while True:
        try:
            async with asyncio.timeout(0.05):
                found.append(await outbox.take())
        except TimeoutError:
            return found


async def test_states_are_coalesced_in_their_place_and_answers_keep_their_order():
    outbox, room, other = Outbox(), uuid.uuid4(), uuid.uuid4()
    outbox.put_state(room, 1, "r1")
    outbox.put("a")
    outbox.put_state(other, 5, "o5")
    outbox.put_state(room, 3, "r3")
    outbox.put_state(room, 2, "r2")
    outbox.put("b")
    assert await drained(outbox) == ["r3", "a", "o5", "b"]


async def test_a_room_no_longer_watched_is_silent():
    outbox, room = Outbox(), uuid.uuid4()
    outbox.put_state(room, 1, "r1")
    outbox.put("a")
    outbox.forget(room)
    assert await drained(outbox) == ["a"]
    outbox.put_state(room, 0, "r0")
    assert await drained(outbox) == ["r0"]


async def test_any_number_of_states_never_overflows():
    outbox, room = Outbox(), uuid.uuid4()
    for version in range(10_000):
        outbox.put_state(room, version, "x" * 1000)
    assert await drained(outbox) == ["x" * 1000]


async def test_too_many_answers_overflow():
    outbox = Outbox()
    for _ in range(MOST_FRAMES):
        outbox.put("x")
    assert not outbox.overflowed
    outbox.put("x")
    assert await outbox.take() is None


async def test_too_many_bytes_overflow():
    outbox = Outbox()
    outbox.put("x" * MOST_BYTES)
    assert not outbox.overflowed
    outbox.put("x")
    assert outbox.overflowed


async def test_the_same_state_again_is_not_sent():
    """It would say that somebody else's view has changed."""
    outbox, room = Outbox(), uuid.uuid4()
    outbox.put_state(room, 1, "one")
    assert await outbox.take() == "one"
    outbox.put_state(room, 1, "one")
    outbox.put_state(room, 2, "two")
    assert await outbox.take() == "two"
    outbox.forget(room)
    outbox.put_state(room, 2, "two")
    assert await outbox.take() == "two"
