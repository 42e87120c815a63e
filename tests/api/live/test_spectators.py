"""Spectators by server-sent events: what they get, when, how many, and how it ends."""

import asyncio
import json

import pytest

from api.live import gallery as gallery_module
from api.live import hub as hub_module
from api.live import spectators
from api.live.gallery import gallery
from api.live.hub import hub
from api.live.threads import in_thread, threads_stop
from api.pages.scene import scene_html
from contest.models import Consent, Edition, EditionState
from core import tempo
from judging.models import Room
from judging.selectors.room_state import room_snapshot
from judging.services.rooms import stage_touch
from judging.services.scoring.queue import writers
from tests.api.live.events import Spectator
from tests.factories.spectators import on_air, revealed

FAST = tempo.TEMPO.scaled(0.05)


@pytest.fixture
def hall(fresh_database, monkeypatch):
    """A final on air; waits of the product are short."""
    monkeypatch.setattr(tempo, "TEMPO", FAST)
    yield on_air()
    writers.stop()
    threads_stop()


def path_of(made):
    return f"/sse/v1/rooms/{made.panel.room.uid}"


async def watching(made, query="", **more):
    one = await Spectator(path_of(made), query, **more).open()
    assert one.status == 200
    return one


async def test_it_is_a_stream_that_nobody_keeps(hall):
    one = await watching(hall)
    assert one.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert one.headers["cache-control"] == "no-store"
    assert one.headers["x-accel-buffering"] == "no"
    assert "set-cookie" not in one.headers
    told = await one.next("time")
    assert set(told.data) == {"server_time"}
    await one.leave()


async def test_a_cue_reaches_everybody_and_says_no_more_than_it_opens(hall):
    ones = [await watching(hall) for _ in range(3)]
    for one in ones:
        assert (await one.next()).data["scene"] == "waiting"
    await in_thread(revealed, hall, await in_thread(lambda: hall.slots()[0]), 1)
    for one in ones:
        event = await one.next()
        while event.data["step"] < 1:
            assert "total" not in json.dumps(event.data.get("cards", []))
            event = await one.next()
        assert [card["total"] for card in event.data["cards"]] == ["61.00", "62.00", "63.00"]
        assert "final" not in event.data
        await one.leave()


async def test_who_comes_back_with_what_it_has_is_sent_nothing_twice(hall):
    one = await watching(hall)
    state = await one.next()
    await one.leave()
    again = await watching(hall, headers={"last-event-id": state.id})
    await again.next("time")
    await again.next("time")  # a heartbeat later there was still no state
    await in_thread(hall.cue, "take", scene="order")
    fresh = await again.next()
    assert (fresh.data["scene"], fresh.id != state.id) == ("order", True)
    await again.leave()


async def test_what_changes_for_others_only_is_not_told(hall):
    """Neither as an event nor as a number that rises: nobody sees that the jury is at work."""
    one = await watching(hall)
    state = await one.next()

    def elsewhere():
        for _ in range(3):
            stage_touch(room=Room.objects.get())

    await in_thread(elsewhere)
    await one.next("time")
    await one.next("time")
    await in_thread(hall.cue, "take", scene="order")
    await in_thread(hall.cue, "take", scene="waiting")
    event = await one.next()
    if event.data["scene"] == "order":
        event = await one.next()
    assert (event.id, event.data) == (state.id, state.data)
    await one.leave()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "出场顺序"), ("en", "Running order")])
async def test_the_picture_comes_in_the_readers_language(hall, language, words):
    await in_thread(hall.cue, "take", scene="order")
    one = await watching(hall, f"lang={language}")
    event = await one.next()
    assert set(event.data) == {"picture"}
    assert words in event.data["picture"]
    await one.leave()


async def test_a_picture_is_drawn_once_however_many_look(hall, monkeypatch):
    drawn = []

    def drawing(body, language):
        drawn.append(language)
        return scene_html(body, language)

    monkeypatch.setattr(gallery_module, "scene_html", drawing)
    ones = [await watching(hall, "lang=en") for _ in range(20)]
    await asyncio.gather(*(one.next() for one in ones))
    assert drawn == ["en"]
    for one in ones:
        await one.leave()


