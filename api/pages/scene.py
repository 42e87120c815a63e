"""The picture of a room for spectators: the same markup in the page and in its stream."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import orjson
from django.template.loader import render_to_string
from django.utils import translation

from core import clock

_SOON_S: Final = 30


def state_text(body: Mapping[str, Any]) -> str:
    """The body as it travels."""
    return orjson.dumps(body).decode()


def state_id(text: str) -> str:
    """Names a state by what it says: the same state has the same id, and no order shows."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def scene_html(body: Mapping[str, Any], language: str) -> str:
    """The scene in a reader's language, complete and escaped."""
    facts = {
        "body": body,
        "order": order_rows(body),
        "left": clock_left(body.get("clock"), at=clock.now()),
        "soon": _SOON_S,
        "short": shortened(each["total"] for each in body.get("cards") or () if "total" in each),
        "scale": (body.get("scale") or "").removesuffix(".00"),
    }
    with translation.override(language):
        return render_to_string("pages/scene.html", facts)


def order_rows(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The running order with its breaks, as it is read: each row has a `turn` or a `pause`."""
    after: dict[int, list[dict[str, Any]]] = {}
    for each in body.get("breaks") or ():
        after.setdefault(each["after"], []).append({"pause": each})
    rows = [*after.get(0, ())]
    for turn in body.get("order") or ():
        rows += [{"turn": turn}, *after.get(turn["position"], ())]
    return rows


def clock_left(running: Mapping[str, Any] | None, *, at: datetime) -> int | None:
    """Whole seconds that a clock still has, 0 once it is over; None where none runs."""
    if running is None:
        return None
    until = running["paused_at"]
    now = datetime.fromisoformat(until) if until else at
    gone = now - datetime.fromisoformat(running["started_at"])
    left_ms = running["duration_s"] * 1000 + running["paused_ms"] - gone.total_seconds() * 1000
    return max(0, -int(-left_ms // 1000))


def shortened(totals: Iterable[str]) -> int:
    """How many trailing zeros all of these marks can spare: two cards never differ in form."""
    spare = 2
    for total in totals:
        part = total.partition(".")[2]
        spare = min(spare, len(part) - len(part.rstrip("0")))
    return min(spare, 1)
