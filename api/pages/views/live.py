"""The page for who looks on from outside the hall: whole without a script, live with one."""

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from api.pages.on_air import rooms_on_air
from api.pages.page import POLICY, page
from api.pages.scene import scene_html, state_id, state_text
from api.pages.views.editions import public_edition
from judging.models import Room
from judging.selectors.results import public_results
from judging.selectors.room_state import Audience, room_state

# One script of ours and its stream from our own server.
LISTENING: Final = {**POLICY, "script-src": ["'self'"], "connect-src": ["'self'"]}
# Without a script the page asks again by itself.
REFRESH_S: Final = 20


@require_safe
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The scene on air in one room, or the sentence that nothing is."""
    edition = public_edition(slug)
    rooms = rooms_on_air(edition)
    facts: dict[str, Any] = {
        "edition": edition,
        "published": bool(public_results(edition)),
        "refresh_s": REFRESH_S,
    }
    shown = _chosen(rooms, request.GET.get("room"))
    if shown is not None:
        body = room_state(room_id=shown.uid, audience=Audience("public"))
        language = get_language() or "zh-hans"
        facts |= {
            "shown": shown,
            "rooms": [
                {"room": each, "here": each == shown, "address": _address(request, slug, each)}
                for each in rooms
            ],
            "scene": scene_html(body, language),
            "state": state_id(state_text(body)),
            "stream": f"/sse/v1/rooms/{shown.uid}?{urlencode({'lang': language})}",
        }
    return page(request, "live", facts, policy=LISTENING)


def _chosen(rooms: list[Room], asked: str | None) -> Room | None:
    """The room that the address names, else the first. Raises Http404."""
    if asked is None:
        return rooms[0] if rooms else None
    try:
        uid = UUID(asked)
    except ValueError:
        raise Http404 from None
    found = next((each for each in rooms if each.uid == uid), None)
    if found is None and rooms:
        raise Http404
    return found


def _address(request: HttpRequest, slug: str, room: Room) -> str:
    query = {"room": str(room.uid)}
    if "lang" in request.GET:
        query["lang"] = "en" if (get_language() or "") == "en" else "zh-hans"
    return f"{reverse('page-live', args=[slug])}?{urlencode(query)}"
