"""A judge goes on at another device, which another server serves: the older one is told."""

from __future__ import annotations

import asyncio
import json
from contextlib import ExitStack

import pytest
import websockets
from redis import Redis

from api.viewers import DEVICE_SESSION_KEY
from core import clock
from core.bus_link import channel_of
from core.services.devices import device_bind
from tests.system.faults import seed as seeds
from tests.system.faults.test_bus import SECONDS, Hall, until

pytestmark = pytest.mark.timeout(120)


async def greeted(url: str, cookie: str) -> websockets.ClientConnection:
    """A socket that was welcomed."""
    socket = await websockets.connect(
        url.replace("http", "ws") + "/ws/v1/live",
        subprotocols=[websockets.Subprotocol("yisai.v1")],
        additional_headers={"Origin": url, "Cookie": cookie},
        compression=None,
    )
    await socket.send(json.dumps({"t": "hello", "body": {"build": "test"}}))
    assert json.loads(await socket.recv())["t"] == "welcome"
    return socket


async def ended(socket: websockets.ClientConnection) -> int | None:
    """How the server closed it; TimeoutError where it does not."""
    async with asyncio.timeout(SECONDS):
        await socket.wait_closed()
    return socket.close_code


async def back_and_forth(hall: Hall, tablet: str, phone: str) -> None:
    """Tablet at the first server, phone at the second, and the tablet again."""
    with Redis.from_url(hall.valkey.url) as client:

        def hear(many: int) -> bool:
            return client.pubsub_numsub(channel_of(hall.valkey.url))[0][1] >= many

        before = await greeted(hall.first.url, tablet)
        await until(lambda: hear(1))
        meanwhile = await greeted(hall.second.url, phone)
        assert await ended(before) == 4409
        await until(lambda: hear(2))
        after = await greeted(hall.first.url, tablet)
        assert await ended(meanwhile) == 4409
        await after.ping()
        assert after.close_code is None
        await after.close()


def test_the_older_device_is_told_by_the_other_server(fresh_database, tmp_path):
    with ExitStack() as stack:
        hall = Hall(stack, fresh_database.url, tmp_path)
        judge = hall.final.judges[0]
        other = device_bind(
            person=judge.person, kind="judge", key="another", label="", at=clock.now()
        )
        tablet, phone = (
            seeds.session_cookie(judge.account, **{DEVICE_SESSION_KEY: device.pk})
            for device in (judge.device, other)
        )
        asyncio.run(back_and_forth(hall, tablet, phone))
