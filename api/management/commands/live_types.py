"""Write the TypeScript of the socket's frames."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from msgspec import Struct

from api.live import schema
from api.live.server_frames import SERVER_BODIES
from api.live.typescript import declarations

HEAD = """/**
 * Made from api/live/schema.py and api/live/server_frames.py by `manage.py live_types`.
 * Do not change it by hand.
 */
"""


class Command(BaseCommand):
    help = "Write the TypeScript declarations of every frame of the live socket."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, required=True)

    def handle(self, *, file: Path, **_options: Any) -> None:
        file.write_text(live_types(), encoding="utf-8")


def live_types() -> str:
    """The whole declaration file."""
    server = [body for bodies in SERVER_BODIES.values() for body in bodies]
    client = list(dict.fromkeys(schema.CLIENT_BODIES.values()))
    operations: tuple[type[Struct], ...] = (
        schema.ScoreOperation,
        schema.SignOperation,
        schema.UnsignOperation,
    )
    shapes: list[type[Struct]] = [*client, *operations, *server]
    maps = (
        _map("ClientBodies", {kind: (body,) for kind, body in schema.CLIENT_BODIES.items()}),
        _map("ServerBodies", SERVER_BODIES),
    )
    return "\n\n".join([HEAD.rstrip(), *declarations(shapes), *maps]) + "\n"


def _map(name: str, members: Mapping[str, tuple[type, ...]]) -> str:
    lines = [
        f"  {kind}: {' | '.join(body.__name__ for body in bodies)};"
        for kind, bodies in members.items()
    ]
    return "\n".join([f"/** Bodies by frame type. */\nexport interface {name} {{", *lines, "}"])
