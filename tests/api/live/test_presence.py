"""A judge's socket and what a console of another loop sees of it, at a tenth of the time."""

import pytest

from api.live.threads import in_thread
from core import tempo
from tests.api.live.test_consumers import judge_cookie, opened, told

SECONDS = 20.0


@pytest.fixture
def brisk(monkeypatch):
    monkeypatch.setattr(tempo, "TEMPO", tempo.TEMPO.scaled(0.1))


async def presence(console):
    while True:
        body = (await told(console, "state", within=SECONDS))["body"]
        for seat in body["seats"]:
            if seat["seat"] == 1:
                return seat["presence"]


async def test_a_console_sees_a_judge_come_go_and_come_back(brisk, final, socket, member):
    room = str(final.room.uid)
    console = await opened(socket(await in_thread(member, "timekeeper")))
    await console.send_json_to({"t": "watch", "room": room})
    assert await presence(console) == "offline"
    judge = await opened(socket(await in_thread(judge_cookie, final)))
    await judge.send_json_to({"t": "watch", "room": room})
    assert await presence(console) == "online"
    # The judge's own frame says nothing of it.
    body = (await told(judge, "state", within=SECONDS))["body"]
    assert set(body) <= {"round", "slot", "lights"}
    await judge.disconnect()
    assert await presence(console) == "offline"
    again = await opened(socket(await in_thread(judge_cookie, final)))
    await again.send_json_to({"t": "watch", "room": room})
    assert await presence(console) == "online"
    await again.disconnect()
    await console.disconnect()
