"""A socket that is open all day: it goes on as long as its session does, and no longer."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from api.live.threads import in_thread
from core import clock, tempo
from judging.models import ScoreCell
from tests.api.live.test_consumers import closed_with, judge_cookie, opened, operation, told

DAY = timedelta(hours=25)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(tempo, "TEMPO", tempo.Tempo(version_poll_s=0.1, heartbeat_s=0.2))


def a_day_later(monkeypatch):
    """Every clock of the product goes on a day in an instant; the socket stays open meanwhile."""
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + DAY)


async def test_a_day_later_it_answers_scores_and_hears_as_before(
    final, socket, member, monkeypatch
):
    judge = await opened(socket(await in_thread(judge_cookie, final)))
    console = await opened(socket(await in_thread(member, "organizer")))
    versions = []
    for live in (judge, console):
        await live.send_json_to({"t": "watch", "room": str(final.room.uid)})
        versions.append((await told(live, "state"))["v"])
    at = clock.now()
    a_day_later(monkeypatch)
    await judge.send_json_to({"t": "ping", "id": 1})
    assert (await told(judge, "pong"))["body"]["server_time"] > clock.instant_text(at + DAY / 2)
    await judge.send_json_to({"t": "ops", "id": 2, "body": {"ops": [operation(final)]}})
    assert (await told(judge, "ack"))["body"]["outcomes"][0]["outcome"] == "applied"
    # What stood there before the day went by may be told once more, as it looks a day later.
    while (await told(console, "state"))["v"] <= versions[-1]:
        continue
    cell = await in_thread(lambda: ScoreCell.objects.get(value=2250))
    assert cell.rev == 1


async def test_it_ends_with_its_session(final, socket):
    """Nobody signs out and nothing comes in: the session's time is over, and so is the socket."""
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await live.send_json_to({"t": "ping", "id": 1})
    await told(live, "pong")
    soon = timezone.now() + timedelta(seconds=0.3)
    await in_thread(Session.objects.update, expire_date=soon)
    assert await closed_with(live) == 4401
