"""The client's socket types say what the server really sends."""

import msgspec
import pytest

from api.live import schema
from api.live.server_frames import SERVER_BODIES, Welcome
from api.live.threads import in_thread
from api.live.typescript import declarations
from api.management.commands.live_types import live_types
from config.settings.env import BASE_DIR
from tests.api.live.test_consumers import judge_cookie, opened, operation, told


def held_to_its_shape(told_frame):
    """Raises msgspec.ValidationError where a frame says more, less or something else."""
    shape = SERVER_BODIES[told_frame["t"]][0]
    return msgspec.convert(told_frame["body"], shape)


def test_every_frame_but_the_state_has_a_shape():
    assert set(schema.SERVER_TYPES) == {*SERVER_BODIES, "state"}


def test_the_committed_file_is_what_the_shapes_make():
    committed = BASE_DIR / "frontend" / "src" / "api" / "live.d.ts"
    assert committed.read_text(encoding="utf-8") == live_types()


def test_a_shape_becomes_typescript():
    class Leaf(msgspec.Struct):
        name: str
        mark: str | None
        size: int = 0

    class Empty(msgspec.Struct):
        pass

    assert list(declarations([Leaf, Empty])) == [
        "export type Empty = Record<string, never>;",
        "export interface Leaf {\n  name: string;\n  mark: string | null;\n  size?: number;\n}",
    ]


def test_a_planted_field_is_found():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(
            {"server_time": "", "build": "", "policy_version": 1, "tempo": {}, "more": 1}, Welcome
        )


async def test_real_frames_have_their_shape(final, socket):
    live = await opened(socket(await in_thread(judge_cookie, final)))
    await live.send_json_to({"t": "hello", "id": 1, "body": {"build": "t"}})
    held_to_its_shape(await told(live, "welcome"))
    await live.send_json_to({"t": "ping", "id": 2})
    held_to_its_shape(await told(live, "pong"))
    op = operation(final)
    for ops in ([op, {**operation(final, seq=2), "value": "22.3"}], [op], [{**op, "value": "1"}]):
        await live.send_json_to({"t": "ops", "id": 3, "body": {"ops": ops}})
        held_to_its_shape(await told(live, "ack"))
    await live.send_json_to({"t": "dance", "id": 4})
    held_to_its_shape(await told(live, "refused"))
    await live.send_to("no frame")
    held_to_its_shape(await told(live, "closing"))
