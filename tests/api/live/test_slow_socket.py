import asyncio

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
    await consumer._send_all()
    assert sent == [{"type": "websocket.close", "code": 4408}]


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
