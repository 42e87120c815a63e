import asyncio
import uuid

import pytest
from django.contrib.sessions.models import Session

from api.live.threads import in_thread
from core import clock
from judging.models import Recusal, Room, ScoreCell
from tests.leaks import figures_shown
from tests.system.faults.seed import session_cookie


async def told(socket, kind, *, within=3.0):
    """The next frame of a kind; states in between are skipped."""
    async with asyncio.timeout(within):
        while True:
            message = await socket.receive_json_from(within)
            if message["t"] == kind:
                return message


async def closed_with(socket):
    async with asyncio.timeout(3):
        while True:
            output = await socket.receive_output(3)
            if output["type"] == "websocket.close":
                return output["code"]


def operation(final, *, judge=0, slot=0, seq=1, value="22.5", **more):
    return {
        "v": 1,
        "op_id": str(uuid.uuid4()),
        "device": str(final.judges[judge].device.uid),
        "client_seq": seq,
        "sheet": str(final.sheets[judge][slot].uid),
        "criterion": "technology",
        "value": value,
        "base_rev": 0,
        "device_time": "2026-11-25T08:00:00Z",
        **more,
    }


def judge_cookie(final, number=0):
    return session_cookie(final.judges[number].account)


async def opened(socket):
    connected, _ = await socket.connect(3)
    assert connected
    return socket


async def test_a_judge_is_welcomed_scores_and_is_acknowledged(final, socket):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await live.send_json_to({"t": "hello", "id": 1, "body": {"build": "t"}})
    welcome = await told(live, "welcome")
    assert (welcome["id"], welcome["body"]["policy_version"]) == (1, 1)
    op = operation(final)
    await live.send_json_to({"t": "ops", "id": "a", "body": {"ops": [op]}})
    ack = await told(live, "ack")
    assert ack["id"] == "a"
    [outcome] = ack["body"]["outcomes"]
    assert (outcome["op_id"], outcome["outcome"], outcome["seq"]) == (op["op_id"], "applied", 0)
    assert (await in_thread(ScoreCell.objects.get, device__isnull=False)).value == 2250
    await live.send_json_to({"t": "ops", "body": {"ops": [op]}})
    assert (await told(live, "ack"))["body"]["outcomes"][0]["outcome"] == "replayed"
    await live.send_json_to({"t": "ping", "id": 9})
    assert (await told(live, "pong"))["id"] == 9
    await live.disconnect()


async def test_the_console_sees_progress_and_never_a_value(final, socket, member):
    console = await opened(socket(await in_thread(member, "timekeeper")))
    judge = await opened(socket(await in_thread(judge_cookie, final)))
    room = str(final.room.uid)
    await console.send_json_to({"t": "watch", "room": room})
    first = await told(console, "state")
    assert (first["room"], first["v"]) == (room, 0)
    await judge.send_json_to({"t": "ops", "body": {"ops": [operation(final)]}})
    await told(judge, "ack")
    state = await told(console, "state")
    assert state["v"] == 1
    sheets = state["body"]["slots"][0]["sheets"]
    assert sheets[0] == {
        "seat": 1,
        "state": "open",
        "filled": 1,
        "cells": ["technology"],
        "signed_at": None,
    }
    assert figures_shown(state, "22.5", "2250") == []
    await console.disconnect()
    await judge.disconnect()


async def test_a_burst_is_coalesced(final, socket, member):
    console = await opened(socket(await in_thread(member, "organizer")))
    judge = await opened(socket(await in_thread(judge_cookie, final)))
    await console.send_json_to({"t": "watch", "room": str(final.room.uid)})
    await told(console, "state")
    for seq in range(1, 41):
        op = operation(final, seq=seq, value=f"{seq % 25}.5")
        await judge.send_json_to({"t": "ops", "body": {"ops": [op]}})
        await told(judge, "ack")
    versions = [0]
    while versions[-1] < 40:
        versions.append((await told(console, "state"))["v"])
    assert versions == sorted(set(versions))
    assert len(versions) < 30
    await console.disconnect()
    await judge.disconnect()


