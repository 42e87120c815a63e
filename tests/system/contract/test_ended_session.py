"""A judge's session ends while she scores: nothing is lost, nothing is applied twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from api.live import consumers
from api.live.threads import in_thread
from core import clock
from judging.models import ScoreCell, ScoreOperation
from tests.system.contract.bad_input.case import Answer, Case
from tests.system.contract.bad_input.doors import ask, socket_of
from tests.system.contract.bad_input.hostile import one
from tests.system.contract.bad_input.stage import Stage

POST = "POST /api/v1/score-operations"
TYPED = {
    "technology": "1d3f6c52-8a0e-4b7e-9c41-5a2b7e6d9f01",
    "market": "5e8b2a17-3c64-4f0d-8b92-c7d1e0a4f602",
}


def _op(stage: Stage, criterion: str) -> dict[str, Any]:
    """What her tablet keeps until it is acknowledged."""
    return one(
        op_id=TYPED[criterion],
        device=stage.cast.devices["judge"],
        sheet=stage.places["sheet_2_rival"],
        criterion=criterion,
        value="30.50",
    )


def _send(stage: Stage, who: str, criterion: str) -> Answer:
    return ask(stage, Case("", "judging", who, POST, "", {"ops": [_op(stage, criterion)]}), "zh")


def _end_session(stage: Stage) -> None:
    key = stage.cookies_of("judge")["yisai_session"]
    Session.objects.filter(session_key=key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )


def _sheet(stage: Stage) -> list[tuple[str, int | None, int]]:
    cells = ScoreCell.objects.filter(sheet__uid=stage.places["sheet_2_rival"])
    return list(cells.order_by("criterion").values_list("criterion", "value", "rev"))


def _sign_in_again(stage: Stage) -> None:
    """She presses the button of her link in the same browser, which has no session any more."""
    door = "POST /api/v1/join/{token}"
    pressed = ask(stage, Case("", "judging", "anonymous", door, "", {"device_key": "k"}), "zh")
    assert pressed.said == "200"
    assert pressed.problem is not None
    assert pressed.problem["device"] == stage.cast.devices["judge"]
    stage.sessions["judge again"] = stage.client.cookies["yisai_session"].value


def test_what_was_refused_is_applied_once_after_signing_in(
    staged: Callable[[str], Stage],
) -> None:
    stage = staged("judging")
    with clock.frozen(stage.now):
        assert _send(stage, "judge", "technology").said == "applied"
        before = _sheet(stage)
        assert before == [("market", None, 0), ("technology", 3050, 1)]

        _end_session(stage)
        for criterion in TYPED:
            assert _send(stage, "judge", criterion).said == "401 sign_in_required"
        assert _sheet(stage) == before

        _sign_in_again(stage)
        assert _sheet(stage) == before
        assert _send(stage, "judge again", "technology").said == "replayed"
        assert _send(stage, "judge again", "market").said == "applied"
        assert _send(stage, "judge again", "market").said == "replayed"
    assert _sheet(stage) == [("market", 3050, 1), ("technology", 3050, 1)]
    assert ScoreOperation.objects.filter(op_id__in=TYPED.values()).count() == len(TYPED)


def test_an_open_socket_is_closed_when_the_session_ends(
    staged: Callable[[str], Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long a frame trusts the session that was looked up is shortened, nothing else."""
    monkeypatch.setitem(consumers._TRUSTED_S, "ops", 0.0)
    stage = staged("judging")
    with clock.frozen(stage.now):
        asyncio.run(_cut_off(stage))
    assert _sheet(stage) == [("market", None, 0), ("technology", 3050, 1)]


async def _cut_off(stage: Stage) -> None:
    socket = socket_of(stage, "judge")
    assert (await socket.connect(10))[0]
    await socket.send_json_to({"t": "ops", "id": 1, "body": {"ops": [_op(stage, "technology")]}})
    assert (await socket.receive_json_from(10))["body"]["outcomes"][0]["outcome"] == "applied"
    await in_thread(_end_session, stage)
    await socket.send_json_to({"t": "ops", "id": 2, "body": {"ops": [_op(stage, "market")]}})
    closing = json.loads((await socket.receive_output(10))["text"])
    assert closing == {"t": "closing", "body": {"code": 4401}}
    assert (await socket.receive_output(10))["code"] == 4401
    await socket.disconnect()
