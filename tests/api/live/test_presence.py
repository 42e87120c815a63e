"""A judge's and a screen's socket and what a console sees of it, at a tenth of the time."""

from importlib import import_module

import pytest
from django.conf import settings

from api.live.threads import in_thread
from api.viewers import DEVICE_SESSION_KEY
from core import clock, tempo
from core.services.pairings import pairing_open
from judging.models import Room
from judging.services.screens import screen_pair
from tests.api.live.test_consumers import judge_cookie, opened, told
from tests.system.faults import seed as seeds

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
    assert set(body) <= {"round", "slot", "lights", "closing", "session"}
    await judge.disconnect()
    await sees(console, "offline")
    again = await opened(socket(await in_thread(judge_cookie, final)))
    await again.send_json_to({"t": "watch", "room": room})
    await sees(console, "online")
    await again.disconnect()
    await console.disconnect()


def screen_cookie(final):
    """The session of a browser that was paired with the room."""
    room = Room.objects.select_related("panel__round__edition").get(pk=final.room.pk)
    actor, now = seeds.person("technician"), clock.now()
    code = pairing_open(label="", at=now).code
    screen = screen_pair(room=room, code=code, label="主屏", actor=actor, at=now)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[DEVICE_SESSION_KEY] = screen.device_id
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


async def lists(console, wanted):
    """The frame in which the console's list of lost screens is this."""
    while True:
        body = (await told(console, "state", within=SECONDS))["body"]
        if [each["name"] for each in body["todos"] if each["kind"] == "screen"] == wanted:
            return body


async def test_a_console_sees_a_screen_lost_and_back(brisk, final, socket, member):
    room = str(final.room.uid)
    cookie = await in_thread(screen_cookie, final)
    console = await opened(socket(await in_thread(member, "timekeeper")))
    await console.send_json_to({"t": "watch", "room": room})
    screen = await opened(socket(cookie))
    await screen.send_json_to({"t": "watch", "room": room})
    body = (await told(screen, "state", within=SECONDS))["body"]
    assert "todos" not in body
    await screen.disconnect()
    await lists(console, ["主屏"])
    again = await opened(socket(cookie))
    await again.send_json_to({"t": "watch", "room": room})
    body = await lists(console, [])
    assert body["screen"]["devices"][0]["online"]
    await again.disconnect()
    await console.disconnect()
