"""Stock Channels: a consumer in a group of the pub/sub layer, the text encoded once by the sender.

The layer is channels-redis' newer one, which needs no capacity; its time limit is taken off, since
it ends subscriptions that are merely quiet (`bench/baselines/settings.py`).
"""

from itertools import count
from typing import Any

from django.core.asgi import get_asgi_application

_pages = get_asgi_application()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402 - Django comes first
from channels.routing import ProtocolTypeRouter  # noqa: E402

from bench.baselines.broadcast import GO, state  # noqa: E402
from bench.baselines.plain import healthy  # noqa: E402

_versions = count(2)


class Viewer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """In the room's group from its first word on."""

    async def connect(self) -> None:
        """Take the socket."""
        offered = self.scope["subprotocols"]
        await self.accept(offered[0] if offered else None)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """`go` changes the room; anything else begins to watch."""
        if text_data == GO:
            event = {"type": "room.state", "text": state(next(_versions))}
            await self.channel_layer.group_send("room", event)
        else:
            await self.channel_layer.group_add("room", self.channel_name)
            await self.send(text_data=state(1))

    async def room_state(self, event: dict[str, Any]) -> None:
        """The group's message goes on to the viewer."""
        await self.send(text_data=event["text"])


async def _http(_scope: Any, _receive: Any, send: Any) -> None:
    await healthy(send)


application = ProtocolTypeRouter({"http": _http, "websocket": Viewer.as_asgi()})
