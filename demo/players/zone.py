"""The zone's investment manager: sees prospects early, projects once results are public."""

from dataclasses import dataclass
from typing import Any

from demo.players.client import Client


@dataclass
class Zone:
    """Signed in at the board."""

    client: Client

    async def prospects(self) -> list[dict[str, Any]]:
        """Accepted entries whose teams consented to the zone."""
        rows: list[dict[str, Any]] = (await self.client.get("prospects"))["results"]
        return rows

    async def projects(self) -> list[dict[str, Any]]:
        """The board."""
        rows: list[dict[str, Any]] = (await self.client.get("projects"))["results"]
        return rows

    async def read_deck(self, project: dict[str, Any]) -> int:
        """Open the deck that came with the project; returns its size in bytes."""
        detail = await self.client.get(f"projects/{project['id']}")
        return len(await self.client.file(detail["deck"]["url"]))
