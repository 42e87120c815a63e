"""A judge's socket and what a console of another loop sees of it, at a tenth of the time."""

import pytest

from api.live.threads import in_thread
from core import tempo
from tests.api.live.test_consumers import judge_cookie, opened, told

SECONDS = 20.0


@pytest.fixture
def brisk(monkeypatch):
    monkeypatch.setattr(tempo, "TEMPO", tempo.TEMPO.scaled(0.1))


async def sees(console, wanted):
    """Frames are whole pictures, so the one that says so comes; else the wait runs out."""
    while True:
        body = (await told(console, "state", within=SECONDS))["body"]
        if next(each for each in body["seats"] if each["seat"] == 1)["presence"] == wanted:
            return


async def test_a_console_sees_a_judge_come_go_and_come_back(brisk, final, socket, member):
    room = str(final.room.uid)
    console = await opened(socket(await in_thread(member, "timekeeper")))
    await console.send_json_to({"t": "watch", "room": room})
    await sees(console, "offline")
    judge = await opened(socket(await in_thread(judge_cookie, final)))
    await judge.send_json_to({"t": "watch", "room": room})
    await sees(console, "online")
    # The judge's own frame says nothing of it.
    body = (await told(judge, "state", within=SECONDS))["body"]
    assert set(body) <= {"round", "slot", "lights"}
    await judge.disconnect()
    await sees(console, "offline")
    again = await opened(socket(await in_thread(judge_cookie, final)))
    await again.send_json_to({"t": "watch", "room": room})
    await sees(console, "online")
    await again.disconnect()
    await console.disconnect()
