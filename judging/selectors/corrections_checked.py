"""Marks that were corrected or came late: never by one person, and never by the judge alone."""

from collections.abc import Iterator

from judging.models import (
    CorrectionOffice,
    CorrectionRequest,
    CorrectionState,
    LateChange,
    LateState,
)


def corrections_of_one_person() -> Iterator[str]:
    """Corrected marks that not both offices agreed to, or one person did, or their own judge."""
    rows = CorrectionRequest.objects.filter(state=CorrectionState.APPROVED)
    told = rows.select_related("sheet__seat__expert").prefetch_related("voices")
    for row in told.order_by("pk"):
        yes = {voice.office: voice.person_id for voice in row.voices.all() if voice.approves}
        people = set(yes.values()) - {row.sheet.seat.expert.person_id}
        if len(people) != len(CorrectionOffice) or len(yes) != len(CorrectionOffice):
            yield str(row.uid)


def late_changes_of_one_person() -> Iterator[str]:
    """Late changes accepted without both offices, by one person, or by their own judge."""
    rows = LateChange.objects.filter(state=LateState.ACCEPTED)
    told = rows.select_related("sheet__seat__expert").prefetch_related("voices")
    for row in told.order_by("pk"):
        yes = {voice.office: voice.person_id for voice in row.voices.all() if voice.approves}
        people = set(yes.values()) - {row.sheet.seat.expert.person_id}
        if len(people) != len(CorrectionOffice) or len(yes) != len(CorrectionOffice):
            yield str(row.uid)
