"""The world in which cells are asked: every column is somebody, every named place something.

One host's edition at a phase, a second host with the same people in the same roles, and the
hero: the entry that registered first, for which judge 3 is recused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from api.table_codes import CODE_SESSION_KEY
from api.viewers import DEVICE_SESSION_KEY
from contest.models import Edition, EditionState, EntryFile
from contest.services.teams import INVITATION_LIFE, TEAM_SUBJECT
from core.clock import instant_text
from core.models import Account, Device, DeviceKind, Host, InvitationKind, Upload
from core.services.hosts import host_create
from core.services.invitations import invitation_issue
from core.services.memberships import membership_grant
from core.services.pairings import pairing_open
from core.services.people import account_for_email
from judging.models import (
    Certificate,
    CorrectionRequest,
    Publication,
    Room,
    RoomMove,
    RulebookChange,
    ScoreSheet,
    Slot,
    StaffCall,
)
from judging.selectors.nda import nda_text
from judging.services.joining import seat_bind
from judging.services.panels import seat_invitation_issue
from judging.services.screens import screen_pair
from judging.services.seat_codes import seat_code_enter, seat_codes_issue
from pipeline.models import Project, Prospect
from tests.clients import Browser
from tests.device_keys import DeviceKey
from tests.factories.factors import step_up
from tests.factories.judging import T0
from tests.system.policy.people import people_places
from tests.system.policy.sign_ins import other_browser
from tests.system.policy.steps import STEPS
from tests.system.policy.table import PHASES
from tests.worlds import GUEST_UNTIL, ROLES, Day, day, seeded, stranger, uid

RELATIONS = {
    "team_leader": "leader_1",
    "team_member": "member_1",
    "other_team": "leader_2",
    "chair": "judge_1",
    "judge": "judge_2",
    "judge_recused": "judge_3",
    "alternate": "alternate",
}
OTHER_HOST = tuple(f"other.{role}" for role in ROLES)
_IN_OFFICE = {"platform_admin", *ROLES, *OTHER_HOST}
COLUMNS = ("anonymous", "screen", "stranger", "platform_admin", *RELATIONS, *ROLES, *OTHER_HOST)
_HERO, _RIVAL, _THIRD = 1, 2, 3
# Of a situation only; the world itself has none of them.
_OF_SITUATIONS = (
    "motion_id",
    "note_id",
    "line_id",
    "event_id",
    "transfer_id",
    "substitution_id",
    "left_entry",
    "away_room",
    "home_slot",
    "late_seen",
    "reopening_id",
    "incident_id",
    "filing_id",
    "page_code",
    "page_id",
    "print_id",
)


@dataclass
class Cast:
    """A phase's world: a browser for each column and an id for each named place."""

    day: Day
    clients: dict[str, Client] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    at: datetime | None = None

    @property
    def now(self) -> datetime:
        """The moment at which the world stands."""
        return self.at or self.day.final.now

    def client(self, column: str) -> Client:
        """The browser of a column's person, signed in once."""
        return self.clients[column]


def cast(phase: str) -> Cast:
    """Everybody and everything at `phase`."""
    built = day(name="policy", entries=3)
    for step in STEPS[: PHASES.index(phase)]:
        step(built)
    if phase == "draft":
        Edition.objects.update(state=EditionState.DRAFT)
    return cast_of(built)


def cast_of(built: Day) -> Cast:
    """Browsers for every column and ids for every place of a day as it stands."""
    made = Cast(built)
    _people(made)
    _places(made)
    return made


def _people(made: Cast) -> None:
    with seeded(f"{made.day.name}-other"):
        other = host_create(slug="other-zone", name={"zh": "另一园区", "en": "Other zone"})
    accounts: dict[str, Account | None] = {"anonymous": None, "stranger": stranger("stranger")}
    accounts["platform_admin"] = _of_platform(made)
    accounts |= {column: made.day.account(who) for column, who in RELATIONS.items()}
    accounts |= {role: made.day.account(role) for role in ROLES}
    accounts |= {f"other.{role}": _of_other_host(made, other, role) for role in ROLES}
    made.clients["screen"] = _screen(made)
    for column, account in accounts.items():
        made.clients[column] = _browser(made, column, account)
        if account is not None and column in _IN_OFFICE:
            # Offices are asked as they act: with a second factor, shown just now.
            step_up(made.clients[column], account, made.now)


