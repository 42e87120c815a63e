"""Close codes of a socket that is one too many, too fast, too old or on another device."""

import json
import uuid

from api.live import builds, crowd, hub
from api.live.budget import BURST, REFUSED_AT_MOST
from api.live.threads import in_thread
from api.viewers import DEVICE_SESSION_KEY
from core import clock
from core.services.devices import device_bind
from tests.api.live.test_consumers import closed_with, judge_cookie, opened, told
from tests.system.faults.seed import session_cookie


def cookie_on(final, device):
    """A judge's session that is bound to a device."""
    account = final.judges[0].account
    return session_cookie(account, **{DEVICE_SESSION_KEY: device.pk})


def second_device(final):
    return device_bind(
        person=final.judges[0].person, kind="judge", key="another", label="", at=clock.now()
    )


async def greeted(live, **body):
    await live.send_json_to({"t": "hello", "id": 1, "body": {"build": "0.1.0", **body}})
    return live


async def test_a_judge_goes_on_at_another_device(final, socket):
    first = await in_thread(cookie_on, final, final.judges[0].device)
    other = await in_thread(cookie_on, final, await in_thread(second_device, final))
    tablet, tab = [await opened(socket(first)) for _ in range(2)]
    for live in (tablet, tab):
        await told(await greeted(live), "welcome")  # two tabs of one device stay
    phone = await opened(socket(other))
    await told(await greeted(phone), "welcome")
    assert [await closed_with(live) for live in (tablet, tab)] == [4409, 4409]
    again = await opened(socket(first))  # a tap there takes over again
    await told(await greeted(again), "welcome")
    assert await closed_with(phone) == 4409


async def test_an_old_client_leaves_with_an_empty_outbox_only(final, socket, monkeypatch):
    monkeypatch.setattr(builds, "OLDEST", (9, 0, 0))
    cookie = await in_thread(judge_cookie, final)
    full = await opened(socket(cookie))
    await told(await greeted(full, pending=3), "welcome")
    empty = await opened(socket(cookie))
    await greeted(empty)
    assert await closed_with(empty) == 4426


async def test_one_socket_too_many(final, socket, monkeypatch):
    monkeypatch.setattr(crowd, "SOCKETS_PER_PERSON", 2)
    cookie = await in_thread(judge_cookie, final)
    held = [await greeted(await opened(socket(cookie))) for _ in range(2)]
    for live in held:
        await told(live, "welcome")
    late = await opened(socket(cookie))
    assert (await told(late, "closing"))["body"] == {"code": 4429, "why": "person"}
    assert await closed_with(late) == 4429
    await held[0].disconnect()
    await told(await greeted(await opened(socket(cookie))), "welcome")


async def test_a_full_room_takes_its_judge_and_no_console_more(final, socket, member, monkeypatch):
    monkeypatch.setattr(hub, "WATCHERS_PER_ROOM", 1)
    watch = {"t": "watch", "room": str(final.room.uid)}
    consoles = [await opened(socket(await in_thread(member, "timekeeper"))) for _ in range(2)]
    await consoles[0].send_json_to(watch)
    await told(consoles[0], "state")
    await consoles[1].send_json_to(watch)
    assert (await told(consoles[1], "closing"))["body"] == {"code": 4429, "why": "room"}
    assert await closed_with(consoles[1]) == 4429
    judge = await opened(socket(await in_thread(judge_cookie, final)))
    await judge.send_json_to(watch)
    await told(judge, "state")


async def test_a_flood_is_refused_then_ended_and_its_neighbor_goes_on(final, socket):
    cookie = await in_thread(judge_cookie, final)
    loud, calm = await opened(socket(cookie)), await opened(socket(cookie))
    unknown = json.dumps({"t": "unwatch", "room": str(uuid.uuid4())})
    for _ in range(int(BURST + REFUSED_AT_MOST) * 2):
        await loud.send_to(unknown)
    # Refusals that nobody reads would fill the outbox first: both ends are right.
    assert await closed_with(loud) in {4408, 4429}
    await told(await greeted(calm), "welcome")
