"""Signed pages: printed as the worker prints them, photographed, filed by the services."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from core.models import Upload
from core.services.uploads import upload_part_store
from core.viewer import Viewer
from judging.models import PaperFiling, PaperPage, PaperPrint
from judging.selectors.papers import print_by_id
from judging.services.paper_filings import paper_upload_complete, paper_upload_open
from judging.services.papers import paper_make, paper_print
from tests.factories.files import jpeg

if TYPE_CHECKING:
    from tests.factories.judging import Final


def printed(final: Final, kind: str, language: str = "zh", role: str = "scorekeeper") -> PaperPrint:
    """A run, made as the worker makes it."""
    asked = paper_print(
        round=final.round, kind=kind, language=language, actor=final.by(role), at=final.tick()
    )
    paper_make(print_id=asked.uid, at=final.tick())
    made = print_by_id(asked.uid)
    assert made is not None
    assert made.state == "made"
    return made


def photograph(final: Final, page: PaperPage, role: str = "scorekeeper", size: int = 64) -> Upload:
    """The photograph on its way: announced, sent, not complete."""
    body, person = jpeg(size=size), final.by(role)
    upload = paper_upload_open(
        page=page,
        slot="photo",
        name=f"{page.code}.jpeg",
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        actor=person,
        at=final.tick(),
    )
    viewer = Viewer(person_id=person.pk)
    upload_part_store(
        upload_id=upload.uid, number=1, body=body, viewer=viewer, at=upload.created_at
    )
    return upload


def filed(final: Final, page: PaperPage, role: str = "scorekeeper") -> PaperFiling:
    """The page with its photograph in the register."""
    upload = photograph(final, page, role)
    paper_upload_complete(page=page, upload=upload, at=upload.created_at)
    return PaperFiling.objects.get(page=page, undone_at__isnull=True)


def file_all(final: Final) -> list[UUID]:
    """Every page that has to be signed, printed and filed."""
    return [filed(final, page).uid for page in printed(final, "sheets").pages.all()]