def _of_other_host(made: Cast, host: Host, role: str) -> Account:
    with seeded(f"{made.day.name}-other-{role}"):
        account = account_for_email(email=f"{role}@other.test".replace("_", "-"), name=role)
        assert account.person is not None
        until = GUEST_UNTIL if role == "executor" else None
        membership_grant(person=account.person, host=host, role=role, at=T0, until=until)
    return account


def _of_platform(made: Cast) -> Account:
    with seeded(f"{made.day.name}-platform"):
        account = account_for_email(email="platform@platform.test", name="platform")
        assert account.person is not None
        membership_grant(person=account.person, host=None, role="platform_admin", at=T0)
    return account


def _browser(made: Cast, column: str, account: Account | None) -> Client:
    client = Browser(HTTP_ACCEPT_LANGUAGE="zh-CN")
    if account is not None:
        with seeded(f"{made.day.name}-session-{account.email}"):
            client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        judges = [seat.expert.person_id for seat in made.day.final.seats]
        if account.person_id in judges and account.person is not None:
            with seeded(f"{made.day.name}-device-{account.email}"):
                seat = next(
                    each
                    for each in made.day.final.seats
                    if each.expert.person_id == account.person_id
                )
                device = seat_bind(
                    seat=seat, kind="judge", key="k", label="", via="link", at=made.now
                )
            session = client.session
            session[DEVICE_SESSION_KEY] = device.pk
            session.save()
            made.devices[column] = str(device.uid)
    return client


def _screen(made: Cast) -> Client:
    """A browser that was paired with the room: a device and nobody."""
    client = Browser(HTTP_ACCEPT_LANGUAGE="zh-CN")
    final = made.day.final
    with seeded(f"{made.day.name}-screen"):
        shown = pairing_open(label="", at=made.now)
        screen = screen_pair(
            room=Room.objects.select_related("panel__round__edition").get(panel=final.panel),
            code=shown.code,
            label="大屏",
            actor=made.day.person("technician"),
            at=made.now,
        )
        waiting = pairing_open(label="", at=made.now)
    session = client.session
    session[DEVICE_SESSION_KEY] = screen.device_id
    session.save()
    made.places |= {"screen_id": str(screen.uid), "pairing_code": waiting.code}
    return client


def _places(made: Cast) -> None:
    """Ids by name; a place that this phase does not have yet names nothing."""
    built = made.day
    final = built.final
    hero = built.entry(_HERO)
    edition = built.edition
    text = edition.consent_texts.filter(kind="zone").get()
    found: dict[str, Any] = {
        "edition_id": edition.uid,
        "slug": edition.slug,
        "round_id": final.round.uid,
        "room": final.panel.room.uid,
        "room_id": final.panel.room.uid,
        "entry_id": hero.uid,
        "rival": built.entry(_RIVAL).uid,
        "third": built.entry(_THIRD).uid,
        "rev": hero.rev,
        "track": edition.tracks.get().uid,
        "seat_id": final.seats[1].uid,
        "consent_version": text.version,
        "file_id": EntryFile.objects.get(entry=hero, until__isnull=True).file.uid,
        "upload_id": Upload.objects.filter(subject_id=hero.uid).earliest("pk").uid,
        "slot_id": _first(hero.slots.values_list("uid", flat=True)),
        "publication_id": _first(Publication.objects.order_by("-pk").values_list("uid", flat=True)),
        "publication_hash": _first(
            Publication.objects.order_by("-pk").values_list("hash", flat=True)
        ),
        "change_id": _first(RulebookChange.objects.order_by("-pk").values_list("uid", flat=True)),
        **dict.fromkeys(_OF_SITUATIONS),
        "prospect_id": _first(Prospect.objects.filter(entry=hero).values_list("uid", flat=True)),
        "project_id": _first(
            Project.objects.filter(prospect__entry=hero).values_list("uid", flat=True)
        ),
        "project_rev": _first(
            Project.objects.filter(prospect__entry=hero).values_list("rev", flat=True)
        ),
        "code": _first(Certificate.objects.values_list("code", flat=True)),
        "kind": "zone",
        "nda_hash": nda_text().hash,
        "sign_in_id": other_browser(made.day, made.now),
        "token": _seat_token(built),
        "team_token": _team_token(built),
        **_room_places(built),
        **people_places(built),
        **_codes(made),
        **_former_tablet(made),
    }
    made.places |= {
        name: str(value) if value is not None else str(uid(name)) for name, value in found.items()
    }


