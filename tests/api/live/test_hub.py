"""The hub believes the database, not the hints."""

import asyncio

from api.live.threads import in_thread
from core import bus
from core.bus_link import ROOM, Hint
from tests.api.live.test_consumers import judge_cookie, opened, operation, told

SECONDS = 20.0


async def test_a_hint_of_a_version_that_never_was_does_not_hold_up_a_room(final, socket, member):
    console = await opened(socket(await in_thread(member, "timekeeper")))
    judge = await opened(socket(await in_thread(judge_cookie, final)))
    await console.send_json_to({"t": "watch", "room": str(final.room.uid)})
    assert (await told(console, "state"))["v"] == 0
    await asyncio.to_thread(bus._heard, Hint(ROOM, str(final.room.uid), (10**9,)))
    await judge.send_json_to({"t": "ops", "body": {"ops": [operation(final)]}})
    await told(judge, "ack", within=SECONDS)
    assert (await told(console, "state", within=SECONDS))["v"] == 1
    await console.disconnect()
    await judge.disconnect()
