"""An edition document: host, people, edition, rulebook, round and panel in one YAML file.

It calls the same services that screens call. `demo/qiming-cup.yaml` shows the layout.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from contest.models import Edition, Round
from contest.selectors.editions import edition_by_slug
from contest.services.editions import (
    consent_text_add,
    contest_create,
    division_add,
    edition_create,
    edition_move,
    track_add,
)
from contest.services.rounds import round_add
from contest.services.rulebooks import rulebook_add
from core.errors import Problem
from core.models import Host, Person
from core.services.hosts import host_create
from core.services.memberships import membership_grant
from core.services.people import account_for_email
from judging.services.door import door_rules_set
from judging.services.experts import expert_add
from judging.services.panels import panel_create, seat_add

Document = dict[str, Any]
# What holds at the door where the document does not say it.
_DOOR = {"people": 3, "calls": 3, "grace_minutes": 10}


@dataclass(frozen=True, slots=True)
class Loaded:
    """The edition, and whether this call made it."""

    edition: Edition
    created: bool


@transaction.atomic
def edition_load(*, document: Document, at: datetime) -> Loaded:
    """Make everything the document names. One that is already there is left as it is.

    Raises Problem: rulebook_invalid with the places, request_malformed for a missing part.
    """
    known = edition_by_slug(slug=document["edition"]["id"])
    if known is not None:
        return Loaded(known, created=False)
    host = host_create(slug=document["host"]["id"], name=document["host"]["name"])
    _staff(document, host, at)
    edition = _edition(document, host, at)
    _rooms(document, host, _round(document, edition))
    for verb in ("announce", "open"):
        edition = edition_move(edition=edition, verb=verb, at=at)
    return Loaded(edition, created=True)


def _staff(document: Document, host: Host, at: datetime) -> None:
    for row in document["staff"]:
        membership_grant(person=_person(row), host=host, role=row["role"], at=at)


def _person(row: Document) -> Person:
    account = account_for_email(
        email=row["email"], name=row["name"]["zh"], name_latin=row["name"].get("en", "")
    )
    if account.person is None:
        raise Problem("request_malformed")
    return account.person


def _edition(document: Document, host: Host, at: datetime) -> Edition:
    facts = document["edition"]
    contest = contest_create(
        host=host, slug=document["contest"]["id"], name=document["contest"]["name"]
    )
    opens_at, closes_at = _window(facts, at)
    edition = edition_create(
        contest=contest,
        slug=facts["id"],
        year=facts["year"],
        name=facts["name"],
        summary=facts.get("summary"),
        opens_at=opens_at,
        closes_at=closes_at,
        entry_prefix=facts["number_prefix"],
        time_zone=facts["time_zone"],
        is_demo=facts.get("demo", False),
        last_day=_last_day(facts),
    )
    for position, row in enumerate(document["tracks"]):
        track_add(edition=edition, code=row["id"], name=row["name"], position=position)
    for position, row in enumerate(document["divisions"]):
        division_add(edition=edition, code=row["id"], name=row["name"], position=position)
    for row in document["consent_texts"]:
        consent_text_add(
            edition=edition,
            kind=row["kind"],
            text=row["text"],
            required=row["required"],
            receiver=row.get("receiver"),
        )
    return edition


def _window(facts: Document, at: datetime) -> tuple[datetime, datetime]:
    """Named moments, or days relative to the loading (for demo editions)."""
    if "window" in facts:
        days = facts["window"]
        return (
            at + timedelta(days=days["opens_in_days"]),
            at + timedelta(days=days["closes_in_days"]),
        )
    return datetime.fromisoformat(facts["opens_at"]), datetime.fromisoformat(facts["closes_at"])


def _last_day(facts: Document) -> date | None:
    """The last day of judging, where it is known; YAML reads a date or a text."""
    named = facts.get("last_day")
    return None if named is None else date.fromisoformat(str(named))


def _round(document: Document, edition: Edition) -> Round:
    rulebook = rulebook_add(edition=edition, document=document["rulebook"])
    facts = document["round"]
    return round_add(
        edition=edition, code=facts["id"], name=facts["name"], seq=1, rulebook=rulebook
    )


def _rooms(document: Document, host: Host, judged: Round) -> None:
    """The round's rooms: one under `room` with the document's judges, or several under `rooms`."""
    facts = document["round"]
    if ("room" in facts) == ("rooms" in facts):
        raise Problem("request_malformed")
    if "room" in facts:
        _room(document, facts["room"], host, judged)
        return
    named = [row["id"] for row in facts["rooms"]]
    if not named or len(set(named)) != len(named) or {"judges", "alternates"} & set(document):
        raise Problem("request_malformed")
    for row in facts["rooms"]:
        _room(row.get("panel", {}), row, host, judged)


def _room(people: Document, row: Document, host: Host, judged: Round) -> None:
    hears = row.get("hears", "balanced")
    panel = panel_create(
        round=judged,
        name=row["name"],
        room_name=row["name"],
        hears=None if hears == "balanced" else hears,
    )
    if "door" in row:
        door_rules_set(room=panel.room, **{**_DOOR, **row["door"]})
    judges = people.get("judges", [])
    for number, seat in enumerate([*judges, *people.get("alternates", [])], start=1):
        expert = expert_add(
            host=host, person=_person(seat), kind=seat["kind"], employer=seat["employer"]
        )
        seat_add(
            panel=panel,
            expert=expert,
            number=number,
            is_chair=seat["chair"],
            is_alternate=number > len(judges),
        )