async def test_the_hub_has_one_watcher_and_none_when_all_have_left(hall):
    ones = [await watching(hall) for _ in range(5)]
    room = hall.panel.room.uid
    assert len(hub()._feeds[room].watchers) == 1
    for one in ones:
        await one.leave()
    assert room not in hub()._feeds
    assert gallery()._shows == {}
    assert gallery()._addresses.total() == 0


async def test_who_comes_to_a_room_that_is_on_asks_the_database_nothing(hall, monkeypatch):
    """A restart brings a thousand back at once."""
    one = await watching(hall)
    await one.next()

    def asked(_room):
        raise AssertionError("asked the database")

    monkeypatch.setattr(spectators, "_admit", asked)
    later = await watching(hall)
    assert (await later.next()).data["scene"] == "waiting"
    await one.leave()
    await later.leave()
    with pytest.raises(AssertionError):
        await watching(hall)  # the last one has turned it off


async def test_a_crowd_that_comes_back_in_one_instant_asks_once(hall, monkeypatch):
    """After a restart nobody has turned the show on yet: the first one's answer is everybody's."""
    asked, admit = [], spectators._admit

    def counted(room):
        asked.append(room)
        admit(room)

    monkeypatch.setattr(spectators, "_admit", counted)
    crowd = await asyncio.gather(*(watching(hall) for _ in range(20)))
    assert len(asked) == 1
    for one in crowd:
        assert (await one.next()).data["scene"] == "waiting"
        await one.leave()


def test_a_hall_comes_back_evenly_over_ten_seconds():
    """Full jitter: none of ten seconds has many more of ten thousand browsers than another."""
    seconds = [spectators.retry_ms() // 1000 for _ in range(10_000)]
    counts = [seconds.count(second) for second in range(10)]
    assert sum(counts) == 10_000
    assert min(counts) > 850, counts
    assert max(counts) < 1150, counts


async def test_more_than_there_are_places_for_are_refused_in_words(hall, monkeypatch):
    monkeypatch.setattr(gallery_module, "MOST_IN_ALL", 2)
    ones = [await watching(hall) for _ in range(2)]
    late = await Spectator(path_of(hall)).open()
    assert (late.status, late.headers["retry-after"]) == (503, "2")
    assert await late.problem() == "spectators_full"
    await late.wait(5)
    await ones.pop().leave()
    ones.append(await watching(hall))
    for one in ones:
        await one.leave()


async def test_one_address_does_not_take_every_place(hall, monkeypatch, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    monkeypatch.setattr(gallery_module, "MOST_OF_ONE", 1)
    behind = {"x-forwarded-for": "1.1.1.1, 9.9.9.9"}
    first = await watching(hall, headers=behind)
    # What the sender claims of itself does not count; what our proxy saw does.
    same = await Spectator(path_of(hall), headers={"x-forwarded-for": "2.2.2.2, 9.9.9.9"}).open()
    assert same.status == 503
    await same.problem()
    await same.wait(5)
    other = await watching(hall, headers={"x-forwarded-for": "9.9.9.9, 8.8.8.8"})
    await first.leave()
    await other.leave()


async def test_one_room_does_not_take_every_place(hall, monkeypatch):
    monkeypatch.setattr(gallery_module, "MOST_OF_ROOM", 1)
    first = await watching(hall)
    late = await Spectator(path_of(hall)).open()
    assert (late.status, await late.problem()) == (503, "spectators_full")
    await late.wait(5)
    await first.leave()


async def test_it_ends_where_there_is_nothing_more_to_see(hall):
    one = await watching(hall)
    await one.next()
    await in_thread(Edition.objects.update, state=EditionState.PUBLICITY)
    await one.next("over")
    assert one.is_over
    await one.wait(5)
    late = await Spectator(path_of(hall)).open()
    assert (late.status, await late.problem()) == (404, "not_found")
    await late.wait(5)


async def test_a_name_that_is_taken_back_goes_without_a_cue(hall):
    await in_thread(hall.cue, "take", scene="order")
    one = await watching(hall)
    assert all(turn["entry"] for turn in (await one.next()).data["order"])
    await in_thread(Consent.objects.all().delete)
    assert not any(turn["entry"] for turn in (await one.next()).data["order"])
    await one.leave()


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/sse/v1/rooms/00000000-0000-4000-8000-000000000000", "GET", 404, "not_found"),
        (None, "POST", 405, "method_refused"),
        (None, "HEAD", 405, "method_refused"),
    ],
)
async def test_refusals(hall, path, method, status, code):
    one = await Spectator(path or path_of(hall), method=method).open()
    assert (one.status, await one.problem()) == (status, code)
    await one.wait(5)


