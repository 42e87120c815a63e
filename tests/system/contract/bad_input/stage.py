"""The worlds in which the cases are asked: a phase of the policy's world, and what went before.

Everything that a case needs to stumble over is put in place by services before the first
question, so that whatever changes later was changed by an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from contest.models import Round, RoundState
from contest.services.consents import consent_withdraw
from contest.services.teams import team_member_invite, team_member_join, team_register
from core.models import Account, IdempotencyRecord, Invitation, Upload
from core.services.devices import device_bind, device_revoke
from judging.models import ConflictStatement, Nda, ScoreSheet
from judging.services.joining import seat_join
from judging.services.panels import seat_invitation_issue
from judging.services.recusals import recusal_declare
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp
from pipeline.models import Project
from pipeline.services.moves import project_move
from tests.clients import Browser
from tests.system.contract.bad_input.uploads import uploads_open
from tests.system.policy.world import Cast, cast
from tests.worlds import Day, day, stranger, uid

KNOWN_OP = "0b9f6c1e-5f2a-4c38-9d47-2f6f0f1c7a10"
_SESSION = "yisai_session"
_HERO, _RIVAL, _THIRD, _FOURTH = 1, 2, 3, 4
_NAMES = {_HERO: "hero", _RIVAL: "rival", _THIRD: "third"}
_DEVICE_TIME = "2026-11-25T08:00:00Z"


@dataclass
class Stage:
    """A world with its files; `sessions` are cookies of people who are no column."""

    cast: Cast
    files: Path
    places: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Browser(enforce_csrf_checks=True))

    @property
    def now(self) -> datetime:
        """The moment at which the world stands."""
        return self.cast.now

    @property
    def day(self) -> Day:
        """The edition that most cases are about."""
        return self.cast.day

    def places_of(self, who: str) -> dict[str, str]:
        """The ids that this person's requests may name."""
        own = self.cast.devices.get(who, str(uid("no device")))
        return {"own_device": own, **self.cast.places, **self.places}

    def cookies_of(self, who: str) -> dict[str, str]:
        """The session of a browser, new with each question: an answer may end or change it."""
        if who in self.sessions:
            return {_SESSION: self.sessions[who]}
        kept = self.cast.client(who).cookies.get(_SESSION)
        return {} if kept is None else {_SESSION: kept.value}


def stage(phase: str, files: Path) -> Stage:
    """The world of a phase, ready for its cases."""
    basis, prepare = _PHASES[phase]
    made = Stage(cast(basis), files)
    prepare(made)
    return made


# What each phase has besides the policy's world -------------------------------------------


def _open(made: Stage) -> None:
    away = day(name="away", entries=1, judges=2)
    made.places |= _away_places(away)
    made.places |= uploads_open(made.day) | _team_links(made) | _drafts(made)
    made.places["used_key"] = _used_key(made)
    made.places["away_upload_id"] = str(Upload.objects.get(subject_id=away.entry(1).uid).uid)


def _used_key(made: Stage) -> str:
    """The leader made a link under this key a moment ago."""
    IdempotencyRecord.objects.create(
        person=made.day.person("leader_1"),
        key=KNOWN_OP,
        route=f"/api/v1/entries/{made.cast.places['entry_id']}/invitations",
        body_hash="0" * 64,
        status=201,
        object=uid("link"),
        at=made.now,
    )
    return KNOWN_OP


def _closed(made: Stage) -> None:
    made.places |= _seat_links(made)


def _judging(made: Stage) -> None:
    made.places |= _away_judging() | _sheets(made.day) | _seat_links(made)
    made.places |= _devices(made)
    made.places["waiting_slot"] = str(made.day.final.slot(made.day.entry(_RIVAL)).uid)
    _history(made)
    made.sessions["expired_judge"] = _expired(made.cast.client("judge"))


def _late(made: Stage) -> None:
    """A round that closed while a sheet was open: an operation was still on its way."""
    made.places |= _sheets(made.day)
    Round.objects.update(state=RoundState.CLOSED)


def _nothing(made: Stage) -> None:
    made.places |= _sheets(made.day)


def _published(made: Stage) -> None:
    """The project is being screened; none of the questions is answered."""
    made.places |= _sheets(made.day)
    project = Project.objects.get(uid=made.cast.places["project_id"])
    lead = made.day.person("project_lead")
    moved = project_move(project=project, to="screening", actor=lead, at=made.now)
    made.places["project_rev"] = str(moved.rev)


def _away_places(away: Day) -> dict[str, str]:
    entry = away.entry(1)
    return {
        "away_entry": str(entry.uid),
        "away_edition": str(away.edition.uid),
        "away_round": str(away.final.round.uid),
        "away_seat": str(away.final.seats[0].uid),
        "away_room": str(away.final.panel.room.uid),
        "away_track": str(away.edition.tracks.get().uid),
        "away_file": str(entry.files.get().file.uid),
    }


