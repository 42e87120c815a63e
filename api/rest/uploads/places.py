"""What an upload may be for: an entry's slot, or a signed page that came back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from contest import policy
from contest.selectors.entries import entry_visible_to
from contest.services.files import entry_upload_complete, entry_upload_open
from contest.slots import ENTRY_SUBJECT
from core.errors import Problem
from core.models import Upload
from core.viewer import Viewer
from judging.paper_policy import paper_file
from judging.selectors.papers import page_by_id
from judging.services.paper_filings import (
    PAPER_SUBJECT,
    paper_upload_complete,
    paper_upload_open,
)

KINDS = (ENTRY_SUBJECT, PAPER_SUBJECT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the file goes: how it is announced and how it gets there, both allowed already."""

    open: Callable[..., Upload]
    complete: Callable[..., Upload]


def place_of(*, viewer: Viewer, kind: str, subject: UUID, at: datetime) -> Place:
    """The place, if the viewer may put a file there. Raises not_found, not_allowed."""
    found = _PLACES[kind](viewer, subject)
    return Place(partial(found.open, at=at), partial(found.complete, at=at))


def _entry(viewer: Viewer, subject: UUID) -> Place:
    entry = entry_visible_to(viewer, entry_id=subject)
    policy.entry_edit(viewer=viewer, entry=entry).enforce()
    return Place(
        partial(entry_upload_open, entry=entry), partial(entry_upload_complete, entry=entry)
    )


def _paper(viewer: Viewer, subject: UUID) -> Place:
    page = page_by_id(subject)
    if page is None:
        raise Problem("not_found")
    paper_file(viewer=viewer, round=page.print.round).enforce()
    return Place(partial(paper_upload_open, page=page), partial(paper_upload_complete, page=page))


_PLACES: dict[str, Callable[[Viewer, UUID], Place]] = {
    ENTRY_SUBJECT: _entry,
    PAPER_SUBJECT: _paper,
}
