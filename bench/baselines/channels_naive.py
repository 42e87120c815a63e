"""How Channels is usually used: a JSON consumer that creates the row with `acreate`.

`BENCH_ROWS=one`: nothing but that row. Otherwise every row that the product writes, by the ORM in
one transaction behind `database_sync_to_async`. No channel layer: nobody else listens here.
"""

import os
from typing import Any

from django.core.asgi import get_asgi_application

_pages = get_asgi_application()

from channels.db import database_sync_to_async  # noqa: E402 - Django is set up before models
from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import F  # noqa: E402

from bench.baselines.plain import healthy  # noqa: E402
from core import clock  # noqa: E402
from core.models import LogLeaf, LogOpening, LogTree  # noqa: E402
from judging.models import Room, ScoreCell, ScoreOperation  # noqa: E402

_ONE = os.environ.get("BENCH_ROWS") == "one"


def _values(op: dict[str, Any]) -> dict[str, Any]:
    return {
        "op_id": op["op_id"],
        "client_seq": op["client_seq"],
        "sheet_uid": op["sheet"],
        "kind": "score",
        "criterion": op["criterion"],
        "value": int(float(op["value"]) * 100),
        "base_rev": op["base_rev"],
        "device_time": op["device_time"],
        "body_hash": "0" * 64,
        "outcome": "applied",
        "answer": {"current": True},
        "at": clock.now(),
    }


@database_sync_to_async  # type: ignore[untyped-decorator]
def _all_rows(op: dict[str, Any], judge: int) -> None:
    """The product's rows, as one writes them with the ORM."""
    at = clock.now()
    with transaction.atomic():
        cell = ScoreCell.objects.select_related("sheet__slot__room__panel__round__edition").get(
            sheet__uid=op["sheet"], criterion=op["criterion"]
        )
        slot = cell.sheet.slot
        edition = slot.room.panel.round.edition
        mark = int(float(op["value"]) * 100)
        ScoreCell.objects.filter(pk=cell.pk).update(value=mark, rev=F("rev") + 1, changed_at=at)
        Room.objects.filter(pk=slot.room_id).update(version=F("version") + 1)
        tree, _ = LogTree.objects.get_or_create(owner_kind="edition", owner_id=edition.uid)
        tree = LogTree.objects.select_for_update().get(pk=tree.pk)
        leaf = LogLeaf.objects.create(
            tree=tree, seq=tree.size, leaf_hash="0" * 64, type="score.apply", at=at
        )
        LogTree.objects.filter(pk=tree.pk).update(size=F("size") + 1)
        LogOpening.objects.create(leaf=leaf, salt="0" * 32, body=str(op))
        ScoreOperation.objects.create(judge_id=judge, leaf=leaf, **_values(op))


class Naive(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    """Writes each operation by itself, then answers. Who it is stands in the address."""

    async def connect(self) -> None:
        """Take the socket."""
        self.judge = int(self.scope["query_string"])
        offered = self.scope["subprotocols"]
        await self.accept(offered[0] if offered else None)

    async def receive_json(self, content: dict[str, Any], **_: Any) -> None:
        """Operations in, an acknowledgement out."""
        ops = content["body"]["ops"]
        for op in ops:
            if _ONE:
                await ScoreOperation.objects.acreate(judge_id=self.judge, **_values(op))
            else:
                await _all_rows(op, self.judge)
        done = [{"op_id": op["op_id"], "outcome": "applied"} for op in ops]
        await self.send_json({"t": "ack", "id": content["id"], "body": {"outcomes": done}})


async def _http(_scope: Any, _receive: Any, send: Any) -> None:
    await healthy(send)


application = ProtocolTypeRouter({"http": _http, "websocket": Naive.as_asgi()})
