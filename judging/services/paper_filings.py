"""Signed pages that come back: recognized by their code, filed with a scan, taken back."""

from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.files.limits import MIB, SlotLimits
from core.models import Person, StoredFile, Upload, UploadState
from core.services.uploads import upload_complete, upload_open
from judging.models import PageKind, PaperFiling, PaperPage
from judging.paper.codes import code_read, mark_agrees, qr_read
from judging.selectors.papers import (
    filing_of_subject,
    ink_required,
    live_filing,
    page_by_id,
    page_is_current,
    page_of_code,
)
from judging.services.locks import round_take

PAPER_SUBJECT: Final = "paper"
SLOTS: Final = {
    "photo": SlotLimits(kind="jpeg", max_size=20 * MIB, max_pages=1),
    "scan": SlotLimits(kind="pdf", max_size=30 * MIB, max_pages=4),
}


def paper_recognize(*, round_id: int, read: str) -> PaperPage:
    """The page whose QR or code was read, if it is one of the round.

    Raises paper_code_misread for what cannot be a code, paper_foreign for a page of another round
    or of nobody, paper_forged where the code is known and the hash beside it is another.
    """
    scanned = qr_read(read)
    code = scanned[0] if scanned else code_read(read)
    if code is None:
        raise Problem("paper_code_misread")
    page = page_of_code(code)
    if page is None or page.print.round_id != round_id:
        raise Problem("paper_foreign")
    if scanned and not mark_agrees(page.mark, scanned[1]):
        raise Problem("paper_forged")
    return page


def paper_fileable(*, page: PaperPage) -> None:
    """Whether the page may be filed as it stands.

    Raises paper_card_blank for a card, paper_superseded for a page of before a correction,
    paper_filed for one that is filed, whichever copy of it.
    """
    if page.kind == PageKind.CARD:
        raise Problem("paper_card_blank")
    if live_filing(page) is not None:
        raise Problem("paper_filed")
    if not page_is_current(page):
        raise Problem("paper_superseded", params={"number": str(page.print.number)})
    if filing_of_subject(page) is not None:
        raise Problem("paper_filed")


def paper_upload_open(
    *, page: PaperPage, slot: str, name: str, size: int, sha256: str, actor: Person, at: datetime
) -> Upload:
    """Announce the photograph or scan of a signed page.

    Raises field_invalid for an unknown slot, what `paper_fileable` and `upload_open` raise.
    """
    if slot not in SLOTS:
        raise Problem("field_invalid", fields={"slot": ["invalid_choice"]})
    paper_fileable(page=page)
    return upload_open(
        person=actor,
        subject=(PAPER_SUBJECT, page.uid),
        slot=slot,
        name=name,
        size=size,
        sha256=sha256,
        limits=SLOTS[slot],
    )


def paper_upload_complete(*, page: PaperPage, upload: Upload, at: datetime) -> Upload:
    """Check the scan and file the page with it, in one transaction.

    Raises what `paper_fileable` and `upload_complete` raise; it is asked again under the round's
    lock, so a correction that came meanwhile wins.
    """
    if upload.state != UploadState.COMPLETE:
        paper_fileable(page=page)
    return upload_complete(
        upload=upload,
        limits=SLOTS[upload.slot],
        attach=partial(paper_file_page, page=page, actor=upload.person, at=at),
        at=at,
    )


@transaction.atomic
def paper_file_page(
    file: StoredFile, *, page: PaperPage, actor: Person, at: datetime
) -> PaperFiling:
    """File a page with its scan. Raises what `paper_fileable` raises."""
    locked = round_take(round_id=page.print.round_id)
    current = page_by_id(page.uid)
    assert current is not None
    paper_fileable(page=current)
    filing = PaperFiling.objects.create(page=current, file=file, filed_by=actor, filed_at=at)
    body = {
        "filing": str(filing.uid),
        "page": current.code,
        "mark": current.mark,
        "file": file.sha256,
        "by": str(actor.uid),
    }
    edition_log(edition=locked.edition, event="paper.file", body=body, at=at)
    return filing


@transaction.atomic
def paper_filing_undo(
    *, filing: PaperFiling, reason: str, actor: Person, at: datetime
) -> PaperFiling:
    """Take a wrong filing back; scan and reason stay.

    Raises reason_missing, paper_filing_undone where it was taken back already,
    round_state_refused once a result is locked that waited for it.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    round_ = round_take(round_id=filing.page.print.round_id)
    if round_.state == RoundState.LOCKED and ink_required(round_):
        raise Problem("round_state_refused", params={"state": "locked", "verb": "unfile"})
    locked = PaperFiling.objects.select_for_update(of=("self",)).get(pk=filing.pk)
    if locked.undone_at is not None:
        raise Problem("paper_filing_undone")
    locked.undone_by, locked.undone_at, locked.undone_for = actor, at, reason.strip()
    locked.save(update_fields=["undone_by", "undone_at", "undone_for"])
    body = {
        "filing": str(locked.uid),
        "page": filing.page.code,
        "reason": reason.strip(),
        "by": str(actor.uid),
    }
    edition_log(edition=round_.edition, event="paper.unfile", body=body, at=at)
    return locked
