"""An incident is opened, signed by those whom it concerns, and closed with words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import (
    CorrectionRequest,
    Incident,
    IncidentCode,
    IncidentOffice,
    IncidentSignature,
    IncidentState,
    LateChange,
    OfficeVoice,
    Room,
    ScoreSheet,
    Slot,
)
from judging.selectors.seats import deciding_chair
from judging.services.locks import room_take
from judging.services.rooms import console_touch

MACHINE: Final = Machine(
    noun="incident",
    states=tuple(IncidentState.values),
    moves={("open", "sign"): "open", ("open", "close"): "closed"},
    refusal="incident_state_refused",
)
_LEAST_SIGNATURES: Final = 2


@transaction.atomic
def incident_open(
    *, room: Room, slot: Slot | None, code: str, text: str, actor: Person, at: datetime
) -> Incident:
    """Take down what went wrong. Raises reason_missing without words, not_found for a slot of
    another room.
    """
    locked = room_take(room_id=room.pk)
    if not text.strip():
        raise Problem("reason_missing")
    if slot is not None and slot.room_id != locked.pk:
        raise Problem("not_found")
    made = Incident.objects.create(
        room=locked,
        slot=slot,
        number=_next(locked),
        code=code,
        text=text.strip(),
        opened_by=actor,
        opened_at=at,
    )
    console_touch(room=locked)
    incident_log(incident=made, at=at)
    return made


def incident_add(
    *, room: Room, sheet: ScoreSheet, change: CorrectionRequest | LateChange, at: datetime
) -> Incident:
    """The one of a change of marks after the reveal; who asked and agreed have signed by that.

    The caller holds the room, and tells the log last (`incident_log`).
    """
    asked = isinstance(change, CorrectionRequest)
    voices = list(change.voices.select_related("person").order_by("pk"))
    made = Incident.objects.create(
        room=room,
        slot=sheet.slot,
        number=_next(room),
        code=IncidentCode.JUDGE_ERROR if asked else IncidentCode.DEVICE,
        correction=change if isinstance(change, CorrectionRequest) else None,
        late_change=change if isinstance(change, LateChange) else None,
        opened_by=voices[-1].person,
        opened_at=at,
    )
    if isinstance(change, CorrectionRequest):
        judge = sheet.seat.expert.person
        _signature(made, IncidentOffice.JUDGE, judge, change.requested_at)
    _voices_sign(made, sheet, voices)
    return made


def _voices_sign(made: Incident, sheet: ScoreSheet, voices: Iterable[OfficeVoice]) -> None:
    chair = deciding_chair(sheet)
    for voice in voices:
        office = IncidentOffice.VERIFIER
        if voice.office != "verifier":
            chairs = chair is not None and chair.expert.person_id == voice.person_id
            office = IncidentOffice.CHAIR if chairs else IncidentOffice.STAFF
        _signature(made, office, voice.person, voice.said_at)


def _signature(
    made: Incident, office: str, person: Person, at: datetime, words: str = ""
) -> IncidentSignature:
    return IncidentSignature.objects.create(
        incident=made, office=office, person=person, signed_at=at, words=words
    )


@transaction.atomic
def incident_sign(
    *, incident: Incident, office: str, words: str, actor: Person, at: datetime
) -> Incident:
    """Stand for the account, or as the witness confirm that it took place before her.

    Raises incident_state_refused once it is closed, state_conflict for a second signature.
    """
    room = room_take(room_id=incident.room_id)
    locked = _take(incident)
    MACHINE.step(locked.state, "sign")
    if locked.signatures.filter(person=actor).exists():
        raise Problem("state_conflict")
    _signature(locked, office, actor, at, words.strip())
    console_touch(room=room)
    facts = {"office": office, "words": words.strip(), "by": str(actor.uid)}
    _log(locked, "incident.sign", facts, at)
    return locked


@transaction.atomic
def incident_close(*, incident: Incident, words: str, actor: Person, at: datetime) -> Incident:
    """Say how it ended. Raises incident_state_refused, reason_missing without words,
    incident_unsigned before two of those whom it concerns have signed; a witness is none of them.
    """
    room = room_take(room_id=incident.room_id)
    locked = _take(incident)
    after = MACHINE.step(locked.state, "close")
    if not words.strip():
        raise Problem("reason_missing")
    signed = locked.signatures.exclude(office=IncidentOffice.WITNESS).count()
    if signed < _LEAST_SIGNATURES:
        raise Problem("incident_unsigned", params={"missing": str(_LEAST_SIGNATURES - signed)})
    locked.state = IncidentState(after)
    locked.words, locked.closed_by, locked.closed_at = words.strip(), actor, at
    locked.save(update_fields=["state", "words", "closed_by", "closed_at"])
    console_touch(room=room)
    _log(locked, "incident.close", {"words": locked.words, "by": str(actor.uid)}, at)
    return locked


def incident_log(*, incident: Incident, at: datetime) -> None:
    """That it was opened, and by what."""
    change = incident.correction or incident.late_change
    facts = {
        "code": incident.code,
        "slot": None if incident.slot is None else str(incident.slot.uid),
        "text": incident.text,
        "change": None if change is None else str(change.uid),
        "by": str(incident.opened_by.uid),
    }
    _log(incident, "incident.open", facts, at)


def _next(room: Room) -> int:
    return Incident.objects.filter(room=room).count() + 1


def _take(incident: Incident) -> Incident:
    rows = Incident.objects.select_for_update(of=("self",))
    return rows.select_related("room__panel__round__edition").get(pk=incident.pk)


def _log(incident: Incident, event: str, facts: dict[str, Any], at: datetime) -> None:
    body = {"incident": str(incident.uid), "number": incident.number, **facts}
    edition = incident.room.panel.round.edition
    edition_log(edition=edition, event=event, body=body, at=at)
