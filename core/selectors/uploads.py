"""Uploads belong to the person who opened them."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from core.errors import Problem
from core.models import Person, Upload, UploadState
from core.viewer import Viewer


def upload_own(*, viewer: Viewer, upload_id: UUID) -> Upload | None:
    """The viewer's own upload, or None."""
    if viewer.person_id is None:
        return None
    return (
        Upload.objects.filter(uid=upload_id, person_id=viewer.person_id)
        .select_related("person", "file")
        .first()
    )


def upload_own_or_404(*, viewer: Viewer, upload_id: UUID) -> Upload:
    """The viewer's own upload. Raises not_found."""
    upload = upload_own(viewer=viewer, upload_id=upload_id)
    if upload is None:
        raise Problem("not_found")
    return upload


def part_numbers(*, upload: Upload) -> set[int]:
    """The parts that arrived whole."""
    return set(upload.parts.values_list("number", flat=True))


def bytes_on_the_way(*, person: Person) -> int:
    """What the person has announced and not yet completed or given up."""
    return _bytes(Upload.objects.filter(person=person, state=UploadState.OPEN))


def bytes_of_subject(*, subject: tuple[str, UUID]) -> int:
    """What was kept for a subject, replaced files included, and what is on its way there."""
    kind, uid = subject
    held = Upload.objects.filter(
        subject_kind=kind, subject_id=uid, state__in=(UploadState.OPEN, UploadState.COMPLETE)
    )
    return _bytes(held)


def uploads_expired(*, before: datetime) -> list[UUID]:
    """Open uploads that began before that moment."""
    return list(
        Upload.objects.filter(state=UploadState.OPEN, created_at__lt=before)
        .order_by("pk")
        .values_list("uid", flat=True)
    )


def _bytes(uploads: QuerySet[Upload]) -> int:
    return uploads.aggregate(total=Sum("size"))["total"] or 0
