"""The witness's page."""

from django.urls import path

from api.rest.supervision.exceptions import Exceptions, Seen
from api.rest.supervision.record import Record
from api.rest.supervision.views import Answer, Notes, Supervision

urlpatterns = [
    path("editions/<uuid:edition_id>/supervision", Supervision.as_view(), name="supervision"),
    path("editions/<uuid:edition_id>/supervision/notes", Notes.as_view(), name="notes-put"),
    path(
        "editions/<uuid:edition_id>/supervision/record",
        Record.as_view(),
        name="supervision-record",
    ),
    path("supervision-notes/<uuid:note_id>/answer", Answer.as_view(), name="note-answer"),
    path("editions/<uuid:edition_id>/exceptions", Exceptions.as_view(), name="exceptions"),
    path("editions/<uuid:edition_id>/exceptions/seen", Seen.as_view(), name="exceptions-seen"),
]
