"""Routes that the ASGI server answers itself; everything else goes to the WSGI application.

A `live` process has a role (LIVE_ROLE): `all`, or `judges` and `spectators` apart, so that no
crowd of spectators stands between a judge and her acknowledgement.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import WebsocketDenier
from django.urls import path, re_path

from api.live.consumers import LiveConsumer
from api.live.http import elsewhere, guarded
from api.live.origins import OwnOrigin
from api.live.schema import CLIENT_BODIES
from api.live.score_operations import score_operations
from api.live.spectators import room_events
from api.live.upload_parts import upload_part

# Django's `path` types views; Channels' router takes any ASGI application there.
App = Any
Role = Literal["judges", "spectators"]


@dataclass(frozen=True, slots=True)
class LiveRoute:
    """A route with what may be done there: HTTP methods, or the socket's frame types."""

    kind: str
    path: str
    verbs: tuple[str, ...]
    app: App
    role: Role = "judges"


LIVE_ROUTES: tuple[LiveRoute, ...] = (
    LiveRoute("socket", "ws/v1/live", tuple(CLIENT_BODIES), OwnOrigin(LiveConsumer.as_asgi())),
    LiveRoute("http", "api/v1/score-operations", ("POST",), guarded(score_operations)),
    LiveRoute(
        "http", "api/v1/uploads/<uuid:upload>/parts/<int:number>", ("PUT",), guarded(upload_part)
    ),
    LiveRoute(
        "http", "sse/v1/rooms/<uuid:room>", ("GET",), guarded(room_events), role="spectators"
    ),
)
# Where the routes of the other role are not answered, and what stays of the pages there.
_OF_SPECTATORS: Final = r"^sse/"
_PROBES: Final = r"^(?:healthz|readyz)$"


def application_of(role: str, wsgi: App) -> App:
    """The ASGI application of a role; `wsgi` answers what is no live route."""
    routes = [each for each in LIVE_ROUTES if role in {"all", each.role}]
    found = [path(each.path, each.app) for each in routes if each.kind == "http"]
    nothing: App = guarded(elsewhere)
    if role == "spectators":
        rest = [re_path(_PROBES, wsgi), re_path(r"", nothing)]
    elif role == "judges":
        rest = [re_path(_OF_SPECTATORS, nothing), re_path(r"", wsgi)]
    else:
        rest = [re_path(r"", wsgi)]
    sockets = [path(each.path, each.app) for each in routes if each.kind == "socket"]
    return ProtocolTypeRouter(
        {
            "http": URLRouter([*found, *rest]),
            "websocket": URLRouter(sockets or [re_path(r"", WebsocketDenier.as_asgi())]),
        }
    )
