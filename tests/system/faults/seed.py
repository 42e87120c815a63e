"""Rows of a running round, made through the models: judges with devices, slots, sheets."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from contest.models import (
    Contest,
    Edition,
    EditionState,
    Entry,
    EntryState,
    Round,
    RoundState,
    Rulebook,
    Team,
)
from contest.rulebook.parse import rulebook_hash
from core import clock
from core.models import Account, Device, Host, Membership, Person
from judging.models import (
    ConflictStatement,
    Expert,
    Nda,
    Panel,
    PanelSeat,
    Room,
    ScoreCell,
    ScoreSheet,
    Slot,
    SlotState,
)

CRITERIA = {"technology": "25", "market": "20", "business": "20", "team": "20", "defense": "15"}


def document(criteria: dict[str, str] = CRITERIA) -> dict[str, Any]:
    """A sound rulebook document of half steps."""
    return {
        "rulebook": 0,
        "name": {"zh": "决赛规则", "en": "Final rules"},
        "scale": {"total": str(sum(int(most) for most in criteria.values()))},
        "criteria": [
            {
                "id": name,
                "name": {"zh": name, "en": name},
                "max": most,
                "step": "0.5",
                "required": True,
            }
            for name, most in criteria.items()
        ],
        "panel": {"seats": 3, "kinds": {"technical": 3}, "minimum_sheets": 1},
        "aggregation": {
            "method": "mean",
            "version": 1,
            "decimals": 2,
            "rounding": "half_up",
            "tie_on": "rounded",
        },
        "ties": [{"rule": "share"}],
        "awards": [],
        "cut_after": 1,
        "timing": {"pitch_s": 8, "questions_s": 7, "scoring_s": 2},
        "sealing": "per_slot",
        "publicity": {"seconds": 5},
    }


@dataclass
class Judge:
    """A seated judge with a bound device."""

    person: Person
    account: Account
    device: Device
    seat: PanelSeat


@dataclass
class Seeded:
    """A round in progress; `sheets[judge number][slot number]`."""

    edition: Edition
    round: Round
    room: Room
    judges: list[Judge] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    sheets: list[list[ScoreSheet]] = field(default_factory=list)


def person(name: str) -> Person:
    """A person."""
    return Person.objects.create(name=name)


def account(of: Person) -> Account:
    """A way in for a person, without password."""
    made = Account(person=of)
    made.set_unusable_password()
    made.save()
    return made


def device(of: Person) -> Device:
    """A bound tablet."""
    return Device.objects.create(
        person=of, kind="judge", key=uuid.uuid4().hex, bound_at=clock.now()
    )


def member(of: Person, edition: Edition, role: str) -> Membership:
    """A role in the edition."""
    return Membership.objects.create(
        person=of,
        host=edition.contest.host,
        role=role,
        scope_kind="edition",
        scope_id=edition.uid,
        since=clock.now() - timedelta(minutes=1),
    )


def seed(*, judges: int = 3, entries: int = 2, criteria: dict[str, str] = CRITERIA) -> Seeded:
    """An open round whose slots are all being scored."""
    now = clock.now()
    tag = uuid.uuid4().hex[:8]
    name = {"zh": "启明杯", "en": "Qiming Cup"}
    host = Host.objects.create(slug=f"host-{tag}", name=name)
    contest = Contest.objects.create(host=host, slug=f"contest-{tag}", name=name)
    edition = Edition.objects.create(
        contest=contest,
        slug=f"edition-{tag}",
        year=2026,
        name=name,
        state=EditionState.RUNNING,
        opens_at=now - timedelta(days=9),
        closes_at=now - timedelta(days=1),
        entry_prefix="T",
    )
    content = document(criteria)
    rulebook = Rulebook.objects.create(
        edition=edition, version=1, document=content, hash=rulebook_hash(content), frozen_at=now
    )
    final = Round.objects.create(
        edition=edition,
        code="final",
        name=name,
        seq=1,
        rulebook=rulebook,
        state=RoundState.OPEN,
        opened_at=now,
    )
    panel = Panel.objects.create(round=final, name=name)
    room = Room.objects.create(panel=panel, name=name)
    seeded = Seeded(edition, final, room)
    seeded.slots = [_slot(edition, room, n) for n in range(1, entries + 1)]
    for number in range(1, judges + 1):
        _seat(seeded, panel, number)
    return seeded


def _slot(edition: Edition, room: Room, position: int) -> Slot:
    label = {"zh": f"团队{position}", "en": f"Team {position}"}
    team = Team.objects.create(edition=edition, name=label, name_key=f"team {position}")
    entry = Entry.objects.create(
        edition=edition,
        team=team,
        number=f"T-{position:03d}",
        title=f"项目{position}",
        state=EntryState.ACCEPTED,
    )
    return Slot.objects.create(
        room=room,
        position=position,
        entry=entry,
        state=SlotState.SCORING,
        clock_started_at=clock.now(),
        duration_s=120,
    )


def _seat(seeded: Seeded, panel: Panel, number: int) -> None:
    who = person(f"评委{number}")
    expert = Expert.objects.create(host=seeded.edition.contest.host, person=who, kind="technical")
    seat = PanelSeat.objects.create(panel=panel, number=number, expert=expert)
    now = clock.now()
    Nda.objects.create(
        person=who, edition=seeded.edition, text_version=1, text_hash="0" * 64, signed_at=now
    )
    ConflictStatement.objects.bulk_create(
        ConflictStatement(seat=seat, entry=slot.entry, has_conflict=False, signed_at=now)
        for slot in seeded.slots
    )
    seeded.judges.append(Judge(who, account(who), device(who), seat))
    seeded.sheets.append([sheet(seeded.round, slot, seat) for slot in seeded.slots])


def sheet(in_round: Round, slot: Slot, seat: PanelSeat) -> ScoreSheet:
    """A sheet with an empty cell per criterion."""
    made = ScoreSheet.objects.create(slot=slot, seat=seat, round=in_round)
    ScoreCell.objects.bulk_create(
        ScoreCell(sheet=made, criterion=criterion["id"])
        for criterion in in_round.rulebook.document["criteria"]
    )
    return made


def session_cookie(account: Account, **more: Any) -> str:
    """A session as signing in makes it, holding `more`; returns the Cookie header."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.update(more)
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"
