"""Routes that the ASGI server answers itself; everything else goes to the WSGI application."""

from dataclasses import dataclass
from typing import Any

from api.live.consumers import LiveConsumer
from api.live.http import guarded
from api.live.origins import OwnOrigin
from api.live.schema import CLIENT_BODIES
from api.live.score_operations import score_operations
from api.live.spectators import room_events
from api.live.upload_parts import upload_part

# Django's `path` types views; Channels' router takes any ASGI application there.
App = Any


@dataclass(frozen=True, slots=True)
class LiveRoute:
    """A route with what may be done there: HTTP methods, or the socket's frame types."""

    kind: str
    path: str
    verbs: tuple[str, ...]
    app: App


LIVE_ROUTES: tuple[LiveRoute, ...] = (
    LiveRoute("socket", "ws/v1/live", tuple(CLIENT_BODIES), OwnOrigin(LiveConsumer.as_asgi())),
    LiveRoute("http", "api/v1/score-operations", ("POST",), guarded(score_operations)),
    LiveRoute(
        "http", "api/v1/uploads/<uuid:upload>/parts/<int:number>", ("PUT",), guarded(upload_part)
    ),
    LiveRoute("http", "sse/v1/rooms/<uuid:room>", ("GET",), guarded(room_events)),
)
