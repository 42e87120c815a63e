"""Uploads belong to the person who opened them."""

from uuid import UUID

from core.errors import Problem
from core.models import Upload
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