async def test_who_takes_nothing_is_let_go_and_keeps_nobody_waiting(hall, monkeypatch):
    monkeypatch.setattr(spectators, "SEND_SECONDS", 0.2)
    stuck = asyncio.Event()

    async def receive():
        await asyncio.sleep(60)

    async def send(message):
        if message["type"] == "http.response.body":
            stuck.set()
            await asyncio.sleep(60)

    scope = Spectator(path_of(hall)).scope | {
        "url_route": {"args": (), "kwargs": {"room": hall.panel.room.uid}}
    }
    slow = asyncio.create_task(spectators.room_events(scope, receive, send))
    await stuck.wait()
    one = await watching(hall)
    assert (await one.next()).data["scene"] == "waiting"
    await asyncio.wait_for(slow, 5)
    await one.leave()
    assert gallery()._addresses.total() == 0


async def test_who_falls_behind_gets_the_newest_state_and_no_queue(hall):
    """A hundred changes while the line is blocked are one event afterwards."""
    room, free, sent = hall.panel.room.uid, asyncio.Event(), []

    async def send(message):
        sent.append(message.get("body", b""))
        if b"event: state" in sent[-1]:
            await free.wait()

    async def receive():
        await asyncio.sleep(60)

    scope = Spectator(path_of(hall)).scope | {"url_route": {"args": (), "kwargs": {"room": room}}}
    slow = asyncio.create_task(spectators.room_events(scope, receive, send))
    while not any(b"event: state" in body for body in sent):  # noqa: ASYNC110 - soon over
        await asyncio.sleep(0.01)
    (show,) = gallery()._shows.values()
    for number in range(100):
        show._outbox.put_state(room, 10**6 + number, json.dumps({"n": number}))
        if number % 10 == 0:
            await asyncio.sleep(0)
    await asyncio.sleep(0.3)  # six heartbeats
    assert len([body for body in sent if body]) == 1
    free.set()
    while sum(b"event: state" in body for body in sent) < 2:  # noqa: ASYNC110 - soon over
        await asyncio.sleep(0.01)
    assert b'"n": 99' in next(body for body in reversed(sent) if b"event: state" in body)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    assert gallery()._addresses.total() == 0


async def test_frames_keep_the_spectators_pace(hall, monkeypatch):
    """Many cues at once are one reading of the database when the next frame is due."""
    assert tempo.Tempo().spectator_frame_s == 0.25
    read = []

    def counted(**asked):
        read.append(asked["audience"].kind)
        return room_snapshot(**asked)

    monkeypatch.setattr(hub_module, "room_snapshot", counted)
    never = tempo.Tempo(spectator_frame_s=3600, spectator_beat_s=0.1, version_poll_s=0.05)
    monkeypatch.setattr(tempo, "TEMPO", never)
    one = await watching(hall)
    await one.next()
    await in_thread(hall.cue, "take", scene="order")
    for _ in range(5):
        await one.next("time")
    before = len(read)  # the first reading, and the one frame that was due
    assert before == 2
    for scene in ("break", "waiting", "order", "break"):
        await in_thread(hall.cue, "take", scene=scene)
    for _ in range(5):
        await one.next("time")
    assert len(read) == before
    await one.leave()
