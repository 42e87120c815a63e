"""Four leaks, planted one at a time: the runner finds each."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.entries.views import EntryList
from api.rest.judge import views as judge_views
from api.rest.judge.serializers import queue_body as honest
from judging.models import PanelSeat, Room, ScoreCell, Slot
from judging.selectors import room_state, stage
from judging.stage.facts import Facts
from judging.stage.public import public_body
from tests.system.secrecy.pairs import PLAIN, hall, permuted
from tests.system.secrecy.worlds import Worlds

pytestmark = pytest.mark.timeout(300)


def test_an_ordering_by_score(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """`?ordering=score` tells a judge who leads without naming a mark."""
    honest = EntryList.get

    def get(view: EntryList, request: Request) -> Response:
        answer = honest(view, request)
        if "ordering" in request.query_params:
            answer.data["results"].sort(key=_first_judge_total)
        return answer

    monkeypatch.setattr(EntryList, "query", (*EntryList.query, "ordering"))
    monkeypatch.setattr(EntryList, "get", get)
    found = worlds.differences(lambda: hall(PLAIN), lambda: hall(permuted(but_seat=2)), {"judge"})
    assert found
    assert all("?ordering=" in line for line in found)


def _first_judge_total(row: dict[str, Any]) -> int:
    cells = ScoreCell.objects.filter(sheet__slot__entry__uid=row["id"], sheet__seat__number=1)
    return sum(value or 0 for value in cells.values_list("value", flat=True))


def test_a_progress_count(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many pitches the room has in all tells a recused judge of the one she may not know."""

    def queue_body(seat: PanelSeat) -> dict[str, Any]:
        return {**honest(seat), "slots": Slot.objects.filter(room__panel=seat.panel).count()}

    monkeypatch.setattr(judge_views, "queue_body", queue_body)
    found = worlds.differences(
        lambda: hall(PLAIN, with_recused=True), lambda: hall(PLAIN), {"judge_recused"}
    )
    # Beside it the public page of the draw, which names every entry to anybody.
    assert found == ["judge_recused /api/v1/judge/queue", "judge_recused /c/hall-2026/draw"]


def test_a_field_of_a_frame(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sum in the room's frame tells every judge about the others."""
    honest = room_state._judge

    def leaking(room: Room, hidden: frozenset[int]) -> dict[str, Any]:
        marks = ScoreCell.objects.filter(sheet__slot__room=room, sheet__slot__position=1)
        total = sum(value or 0 for value in marks.values_list("value", flat=True))
        return {**honest(room, hidden), "sum": total}

    monkeypatch.setattr(room_state, "_judge", leaking)
    found = worlds.differences(lambda: hall(PLAIN), lambda: hall(permuted(but_seat=2)), {"judge"})
    assert {line.rsplit("/", 1)[-1] for line in found} == {"judge socket", "room"}


def test_a_cue_that_spectators_see_early(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hall waits before cards that lie face down, and the page shows them already."""
    honest = public_body

    def early(program: dict[str, Any], facts: Facts, **said: Any) -> dict[str, Any]:
        return honest({**program, "step": program["step"] + 1}, facts, **said)

    monkeypatch.setattr(stage, "room_told", lambda _room: "marks")
    monkeypatch.setattr(stage, "public_body", early)
    found = worlds.differences(
        lambda: hall(PLAIN, step=0), lambda: hall(permuted(), step=0), {"anonymous"}
    )
    assert found == ["anonymous /c/hall-2026/live", "anonymous stream"]
