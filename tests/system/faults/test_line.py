"""Marks whose acknowledgement gets lost on the way, or that arrive twice, count once.

The server has committed and answered, the tablet does not know and sends again: the same answer,
and nothing in the database says that it happened.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
import websockets
from django.conf import settings
from django.db.models import Sum

from core.models import LogLeaf
from judging.models import ScoreCell, ScoreOperation
from tests.servers.app import PRODUCT, AppServer
from tests.servers.process import wait_until
from tests.servers.relay import Relay
from tests.system.faults import seed as seeds
from tests.system.faults.devices import CSRF
from tests.system.faults.server import MUTANT

pytestmark = pytest.mark.timeout(120)
PATH = "/api/v1/score-operations"
POST = f"POST {PATH}".encode()


class Tablet:
    """A judge's tablet behind a line that does harm."""

    def __init__(self, stack: ExitStack, database_url: str, var_dir, app: str, **env: Any) -> None:
        self.final = seeds.seed(judges=1, entries=1)
        self.cookie = seeds.session_cookie(self.final.judges[0].account)
        secret = var_dir / "secret.key"  # the session that was made here counts there
        secret.write_text(settings.SECRET_KEY, encoding="ascii")
        env["SECRET_KEY_FILE"] = str(secret)
        self.server = stack.enter_context(
            AppServer(database_url=database_url, var_dir=var_dir, app=app, **env)
        )
        self.line = stack.enter_context(Relay(self.server.port))
        self.headers = {
            "Origin": self.line.url,
            "Cookie": f"{self.cookie}; yisai_csrf={CSRF}",
            "X-CSRFToken": CSRF,
        }
        self._seq = 0

    def typed(self, *criteria: str) -> list[dict[str, Any]]:
        """A mark in each of those cells, as it stands in the tablet's outbox."""
        return [self._typed(criterion) for criterion in criteria]

    def _typed(self, criterion: str) -> dict[str, Any]:
        self._seq += 1
        return {
            "v": 1,
            "op_id": str(uuid.uuid4()),
            "device": str(self.final.judges[0].device.uid),
            "client_seq": self._seq,
            "sheet": str(self.final.sheets[0][0].uid),
            "criterion": criterion,
            "value": "12.5",
            "base_rev": 0,
            "device_time": "2026-11-25T08:00:00.000000Z",
        }

    def post(self, ops: list[dict[str, Any]], **headers: str) -> list[dict[str, Any]]:
        """Send by POST on a connection of its own; the outcomes."""
        answer = httpx.post(
            self.line.url + PATH,
            json={"ops": ops},
            headers={**self.headers, **headers},
            timeout=30,
            trust_env=False,
        )
        assert answer.status_code == 200, answer.text
        outcomes: list[dict[str, Any]] = answer.json()["outcomes"]
        return outcomes

    async def over_socket(self, ops: list[dict[str, Any]], *, unheard: bool) -> None:
        """Send over a socket whose answer is lost. Raises ConnectionClosed with the line."""
        async with websockets.connect(
            self.line.url.replace("http", "ws") + "/ws/v1/live",
            subprotocols=[websockets.Subprotocol("yisai.v1")],
            additional_headers=self.headers,
            compression=None,
        ) as socket:
            await socket.send(json.dumps({"t": "hello", "body": {"build": "test"}}))
            assert json.loads(await socket.recv())["t"] == "welcome"
            if unheard:
                self.line.lose_answers()
            await socket.send(json.dumps({"t": "ops", "id": "1", "body": {"ops": ops}}))
            frame = json.loads(await socket.recv())
            assert frame["t"] == "ack", frame


def counted() -> tuple[int, int, int]:
    """Operations, leaves of the log, and changes of cells."""
    revisions = ScoreCell.objects.aggregate(all=Sum("rev"))["all"]
    return ScoreOperation.objects.count(), LogLeaf.objects.count(), revisions


def told(outcomes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What happened now and what happened first."""
    return [(each["outcome"], each.get("first", "")) for each in outcomes]


def lost_and_sent_again(tablet: Tablet) -> list[dict[str, Any]]:
    """Two marks by POST, unheard, and again; the second answer."""
    ops = tablet.typed("team", "market")
    tablet.line.lose_answers(to=POST)
    with pytest.raises(httpx.TransportError):
        tablet.post(ops)
    tablet.line.restore()
    assert tablet.line.lost() == 1
    assert counted() == (2, 2, 2)
    return tablet.post(ops)


def lost_on_the_socket(tablet: Tablet) -> None:
    """Unheard on the socket, sent again by POST."""
    ops, before = tablet.typed("technology"), tablet.line.lost()
    with pytest.raises(websockets.ConnectionClosed):
        asyncio.run(tablet.over_socket(ops, unheard=True))
    tablet.line.restore()
    assert tablet.line.lost() == before + 1
    assert told(tablet.post(ops)) == [("replayed", "applied")]


def arrived_twice(tablet: Tablet) -> None:
    """One request, which reaches the server on two connections at once."""
    ops = tablet.typed("business", "defense")
    tablet.line.repeat()
    heard = tablet.post(ops, Connection="close")
    tablet.line.restore()
    other = tablet.line.repeated
    wait_until(
        lambda: b"server_time" in b"".join(other()), alive=lambda: True, log=tablet.server.log
    )
    unheard = json.loads(other()[0].partition(b"\r\n\r\n")[2])["outcomes"]
    assert sorted([told(heard), told(unheard)]) == [
        [("applied", "")] * 2,
        [("replayed", "applied")] * 2,
    ]
    assert [each["leaf_hash"] for each in heard] == [each["leaf_hash"] for each in unheard]


def test_marks_count_once_whatever_the_line_does(fresh_database, tmp_path):
    with ExitStack() as stack:
        tablet = Tablet(stack, fresh_database.url, tmp_path, PRODUCT)
        assert told(lost_and_sent_again(tablet)) == [("replayed", "applied")] * 2
        assert counted() == (2, 2, 2)
        lost_on_the_socket(tablet)
        assert counted() == (3, 3, 3)
        arrived_twice(tablet)
        assert counted() == (5, 5, 5)
        assert set(ScoreCell.objects.values_list("value", "rev")) == {(1250, 1)}


def test_a_server_that_forgets_what_it_answered_is_noticed(fresh_database, tmp_path):
    """Planted: without the operation's key the second sending is another operation."""
    with ExitStack() as stack:
        tablet = Tablet(stack, fresh_database.url, tmp_path, MUTANT, YISAI_MUTANT="no-op-key")
        assert ("replayed", "applied") not in told(lost_and_sent_again(tablet))
        assert counted() != (2, 2, 2)
