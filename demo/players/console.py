"""The organizer's side of the hall: desk, draw, running order, results, publication."""

from dataclasses import dataclass
from typing import Any

from demo.players.client import Client

BEFORE_SCORING = ("call", "start_pitch", "start_questions", "start_scoring")
# Cards open, highest and lowest leave, the average, the place in the leaderboard.
REVEAL_STEPS = (1, 2, 3, 4)


@dataclass
class Console:
    """The organizer signed in at the console."""

    client: Client

    async def edition(self, slug: str) -> dict[str, Any]:
        """The edition with this slug, whole."""
        found = (await self.client.get("editions"))["results"]
        row = next(row for row in found if row["slug"] == slug)
        edition: dict[str, Any] = await self.client.get(f"editions/{row['id']}")
        return edition

    async def entries(self, edition_id: str) -> list[dict[str, Any]]:
        """Every entry of the edition, page by page."""
        page = await self.client.get("entries", edition=edition_id)
        rows: list[dict[str, Any]] = page["results"]
        while page["next"]:
            page = (await self.client.send("GET", page["next"])).json()
            rows += page["results"]
        return rows

    async def accept_all(self, edition_id: str) -> int:
        """The desk reads each machine check and accepts what is complete."""
        rows = await self.entries(edition_id)
        waiting = [row for row in rows if row["state"] in {"submitted", "in_check"}]
        for row in waiting:
            check = await self.client.get(f"entries/{row['id']}/eligibility")
            if not all(item["ok"] for item in check["items"]):
                raise RuntimeError(f"machine check failed: {row['title']}")
            await self.client.post(f"entries/{row['id']}/eligibility", {"decision": "accept"})
        return len(waiting)

    async def close_registration(self, edition_id: str) -> None:
        """From now on the list of entries stands."""
        await self.client.post(f"editions/{edition_id}/close")

    async def draw(self, round_id: str, seed: str) -> list[str]:
        """Commit, then reveal; returns the entry numbers in running order."""
        await self.client.post(f"rounds/{round_id}/draw", {"seed": seed})
        await self.client.post(f"rounds/{round_id}/draw/reveal")
        return [slot["entry"]["number"] for slot in (await self.slots(round_id))]

    async def slots(self, round_id: str) -> list[dict[str, Any]]:
        """The running order as the console sees it."""
        room = await self.client.get(f"rounds/{round_id}/room")
        slots: list[dict[str, Any]] = room["body"]["slots"]
        return slots

    async def seat_links(self, round_id: str) -> dict[str, str]:
        """A fresh link for every seat, by seat number."""
        panel = (await self.client.get(f"rounds/{round_id}"))["panels"][0]
        links = {}
        for seat in panel["seats"]:
            link = await self.client.post(f"seats/{seat['id']}/invitations")
            links[str(seat["number"])] = link["url"]
        return links

    async def command(self, slot_id: str, *verbs: str) -> None:
        """Press the console's buttons for a slot, one after the other."""
        for verb in verbs:
            await self.client.post(f"slots/{slot_id}/commands", {"verb": verb})

    async def room(self, round_id: str) -> str:
        """The round's room."""
        found: str = (await self.client.get(f"rounds/{round_id}/room"))["body"]["room"]["id"]
        return found

    async def reveal(self, room_id: str, slot_id: str) -> None:
        """Seal, and open the result to the hall step by step."""
        await self.command(slot_id, "seal", "reveal")
        for step in REVEAL_STEPS:
            await self.client.post(f"rooms/{room_id}/cue", {"verb": "step", "step": step})
        await self.command(slot_id, "confirm")

    async def finish(self, round_id: str, verifier: "Console") -> dict[str, Any]:
        """Close, compute, and let another person lock; returns the results."""
        await self.client.post(f"rounds/{round_id}/close")
        await self.client.post(f"rounds/{round_id}/tally")
        await verifier.client.step_up()
        await verifier.client.post(f"rounds/{round_id}/lock")
        results: dict[str, Any] = await self.client.get(f"rounds/{round_id}/results")
        return results

    async def ranking(self, round_id: str) -> dict[str, Any]:
        """The places with what they hang on."""
        found: dict[str, Any] = await self.client.get(f"rounds/{round_id}/ranking")
        return found

    async def publish(self, round_id: str, kind: str, verifier: "Console") -> dict[str, Any]:
        """Prepare here, approve there over the same hash, open.

        Both have shown their second factor within the last minutes (`step_up`).
        """
        draft = await self.client.post(f"rounds/{round_id}/publications", {"kind": kind})
        approval = {"hash": draft["hash"]}
        await verifier.client.post(f"publications/{draft['id']}/approve", approval)
        opened: dict[str, Any] = await self.client.post(
            f"publications/{draft['id']}/open", approval
        )
        return opened
