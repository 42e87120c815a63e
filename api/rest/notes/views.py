"""A judge's notes."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.notes.serializers import NoteBody, NoteSent
from api.rounds import SEAT, JudgeView
from contest.models import Entry
from core.errors import Problem
from judging.models import PanelSeat
from judging.selectors.notes import is_recused, note_body, seat_note, seat_notes
from judging.selectors.seatings import seat_entry
from judging.services.notes import note_write


class OwnNotes(JudgeView):
    """All of the seat's notes."""

    pagination_class = None

    @extend_schema(operation_id="judge_notes", responses=NoteBody(many=True), parameters=[SEAT])
    def get(self, request: Request) -> Response:
        """Every note that has ever had a word."""
        return Response([note_body(note.entry, note) for note in seat_notes(self.asked())])


class OneNote(JudgeView):
    """The note on one entry."""

    @extend_schema(operation_id="judge_note", responses=NoteBody, parameters=[SEAT])
    def get(self, request: Request, entry_id: UUID) -> Response:
        """The text, empty before the first word."""
        seat, entry = self.place(entry_id)
        body = self.body(seat, entry)
        return self.tagged(body, body["rev"])

    @extend_schema(
        operation_id="judge_note_write", request=NoteSent, responses=NoteBody, parameters=[SEAT]
    )
    def put(self, request: Request, entry_id: UUID) -> Response:
        """Keep the text; needs If-Match."""
        seat, entry = self.place(entry_id)
        text = self.read(NoteSent)["text"]
        try:
            note = note_write(
                seat=seat, entry=entry, text=text, base_rev=self.if_match(), at=self.at
            )
        except Problem as problem:
            if problem.code == "edit_stale":
                problem.extra["current"] = self.body(seat, entry)
            raise
        return self.tagged(note_body(entry, note), note.rev)

    def place(self, entry_id: UUID) -> tuple[PanelSeat, Entry]:
        """The viewer's seat and an entry that it judges. Raises not_found."""
        seat = self.asked()
        entry = seat_entry(seat, entry_id)
        if entry is None or is_recused(seat, entry):
            raise Problem("not_found")
        return seat, entry

    def body(self, seat: PanelSeat, entry: Entry) -> dict[str, Any]:
        """The note as it stands."""
        return note_body(entry, seat_note(seat, entry))
