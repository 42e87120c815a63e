"""Somebody was asked for a favor: what was said is sealed, and only the witness reads it."""

import hashlib
import json
from datetime import date, datetime

from django.db import transaction

from contest.models import Edition
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.sealed import seal
from judging.models import InterferenceEntry


@transaction.atomic
def interference_file(
    *,
    edition: Edition,
    who: str,
    said: str,
    happened_on: date | None = None,
    actor: Person,
    at: datetime,
) -> InterferenceEntry:
    """Take an entry. The log tells that one was made, by nobody's name, and the sealed text's hash.

    Raises reason_missing without words.
    """
    if not said.strip():
        raise Problem("reason_missing")
    told = {
        "who": who.strip(),
        "said": said.strip(),
        "happened_on": None if happened_on is None else happened_on.isoformat(),
    }
    sealed = seal(json.dumps(told, ensure_ascii=False))
    made = InterferenceEntry.objects.create(
        edition=edition,
        sealed=sealed,
        hash=hashlib.sha256(sealed.encode()).hexdigest(),
        filed_by=actor,
        filed_at=at,
    )
    body = {"entry": str(made.uid), "sealed": made.hash}
    edition_log(edition=edition, event="interference.file", body=body, at=at)
    return made