def _room_places(built: Day) -> dict[str, Any]:
    """What happens in the room: a judge's sheet, call and request, the last move."""
    sheets = ScoreSheet.objects.filter(seat=built.final.seats[1], slot__entry=built.entry(_RIVAL))
    return {
        **dict.fromkeys(
            ("away_room", "home_slot", "transfer_id", "substitution_id", "left_entry")
        ),  # of situations only
        "sheet_id": _first(sheets.values_list("uid", flat=True)),
        "call_id": _first(StaffCall.objects.values_list("uid", flat=True)),
        "correction_id": _first(CorrectionRequest.objects.values_list("uid", flat=True)),
        "override_id": None,
        "seating_id": None,
        "third_seat": built.final.seats[2].uid,
        "alternate_seat": built.final.alternate.uid,
        "third_slot": _first(
            Slot.objects.filter(entry=built.entry(_THIRD)).values_list("uid", flat=True)
        ),
        "last_move": _first(RoomMove.objects.order_by("-pk").values_list("uid", flat=True)),
    }


def _seat_token(built: Day) -> str:
    """A link to seat 2, made for the judge who sits there."""
    with seeded(f"{built.name}-link"):
        _invitation, token = seat_invitation_issue(
            seat=built.final.seats[1], actor=built.person("organizer"), at=built.final.tick()
        )
    return token


def _codes(made: Cast) -> dict[str, Any]:
    """The codes of a session around now, and a browser that waits with the one of seat 1.

    Seat 1 is taken, so its code waits; the alternate's seat is free, and the browser without a
    session has typed its code already.
    """
    built, seats = made.day, [*made.day.final.seats, made.day.final.alternate]
    window = (made.now - timedelta(hours=1), made.now + timedelta(hours=1))
    with seeded(f"{built.name}-codes"):
        issued = seat_codes_issue(
            round=built.final.round,
            seats=seats,
            window=window,
            actor=built.person("organizer"),
            at=made.now,
        )
        waiting, ready = (
            seat_code_enter(
                edition_id=built.edition.uid,
                digits=each.digits,
                device_label="iPad",
                at=made.now,
            )
            for each in (issued[0], issued[-1])
        )
        session = made.client("anonymous").session
        session[CODE_SESSION_KEY] = str(ready and ready.uid)
        session.save()
    device = seats[1].devices.first()
    return {
        "table_code": issued[-1].digits,
        "request_id": waiting and waiting.uid,
        "device_id": device and device.device.uid,
        "window_from": instant_text(window[0]),
        "window_to": instant_text(window[1]),
    }


def _former_tablet(made: Cast) -> dict[str, Any]:
    """A device that seat 2 had before, and what it signs: nothing is left on it."""
    key, payload = DeviceKey(), '{"ops":[]}'
    former = Device.objects.create(
        person=made.day.final.seats[1].expert.person,
        kind=DeviceKind.JUDGE,
        key=key.public,
        bound_at=made.now,
        revoked_at=made.now,
    )
    return {
        "former_id": former.uid,
        "left_payload": payload,
        "left_proof": key.prove(f"yisai.left.v1\n{payload}"),
    }


def _team_token(built: Day) -> str:
    """A link into the hero's team, for whoever has it; one that would outlive the deadline."""
    with seeded(f"{built.name}-team-link"):
        _invitation, token = invitation_issue(
            kind=InvitationKind.TEAM_MEMBER,
            host=built.final.host,
            subject=(TEAM_SUBJECT, built.entry(_HERO).team.uid),
            issued_by=built.person("leader_1"),
            expires_at=built.final.tick() + INVITATION_LIFE,
        )
    return token


def _first(rows: Any) -> Any:
    return next(iter(rows), None)
