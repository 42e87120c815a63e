import asyncio

import pytest

from api.live import consumers
from api.live.consumers import LiveConsumer


async def test_a_socket_that_takes_nothing_is_closed(monkeypatch):
    monkeypatch.setattr(consumers, "SEND_SECONDS", 0.05)
    sent = []

    async def stuck(message):
        if message["type"] == "websocket.send":
            await asyncio.sleep(60)
        sent.append(message)

    consumer = LiveConsumer()
    consumer.base_send = stuck
    consumer.outbox.put("x")
    consumer._pump = asyncio.create_task(consumer._send_all())
    with pytest.raises(asyncio.CancelledError):
        await consumer._pump
    assert consumer._closing is not None
    await consumer._closing
    assert sent == [{"type": "websocket.close", "code": 4408}]


async def test_frames_that_take_their_time_together_are_not_too_slow(monkeypatch):
    monkeypatch.setattr(consumers, "SEND_SECONDS", 0.2)
    sent, done = [], asyncio.Event()

    async def unhurried(message):
        await asyncio.sleep(0.03)
        sent.append(message["text"])
        if len(sent) == 12:
            done.set()

    consumer = LiveConsumer()
    consumer.base_send = unhurried
    for number in range(12):
        consumer.outbox.put(str(number))
    consumer._pump = asyncio.create_task(consumer._send_all())
    await done.wait()
    assert consumer._closing is None
    consumer._end()


async def test_a_socket_with_too_much_waiting_is_closed():
    sent = []

    async def keep(message):
        sent.append(message)

    consumer = LiveConsumer()
    consumer.base_send = keep
    for _ in range(100):
        consumer.outbox.put("x")
    await consumer._send_all()
    assert sent == [{"type": "websocket.close", "code": 4408}]
