"""Who is present, what is signed, what the witness asks and what she is answered."""

from functools import partial
from typing import Final
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.editions import EditionView
from api.once import Command, changes, makes, once
from api.rest.supervision.serializers import (
    SupervisionAnswerSent,
    SupervisionBody,
    SupervisionNoteBody,
    SupervisionNoteSent,
)
from api.views import View
from contest.models import Edition
from core.errors import Problem
from judging import supervision_policy as policy
from judging.models import SupervisionNote
from judging.selectors.supervision import (
    note_bodies,
    note_body,
    note_of,
    notes_of,
    unanswered_count,
)
from judging.selectors.witness_room import witness_rooms
from judging.services.supervision import note_answer, note_put

_MAY: Final = {
    "witness": policy.witness_only,
    "answer": policy.note_answer,
    "registers": policy.registers_write,
}


class Supervision(EditionView):
    """The page."""

    @extend_schema(operation_id="supervision", responses=SupervisionBody)
    def get(self, request: Request, edition_id: UUID) -> Response:
        """Notes and rooms, never a value."""
        edition = self.edition(edition_id)
        policy.supervision_read(viewer=self.viewer, edition=edition).enforce()
        return Response(
            {
                "notes": note_bodies(edition, notes_of(edition)),
                "waiting": unanswered_count(edition),
                "rooms": witness_rooms(edition, at=self.at),
                "may": self.may(edition),
            }
        )

    def may(self, edition: Edition) -> list[str]:
        """What the viewer does here."""
        return [name for name, may in _MAY.items() if may(viewer=self.viewer, edition=edition)]


class _NoteView(View):
    def note(self, note_id: UUID) -> SupervisionNote:
        """The note, for those who see the page. Raises not_found."""
        found = note_of(uid=note_id)
        if found is None:
            raise Problem("not_found")
        policy.supervision_read(viewer=self.viewer, edition=found.edition).enforce()
        return found

    def shown(self, made: UUID) -> Response:
        """The note as it now stands."""
        return Response(note_body(self.note(made)))


class Notes(EditionView, _NoteView):
    """The witness writes."""

    @extend_schema(
        operation_id="supervision_note",
        request=SupervisionNoteSent,
        responses={201: SupervisionNoteBody},
    )
    @once(status=201)
    def post(self, request: Request, edition_id: UUID) -> Command:
        """Note, ask, object or confirm."""
        edition = self.edition(edition_id)
        policy.witness_only(viewer=self.viewer, edition=edition).enforce()
        body = self.read(SupervisionNoteSent)
        round_id = body.pop("round")
        return makes(
            partial(
                note_put,
                edition=edition,
                round_id=round_id,
                actor=self.actor,
                at=self.at,
                **body,
            )
        )


class Answer(_NoteView):
    """The committee answers."""

    @extend_schema(
        operation_id="supervision_answer",
        request=SupervisionAnswerSent,
        responses=SupervisionNoteBody,
    )
    @once()
    def post(self, request: Request, note_id: UUID) -> Command:
        """In writing; what waited for it may go on."""
        found = self.note(note_id)
        policy.note_answer(viewer=self.viewer, edition=found.edition).enforce()
        text = self.read(SupervisionAnswerSent)["text"]
        answer = partial(note_answer, note=found, text=text, actor=self.actor, at=self.at)
        return changes(found.uid, answer)
