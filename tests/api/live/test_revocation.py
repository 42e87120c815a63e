"""What a person lost ends on her open sockets by itself: no frame has to come in first."""

import pytest
from django.contrib.sessions.models import Session

from api.live import rights
from api.live.threads import in_thread
from api.viewers import DEVICE_SESSION_KEY
from core import clock, tempo
from core.models import Membership
from core.selectors.rights import people_moved
from core.services.devices import device_revoke
from tests.api.live.test_consumers import closed_with, judge_cookie, opened, told
from tests.system.faults.seed import session_cookie


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(tempo, "TEMPO", tempo.Tempo(version_poll_s=0.1))


def end_memberships():
    Membership.objects.filter(until__isnull=True).update(until=clock.now())


async def watching(live, final):
    await live.send_json_to({"t": "watch", "room": str(final.room.uid)})
    await told(live, "state")
    return live


async def test_an_ended_session(final, socket):
    cookie = await in_thread(judge_cookie, final)
    other = await watching(await opened(socket(await in_thread(judge_cookie, final, 1))), final)
    live = await watching(await opened(socket(cookie)), final)
    key = cookie.partition("=")[2]
    await in_thread(Session.objects.filter(session_key=key).delete)
    assert await closed_with(live) == 4401
    await other.send_json_to({"t": "ping", "id": 9})
    assert (await told(other, "pong"))["id"] == 9


async def test_a_revoked_device_of_a_socket_that_watches_nothing(final, socket):
    judge = final.judges[0]
    cookie = await in_thread(session_cookie, judge.account, **{DEVICE_SESSION_KEY: judge.device.pk})
    live = await opened(socket(cookie))
    await live.send_json_to({"t": "ping", "id": 1})
    await told(live, "pong")
    await in_thread(device_revoke, device=judge.device, at=clock.now())
    assert await closed_with(live) == 4401


async def test_an_ended_role(final, socket, member):
    live = await watching(await opened(socket(await in_thread(member, "organizer"))), final)
    await in_thread(end_memberships)
    assert await closed_with(live) == 4403


async def test_the_watch_is_what_ends_them(final, socket, monkeypatch):
    """Planted: with a watch that sees nothing the socket would stay open."""
    monkeypatch.setattr(rights, "presences_moved", lambda presences, at: set())
    live = await watching(await opened(socket(await in_thread(judge_cookie, final))), final)
    await in_thread(Session.objects.all().delete)
    with pytest.raises(TimeoutError):
        await live.receive_output(0.5)


def test_a_role_that_ends_next_year_has_not_moved(final, member):
    member("organizer")
    now = clock.now()
    Membership.objects.update(since=now.replace(year=2020), until=now.replace(year=now.year + 1))
    ids = list(Membership.objects.values_list("person_id", flat=True))
    since = now.replace(year=2025)
    assert ids
    assert people_moved(ids=ids, since=since, at=now) == set()
    Membership.objects.update(until=now)
    assert people_moved(ids=ids, since=since, at=now) == set(ids)
