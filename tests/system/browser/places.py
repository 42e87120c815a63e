"""Every page of the thread, by who opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from demo.players.client import Client
from tests.system.browser.hall import Hall
from tests.system.browser.rehearsal import Rehearsal, final_play, rehearse

MISSING = 404


@dataclass(frozen=True)
class Place:
    """An address, and the answers beside 200 that belong to it."""

    path: str
    refusals: tuple[tuple[str, int], ...] = ()

    def allows(self, address: str, status: int) -> bool:
        """Whether an answer is part of what this place shows."""
        return any(part in address and status == code for part, code in self.refusals)


# A browser asks whether it is a paired screen; most are none.
WALL = Place("/screen", (("/api/v1/screen", MISSING),))
PEOPLE = (
    "nobody",
    "leader",
    "organizer",
    "verifier",
    "eligibility_officer",
    "event_desk",
    "investment_manager",
    "judge",
    "emcee",
)


@dataclass
class Played:
    """A hall whose final is over, who can sign in there, and what each of them opens."""

    hall: Hall
    clients: dict[str, Client | None]
    places: dict[str, list[Place]] = field(default_factory=dict)


OF_ENTRY = ("", "/form", "/files", "/people", "/consents", "/preview", "/submit", "/receipt")
OF_EDITION = (
    "",
    "/entries",
    "/panel",
    "/draw",
    "/door",
    "/live",
    "/results",
    "/ranking",
    "/ranking/final",
    "/paper",
    "/publish",
    "/people",
    "/people/leave",
    "/devices",
)


def played(hall: Hall) -> Played:
    """Play the final, sign everybody in, list the places."""
    day = rehearse(hall)
    final = final_play(day)
    code = next(
        insert["code"]
        for step in final["document"]["steps"]
        for insert in step["inserts"]
        if "code" in insert
    )
    roles = ("verifier", "eligibility_officer", "event_desk", "emcee", "investment_manager")
    clients: dict[str, Client | None] = {role: hall.staff(role).client for role in roles}
    clients |= {
        "nobody": None,
        "leader": day.teams[0],
        "organizer": day.organizer.client,
        "judge": day.judges[0].client,
    }
    manager = clients["investment_manager"]
    assert manager is not None
    project = hall.play(manager.get("projects"))["results"][0]
    return Played(hall, clients, _places(day, code, project))


def _places(day: Rehearsal, code: str, project: dict[str, Any]) -> dict[str, list[Place]]:
    slug, entry = day.hall.slug, day.entries[0]
    office = f"/org/{slug}"
    return {
        "nobody": _public(slug, code),
        "leader": [
            Place("/team"),
            Place(f"/team/register/{slug}"),
            *(Place(f"/team/{entry}{part}") for part in OF_ENTRY),
            Place("/team/00000000-0000-4000-8000-000000000000", (("/entries/", MISSING),)),
        ],
        "organizer": [
            Place("/org"),
            Place("/account"),
            *(Place(f"{office}{part}") for part in OF_EDITION),
            Place(f"{office}/deliberate/final", (("/deliberation", MISSING),)),
            Place(f"{office}/entries/{entry}"),
        ],
        "verifier": [
            Place(f"{office}/results"),
            Place(f"{office}/ranking"),
            Place(f"{office}/publish"),
        ],
        "eligibility_officer": [Place(f"{office}/entries"), Place(f"{office}/entries/{entry}")],
        "event_desk": [
            Place(f"{office}/panel"),
            Place(f"{office}/devices"),
            Place(f"{office}/paper"),
        ],
        "investment_manager": [
            Place("/zone"),
            Place("/zone/board"),
            Place("/zone/list"),
            Place("/zone/prospects"),
            Place(f"/zone/p/{project['id']}"),
        ],
        "judge": [Place("/judge"), Place(f"/judge/live?entry={entry}")],
        "emcee": [WALL],
    }


def _public(slug: str, code: str) -> list[Place]:
    plain = ("/", f"/c/{slug}", f"/c/{slug}/results", f"/c/{slug}/draw", f"/c/{slug}/live")
    info = (
        "/v/",
        f"/v/{code}",
        "/help",
        "/privacy",
        "/status",
        "/accessibility",
        "/install",
        "/capability",
        "/judge/basic",
    )
    client = ("/login", "/login/link/ABC-DEF", "/team", "/org", "/zone", "/judge")
    return [
        *(Place(path) for path in (*plain, *info, *client)),
        WALL,
        Place("/v/AAAA-BBBB-CCCC", (("/v/", MISSING),)),
        Place("/c/nothing-here", (("/c/", MISSING),)),
        Place("/join"),
        Place("/join/nothing-here", (("/join/", MISSING),)),
    ]