def _drafts(made: Stage) -> dict[str, str]:
    """An entry with nothing in it, and one with all but a consent."""
    built = made.day
    built.register(_FOURTH)
    unagreed, leader = built.entry(_FOURTH), built.person("leader_4")
    consent_withdraw(entry=unagreed, kind="rules", actor=leader, at=made.now)
    nobody = built.account("empty").person
    assert nobody is not None
    empty = team_register(
        edition=built.edition, name={"zh": "空", "en": ""}, actor=nobody, at=made.now
    )
    made.sessions |= {who: _signed_in(built.account(who)) for who in ("leader_4", "empty")}
    return {"unagreed_entry": str(unagreed.uid), "empty_entry": str(empty.uid)}


def _signed_in(account: Account) -> str:
    client = Browser()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[_SESSION].value


def _away_judging() -> dict[str, str]:
    away = day(name="away", entries=1, judges=2)
    away.submit(1)
    away.accept(1)
    away.close()
    away.seat()
    away.draw()
    away.open()
    slot = away.final.slot(away.entry(1))
    sheet = away.final.sheet(away.final.seats[0], slot)
    return {**_away_places(away), "away_slot": str(slot.uid), "away_sheet": str(sheet.uid)}


def _sheets(built: Day) -> dict[str, str]:
    """`sheet_<seat>_<entry>` of every sheet."""
    rows = ScoreSheet.objects.select_related("seat", "slot")
    by_entry = {built.entry(number).pk: name for number, name in _NAMES.items()}
    return {
        f"sheet_{row.seat.number}_{by_entry[row.slot.entry_id]}": str(row.uid)
        for row in rows
        if row.slot.entry_id in by_entry
    }


def _devices(made: Stage) -> dict[str, str]:
    judge, alternate = made.day.person("judge_2"), made.day.person("alternate")
    second, lost, spare = (
        device_bind(person=person, kind="judge", key=key, label="", at=made.now)
        for person, key in ((judge, "second"), (judge, "lost"), (alternate, "spare"))
    )
    device_revoke(device=lost, at=made.now)
    return {
        "second_device": str(second.uid),
        "revoked_device": str(lost.uid),
        "alternate_device": str(spare.uid),
        "chair_device": made.cast.devices["chair"],
        "recused_device": made.cast.devices["judge_recused"],
    }


def _history(made: Stage) -> None:
    """Marks and signatures of this morning, and people who may not score for one reason each."""
    built, seats = made.day, made.day.final.seats
    judge, device = built.person("judge_2"), made.cast.devices["judge"]
    mark = ScoreOp(
        judge.pk,
        UUID(KNOWN_OP),
        UUID(device),
        100,
        _DEVICE_TIME,
        UUID(made.places["sheet_2_hero"]),
        "technology",
        "40.00",
        0,
    )
    assert score_ops_apply(ops=[mark], at=made.now)[0].outcome == "applied"
    built.sign(_RIVAL, 1, "41.50", "30")
    recusal_declare(
        seat=seats[1], entry=built.entry(_THIRD), source="self", reason="持股", at=made.now
    )
    Nda.objects.filter(person=built.person("judge_3")).delete()
    ConflictStatement.objects.filter(seat=seats[0], entry=built.entry(_THIRD)).delete()


# Links --------------------------------------------------------------------------------------


def _team_links(made: Stage) -> dict[str, str]:
    built = made.day
    team, leader = built.entry(_HERO).team, built.person("leader_1")

    def link(**more: str) -> tuple[Invitation, str]:
        return team_member_invite(team=team, actor=leader, at=made.now, **more)

    used, used_token = link()
    joined = stranger("joined").person
    assert joined is not None
    team_member_join(invitation=used, actor=joined, at=made.now)
    _addressed, addressed_token = link(email="somebody@else.test")
    revoked, revoked_token = link()
    Invitation.objects.filter(pk=revoked.pk).update(revoked_at=made.now)
    return {
        "used_team_token": used_token,
        "addressed_token": addressed_token,
        "revoked_team_token": revoked_token,
    }


def _seat_links(made: Stage) -> dict[str, str]:
    seat, organizer = made.day.final.seats[1], made.day.person("organizer")
    used, used_token = seat_invitation_issue(seat=seat, actor=organizer, at=made.now)
    seat_join(
        invitation=used,
        presser_id=None,
        device_key="k",
        device_label="",
        at=made.now,
    )
    revoked, revoked_token = seat_invitation_issue(seat=seat, actor=organizer, at=made.now)
    Invitation.objects.filter(pk=revoked.pk).update(revoked_at=made.now)
    # A fresh link ends the unused ones before it, so the good one is made last.
    _fresh, token = seat_invitation_issue(seat=seat, actor=organizer, at=made.now)
    return {"token": token, "used_token": used_token, "revoked_token": revoked_token}


def _expired(client: Client) -> str:
    """A copy of a browser's session that ended a minute ago."""
    copied = SessionStore()
    copied.update(client.session.items())
    copied.create()
    ended = timezone.now() - timedelta(minutes=1)
    Session.objects.filter(session_key=copied.session_key).update(expire_date=ended)
    assert copied.session_key is not None
    return copied.session_key


_PHASES: dict[str, tuple[str, Callable[[Stage], None]]] = {
    "open": ("open", _open),
    "closed": ("closed", _closed),
    "judging": ("judging", _judging),
    "late": ("judging", _late),
    "deliberation": ("deliberation", _nothing),
    "published": ("published", _published),
}
