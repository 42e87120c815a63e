"""Named worlds: whole editions built by the services that a real one goes through.

`Day` stands at an open edition whose teams have registered; its steps lead to the archive.
Randomness inside a step is drawn from a stream named after the step, so that two worlds of one
seed differ only where their story differs.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

from contest.models import ConsentKind, EditionState, Entry, TeamMember
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
from core.models import Account, Person, Role
from core.services.hosts import host_create
from core.services.memberships import membership_grant
from core.services.people import account_for_email, account_for_person
from judging.services.experts import expert_add
from judging.services.panels import panel_create, seat_add
from tests.factories.judging import T0, Final, rulebook_document
from tests.factories.rooms import two_rooms
from tests.world_day import REQUIRED, Day, seeded

ROLES = tuple(role.value for role in Role if role is not Role.PLATFORM_ADMIN)
# A guest has an end; far behind everything that a test lets happen.
GUEST_UNTIL = T0 + timedelta(days=365)
__all__ = [
    "GUEST_UNTIL",
    "ROLES",
    "Day",
    "day",
    "member_of",
    "seeded",
    "stranger",
    "two_rooms",
    "uid",
]


def day(*, name: str = "day", entries: int = 3, judges: int = 3, zone: bool = True) -> Day:
    """An open edition with everybody in it and complete drafts of its teams."""
    with seeded(f"{name}-ground"):
        built = Day(name, _ground(name))
    _staff(built)
    _panel(built, judges)
    for number in range(1, entries + 1):
        built.register(number, zone=zone)
    return built


def _ground(name: str) -> Final:
    bilingual = {"zh": f"启明杯{name}", "en": f"Cup {name}"}
    host = host_create(slug=f"{name}-zone", name=bilingual)
    contest = contest_create(host=host, slug=f"{name}-cup", name=bilingual)
    edition = edition_create(
        contest=contest,
        slug=f"{name}-2026",
        year=2026,
        name=bilingual,
        opens_at=T0 - timedelta(days=60),
        closes_at=T0 + timedelta(days=10),
        entry_prefix="QM",
        is_demo=True,
    )
    track_add(edition=edition, code="energy", name=bilingual)
    division_add(edition=edition, code="startup", name=bilingual)
    for kind in ConsentKind:
        consent_text_add(edition=edition, kind=kind, text=bilingual, required=kind in REQUIRED)
    rulebook = rulebook_add(edition=edition, document=rulebook_document())
    judged = round_add(edition=edition, code="final", name=bilingual, seq=1, rulebook=rulebook)
    for verb in ("announce", "open"):
        edition = edition_move(edition=edition, verb=verb, at=T0)
    assert edition.state == EditionState.OPEN
    panel = panel_create(round=judged, name=bilingual)
    return Final(
        host=host,
        edition=edition,
        round=judged,
        panel=panel,
        staff={},
        seats=[],
        alternate=None,  # type: ignore[arg-type]  # seated right below
        entries=[],
    )


def _staff(built: Day) -> None:
    for role in ROLES:
        person = built.account(role).person
        assert person is not None
        with seeded(f"{built.name}-staff-{role}"):
            until = GUEST_UNTIL if role == Role.EXECUTOR else None
            membership_grant(person=person, host=built.final.host, role=role, at=T0, until=until)
        built.final.staff[role] = person


def _panel(built: Day, judges: int) -> None:
    final = built.final
    for number in range(1, judges + 2):
        name = f"judge_{number}" if number <= judges else "alternate"
        person = built.account(name).person
        assert person is not None
        with seeded(f"{built.name}-seat-{number}"):
            expert = expert_add(host=final.host, person=person, kind="technical")
            seat = seat_add(
                panel=final.panel,
                expert=expert,
                number=number,
                is_chair=number == 1,
                is_alternate=number > judges,
            )
        if seat.is_alternate:
            final.alternate = seat
        else:
            final.seats.append(seat)


def stranger(name: str) -> Account:
    """Somebody who signed in once and has nothing to do with anything."""
    with seeded(f"stranger-{name}"):
        account = account_for_email(email=f"{name}@stranger.test", name=name)
    account_for_person(person=account.person) if account.person else None
    return account


def member_of(entry: Entry, person: Person) -> bool:
    """Whether the person is in the entry's team."""
    return TeamMember.objects.filter(team=entry.team, person=person).exists()


def uid(text: str) -> UUID:
    """A well-formed id that names nothing."""
    return UUID(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest())
