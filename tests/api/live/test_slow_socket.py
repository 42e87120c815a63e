import asyncio

from api.live import consumers
from api.live.consumers import LiveConsumer


def started(send):
    consumer = LiveConsumer()
    consumer.base_send = send
    consumer._begin_sending()
    return consumer


async def soon(when, seconds=5.0):
    async with asyncio.timeout(seconds):
        while not when():  # noqa: ASYNC110 - soon over
            await asyncio.sleep(0.005)


async def test_a_socket_that_takes_at_once_is_sent_to_at_once():
    sent = []

    async def keep(message):
        sent.append(message["text"])

    consumer = started(keep)
    for number in range(100):
        consumer.outbox.put(str(number))
    assert sent == [str(number) for number in range(100)]
    assert not consumer._line.is_slow


async def test_a_socket_that_takes_nothing_is_closed(monkeypatch):
    monkeypatch.setattr(consumers, "SEND_SECONDS", 0.05)
    sent = []

    async def stuck(message):
        if message["type"] == "websocket.send":
            await asyncio.sleep(60)
        sent.append(message)

    consumer = started(stuck)
    consumer.outbox.put("x")
    await soon(lambda: sent)
    assert sent == [{"type": "websocket.close", "code": 4408}]


async def test_what_came_while_a_socket_took_nothing_is_sent_in_order(monkeypatch):
    sent, free = [], asyncio.Event()

    async def held(message):
        await free.wait()
        sent.append(message["text"])

    consumer = started(held)
    for number in range(12):
        consumer.outbox.put(str(number))
    await asyncio.sleep(0.01)
    assert (sent, consumer._line.is_slow) == ([], True)
    free.set()
    await soon(lambda: not consumer._line.is_slow)
    consumer.outbox.put("12")
    assert sent == [str(number) for number in range(13)]


async def test_frames_that_take_their_time_together_are_not_too_slow(monkeypatch):
    monkeypatch.setattr(consumers, "SEND_SECONDS", 0.2)
    sent = []

    async def unhurried(message):
        await asyncio.sleep(0.03)
        sent.append(message["text"])

    consumer = started(unhurried)
    for number in range(12):
        consumer.outbox.put(str(number))
    await soon(lambda: len(sent) == 12)
    assert not consumer._closed
    consumer._end()


async def test_a_socket_with_too_much_waiting_is_closed():
    sent: list[dict[str, str]] = []

    async def held(message):
        if message["type"] == "websocket.send" and not sent:
            await asyncio.sleep(0.02)
        sent.append(message)

    consumer = started(held)
    for _ in range(100):
        consumer.outbox.put("x")
    await soon(lambda: len(sent) == 2)
    assert sent == [
        {"type": "websocket.send", "text": "x"},
        {"type": "websocket.close", "code": 4408},
    ]


async def test_a_socket_that_is_gone_is_sent_nothing_more():
    tried = []

    async def gone(message):
        tried.append(message)
        raise ConnectionError

    consumer = started(gone)
    consumer.outbox.put("x")
    consumer.outbox.put("y")
    assert len(tried) == 1


async def test_who_ends_while_a_frame_waits_leaves_no_task():
    async def stuck(message):
        await asyncio.sleep(60)

    consumer = started(stuck)
    consumer.outbox.put("x")
    slow = consumer._line._slow
    consumer._end()
    await asyncio.wait([slow], timeout=5)
    assert slow.cancelled()
