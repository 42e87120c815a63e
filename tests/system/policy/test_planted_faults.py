"""Each kind of leak, planted on purpose, turns the table red: a green run proves something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver, path
from rest_framework.request import Request
from rest_framework.response import Response

import api.entries
from api.rest.entries import views as entry_views
from api.views import View
from config import live_routes as live
from contest import policy as contest_policy
from contest.models import Entry
from contest.selectors import entries as entry_selectors
from core.models import IdempotencyRecord
from core.policy import ALLOWED
from core.services.idempotency import Asked
from judging.selectors.room_state import Audience
from tests.system.policy import test_live, test_policy
from tests.system.policy.cells import wrong_cells
from tests.system.policy.routes import http_routes, live_routes
from tests.system.policy.world import Cast, cast

ROWS = {row.name: row for row in test_policy.ROWS}


@pytest.fixture
def closed(db: None) -> Cast:
    """A world in which everything is accepted and nothing is judged."""
    return cast("closed")


def red(world: Cast, *rows: str, columns: tuple[str, ...] = ("stranger", "judge")) -> list[str]:
    """What the table finds wrong with these rows, for a few columns."""
    return wrong_cells(world, [ROWS[row] for row in rows], "closed", lambda *_: columns)


def missing_rows() -> list[str]:
    """What the table and the doors do not have in common."""
    return test_policy.doors_difference(http_routes() | live_routes())


class _Forgotten(View):
    def get(self, request: Request) -> Response:
        """A door that nobody wrote a row for."""
        return Response({})


def test_a_route_without_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a route must write its row."""
    pattern: URLPattern = path("api/v1/forgotten", _Forgotten.as_view())
    resolver = get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, pattern])
    assert "no row: GET /api/v1/forgotten" in missing_rows()


def test_a_frame_type_without_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """And whoever lets a socket understand one more frame."""
    socket = live.LIVE_ROUTES[0]
    wider = live.LiveRoute(socket.kind, socket.path, (*socket.verbs, "shout"), socket.app)
    monkeypatch.setattr(live, "LIVE_ROUTES", (wider, *live.LIVE_ROUTES[1:]))
    assert "no row: SOCKET shout" in missing_rows()


def test_a_widened_queryset(closed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's list shows every entry."""
    row = "GET /api/v1/entries"
    assert red(closed, row) == []
    everything = Entry.objects.select_related("edition", "team", "track", "division")
    monkeypatch.setattr(entry_views, "entries_visible_to", lambda _viewer: everything.all())
    found = red(closed, row)
    assert found == [f"{row} · stranger: *: more {sorted(_row_keys())}, less []"]


def _row_keys() -> list[str]:
    return list(ROWS["GET /api/v1/entries"].fieldsets["row"])


def test_a_widened_detail(closed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry's page opens to whoever has its id; here as the office sees it."""
    row = "GET /api/v1/entries/{entry_id}"
    assert red(closed, row) == []
    shown = entry_selectors.entries_visible_to
    monkeypatch.setattr(entry_selectors, "entries_visible_to", lambda _viewer: shown("system"))
    monkeypatch.setattr("api.entries.entry_field_set", lambda **_facts: "desk")
    assert red(closed, row) != []


def test_an_extra_key_of_a_serializer(closed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """One key more for a judge, even deep inside, is red."""
    row = "GET /api/v1/entries"
    kept = api.entries.row_body

    def leaking(entry: Entry) -> dict[str, Any]:
        body = kept(entry)
        return {**body, "team": {**body["team"], "leader_email": "x@y.test"}}

    monkeypatch.setattr(entry_views, "row_body", leaking)
    assert red(closed, row) == [f"{row} · judge: *.team: more ['leader_email'], less []"]


def test_a_dropped_check(closed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk's notes without the question whether the reader may see them."""
    row = "GET /api/v1/entries/{entry_id}/eligibility"
    assert red(closed, row) == []
    monkeypatch.setattr(contest_policy, "entry_check_read", lambda **_facts: ALLOWED)
    assert red(closed, row) == [f"{row} · judge: said 404, got 200"]


def test_an_answer_that_a_cache_may_keep(closed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next person behind the same proxy would see it."""
    for door in ("api.views", "api.headers"):  # each of them alone would still prevent it
        monkeypatch.setattr(f"{door}.KEPT_BY_NOBODY", "public, max-age=60")
    row = "GET /api/v1/session"
    assert red(closed, row, columns=("judge",)) == [
        f"{row} · judge: the answer may be kept by a cache"
    ]


def test_a_post_that_keeps_no_record(closed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent again under the same key, it makes a second offer."""
    row = "POST /api/v1/hosts/{host_id}/memberships"
    assert red(closed, row, columns=("host_admin",)) == []

    def forgetful(*, asked: Asked, command: Callable[[], UUID], at: datetime) -> object:
        record = IdempotencyRecord(status=asked.status, object=command(), at=at)
        return record, True

    monkeypatch.setattr("api.once.command_once", forgetful)
    assert red(closed, row, columns=("host_admin",)) == [
        f"{row} · host_admin: sent again it was carried out again: 201 "
    ]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("phase", ["judging"])
def test_a_socket_without_its_check(
    live_world: Cast, phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The console's audience for everybody, commands for everybody."""
    rows = [row for row in test_live.ROWS if row.route in {"SOCKET watch", "SOCKET command"}]
    monkeypatch.setattr("api.live.commands.slot_run", lambda **_facts: ALLOWED)
    audience = "api.live.consumers.room_audience"
    monkeypatch.setattr(audience, lambda **_facts: Audience("console"))
    found = test_live.wrong_live_cells(live_world, rows, phase)
    assert "SOCKET watch · stranger: said 404, got 200" in found
    assert "SOCKET command · stranger: said 404, got 200" in found
    watching = [line for line in found if line.startswith("SOCKET watch · judge: answer: more [")]
    assert any("'current'" in line for line in watching)