async def test_a_recused_judge_sees_no_slot_from_the_next_frame_on(final, socket):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await live.send_json_to({"t": "watch", "room": str(final.room.uid)})
    assert (await told(live, "state"))["body"]["slot"]["entry"]["number"] == "T-001"
    await in_thread(
        Recusal.objects.create,
        seat=final.judges[0].seat,
        entry=final.slots[0].entry,
        source="self",
        declared_at=clock.now(),
    )
    # Another process committed: only the poll of versions can tell.
    await in_thread(Room.objects.filter(pk=final.room.pk).update, version=7, scene_version=7)
    state = await told(live, "state")
    assert (state["v"], state["body"]["slot"]) == (7, None)
    await live.disconnect()


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"t": "dance"}, "field_invalid"),
        ({"t": "watch"}, "field_invalid"),
        ({"t": "hello", "body": {"build": "t", "colour": 1}}, "field_unknown"),
        ({"t": "ping", "extra": 1}, "field_unknown"),
        ({"t": "ops", "body": {"ops": []}}, "field_invalid"),
        ({"t": "ops", "body": {"ops": [{"v": 1}]}}, "field_invalid"),
        ({"t": "ops", "body": {"ops": [{"value": 8.5}]}}, "number_not_text"),
        ({"t": "command", "body": {"slot": str(uuid.uuid4()), "verb": "seal"}}, "not_found"),
    ],
)
async def test_a_wrong_frame_is_refused_and_the_socket_stays(final, socket, frame, code):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await live.send_json_to({**frame, "id": 5})
    refusal = await told(live, "refused")
    assert (refusal["id"], refusal["body"]["problem"]["code"]) == (5, code)
    await live.send_json_to({"t": "ping"})
    await told(live, "pong")
    await live.disconnect()


async def test_one_malformed_operation_does_not_spoil_the_others(final, socket):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    number, extra = operation(final, value=8), operation(final, mood="good")
    ops = [number, operation(final, seq=2), extra, operation(final, value="99", seq=3)]
    await live.send_json_to({"t": "ops", "body": {"ops": ops}})
    outcomes = (await told(live, "ack"))["body"]["outcomes"]
    assert [(each["outcome"], each.get("code")) for each in outcomes] == [
        ("refused", "number_not_text"),
        ("applied", None),
        ("refused", "field_unknown"),
        ("refused", "mark_out_of_range"),
    ]
    assert [each["op_id"] for each in outcomes] == [op["op_id"] for op in ops]
    await live.disconnect()


async def test_anonymous(final, socket):
    live = await opened(socket())
    assert await closed_with(live) == 4401


@pytest.mark.parametrize("room", ["unknown", "foreign"])
async def test_rooms_that_one_may_not_watch_do_not_exist(final, socket, member, room):
    cookie = await in_thread(member, "investment_manager")
    live = await opened(socket(cookie))
    uid = final.room.uid if room == "foreign" else uuid.uuid4()
    await live.send_json_to({"t": "watch", "room": str(uid)})
    assert await closed_with(live) == 4404


async def test_text_that_is_no_frame(final, socket):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await live.send_to("{")
    assert await closed_with(live) == 4400


async def test_more_than_64_kib(final, socket):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await live.send_to('{"t":"' + "x" * 65536 + '"}')
    assert await closed_with(live) == 4400


async def test_another_protocol(final, socket):
    cookie = await in_thread(judge_cookie, final)
    live = socket(cookie, protocol="chat")
    await live.connect(3)
    assert await closed_with(live) == 4400


@pytest.mark.parametrize("origin", ["", "https://evil.example", "http://127.0.0.1:9999"])
async def test_another_origin(final, socket, origin):
    live = socket(await in_thread(judge_cookie, final), origin=origin)
    connected, _ = await live.connect(3)
    assert not connected


async def test_an_ended_session_ends_the_socket(final, socket):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await in_thread(Session.objects.all().delete)
    await live.send_json_to({"t": "watch", "room": str(final.room.uid)})
    assert await closed_with(live) == 4401


async def test_the_timekeeper_runs_a_slot(final, socket, member):
    live = await opened(socket(await in_thread(member, "timekeeper")))
    await live.send_json_to({"t": "watch", "room": str(final.room.uid)})
    await told(live, "state")
    body = {"slot": str(final.slots[0].uid), "verb": "pause", "code": "technical"}
    await live.send_json_to({"t": "command", "id": 3, "body": body})
    assert (await told(live, "ack"))["id"] == 3
    state = await told(live, "state")
    assert state["body"]["slots"][0]["clock"]["paused_at"] is not None
    await live.send_json_to({"t": "command", "id": 4, "body": {**body, "verb": "reveal"}})
    assert (await told(live, "refused"))["body"]["problem"]["code"] == "slot_state_refused"
    await live.send_json_to({"t": "command", "id": 5, "body": {**body, "verb": "dance"}})
    assert (await told(live, "refused"))["body"]["problem"]["code"] == "field_invalid"
    await live.disconnect()
