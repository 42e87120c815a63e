"""What a final publication brings into being: awards, then their certificates."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from contest.models import EntryState
from core.services.log import LogEvent, log_append
from core.tokens import LEGIBLE
from judging.models import Award, Certificate, Publication, PublicationTodo
from judging.ports import PlannedStep, PublishedRow
from judging.selectors.certificates import CODE_LENGTH
from judging.selectors.rulebooks import rulebook_of

_AWARDS: Final = "awards_make"
_CERTIFICATES: Final = "certificates_issue"


def _winners(rows: Sequence[PublishedRow]) -> list[PublishedRow]:
    """Rows with an award whose entry still stands, best first."""
    return [row for row in rows if row.award and row.entry.state == EntryState.ACCEPTED]


def _awards_plan(
    *, publication: Publication, rows: Sequence[PublishedRow], nonce: str
) -> list[dict[str, Any]]:
    _ = publication, nonce
    return [{"entry": row.number, "level": row.award} for row in _winners(rows)]


def _awards_run(*, publication: Publication, rows: Sequence[PublishedRow], at: datetime) -> None:
    _ = at
    names = {
        award.level: {"zh": award.name.zh, "en": award.name.en}
        for award in rulebook_of(publication.round).awards
    }
    winners = _winners(rows)
    Award.objects.bulk_create(
        Award(
            edition=publication.round.edition,
            publication=publication,
            entry=row.entry,
            level=row.award or "",
            name=names[row.award or ""],
        )
        for row in winners
    )
    standing = {row.number for row in winners}
    PublicationTodo.objects.bulk_create(
        PublicationTodo(
            publication=publication, step=_AWARDS, entry=row.entry, code="entry_not_standing"
        )
        for row in rows
        if row.award and row.number not in standing
    )


def _certificates_plan(
    *, publication: Publication, rows: Sequence[PublishedRow], nonce: str
) -> list[dict[str, Any]]:
    """Number and code of each certificate: what is printed is what was approved."""
    edition = publication.round.edition
    first = Certificate.objects.filter(award__edition=edition).count() + 1
    prefix = f"{edition.entry_prefix}-{edition.year}-C"
    return [
        {
            "entry": row.number,
            "number": f"{prefix}-{position:03d}",
            "code": certificate_code(nonce=nonce, entry=str(row.entry.uid)),
        }
        for position, row in enumerate(_winners(rows), start=first)
    ]


def _certificates_run(
    *, publication: Publication, rows: Sequence[PublishedRow], at: datetime
) -> None:
    _ = rows
    steps = {step["step"]: step["inserts"] for step in publication.document["steps"]}
    planned = {row["entry"]: row for row in steps[_CERTIFICATES]}
    awards = Award.objects.filter(publication=publication).select_related("entry").order_by("pk")
    issued = Certificate.objects.bulk_create(
        Certificate(
            award=award,
            number=planned[award.entry.number]["number"],
            code=planned[award.entry.number]["code"],
            issued_at=at,
        )
        for award in awards
    )
    events = [
        LogEvent("certificate.issue", {"number": each.number, "entry": str(each.award.entry.uid)})
        for each in issued
    ]
    log_append(owner=("edition", publication.round.edition.uid), events=events, at=at)


def certificate_code(*, nonce: str, entry: str) -> str:
    """A code that nobody can guess who does not know the publication's nonce."""
    number = int.from_bytes(hmac.digest(bytes.fromhex(nonce), entry.encode(), hashlib.sha256))
    letters = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(LEGIBLE))
        letters.append(LEGIBLE[place])
    return "".join(letters)


awards_make: Final = PlannedStep(name=_AWARDS, plan=_awards_plan, run=_awards_run)
certificates_issue: Final = PlannedStep(
    name=_CERTIFICATES, plan=_certificates_plan, run=_certificates_run
)
