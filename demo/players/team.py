"""A start-up team: registers, fills the form, uploads its deck, consents, submits."""

import hashlib
from dataclasses import dataclass
from typing import Any

from demo.decks import deck_pdf
from demo.players.client import Client

LANDING = {True: "firm", False: "none"}


@dataclass
class Team:
    """One team of the story; `position` is its place in the order of registration."""

    client: Client
    facts: dict[str, Any]
    position: int

    async def register(self, edition: dict[str, Any]) -> dict[str, Any]:
        """Sign in for the first time and register; returns the empty entry."""
        await self.arrive()
        return await self.enter(edition)

    async def arrive(self) -> None:
        """Sign in for the first time and say one's name."""
        await self.client.sign_in(self.facts["leader"]["email"])
        await self._say_name(self.client, self.facts["leader"])

    async def enter(self, edition: dict[str, Any]) -> dict[str, Any]:
        """Register, signed in; returns the empty entry."""
        body = {"name": self.facts["name"], "organization": {"name": self.facts["company"]}}
        entry: dict[str, Any] = await self.client.post(f"editions/{edition['id']}/teams", body)
        return entry

    async def complete(self, entry: dict[str, Any], edition: dict[str, Any]) -> dict[str, Any]:
        """Form, deck, consents, second person, submission; returns the receipt."""
        await self._fill(entry, edition)
        await self._upload(entry["id"])
        await self._consent(entry["id"], edition)
        await self._invite(entry["id"])
        receipt: dict[str, Any] = await self.client.post(f"entries/{entry['id']}/submit")
        return receipt

    async def _say_name(self, client: Client, person: dict[str, Any]) -> None:
        await client.send("PATCH", "/api/v1/session", json={"name": person["name"]})

    async def _fill(self, entry: dict[str, Any], edition: dict[str, Any]) -> None:
        """Two saves, as the form's autosave would make them, each on the revision it saw."""
        path = f"/api/v1/entries/{entry['id']}"
        seen = await self.client.send("GET", path)
        draft = {"title": self.facts["title"]["zh"], "summary": self.facts["summary"]["zh"]}
        saved = await self.client.send(
            "PATCH", path, json=draft, headers={"If-Match": seen.headers["ETag"]}
        )
        rest = {
            "track": _id_of(edition["tracks"], self.facts["track"]),
            "division": _id_of(edition["divisions"], self.facts["division"]),
            "landing_intent": LANDING[self.facts["landing"]["intends"]],
            "planned_investment": self.facts["investment"],
            "answers": {"needs": self.facts["needs"]["text"]["zh"]},
        }
        await self.client.send(
            "PATCH", path, json=rest, headers={"If-Match": saved.headers["ETag"]}
        )

    async def _upload(self, entry_id: str) -> None:
        deck = deck_pdf(self.facts, position=self.position)
        upload = await self.client.post(
            "uploads",
            {
                "subject_kind": "entry",
                "subject_id": entry_id,
                "slot": "deck",
                "name": f"{self.facts['name']['zh']}-路演.pdf",
                "size": len(deck),
                "sha256": hashlib.sha256(deck).hexdigest(),
            },
        )
        for part in upload["parts"]:
            start = (part["number"] - 1) * upload["part_size"]
            chunk = deck[start : start + part["size"]]
            await self.client.part(part["url"], chunk)
        await self.client.post(f"uploads/{upload['id']}/complete")

    async def _consent(self, entry_id: str, edition: dict[str, Any]) -> None:
        for text in edition["consent_texts"]:
            if self.facts["consents"].get(text["kind"]):
                await self.client.post(
                    f"entries/{entry_id}/consents/{text['kind']}",
                    {"given": True, "text_version": text["version"]},
                )

    async def _invite(self, entry_id: str) -> None:
        """The second person joins by a link, with a browser of their own."""
        for person in self.facts["members"]:
            link = await self.client.post(
                f"entries/{entry_id}/invitations", {"email": person["email"]}
            )
            token = link["url"].rsplit("/", 1)[-1]
            browser = self.client.another()
            await browser.sign_in(person["email"])
            await self._say_name(browser, person)
            await browser.post(f"join/{token}")
            await browser.close()


def _id_of(rows: list[dict[str, Any]], code: str) -> str:
    return str(next(row["id"] for row in rows if row["code"] == code))
