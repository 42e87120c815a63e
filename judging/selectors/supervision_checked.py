"""What the witness asked must be answered before a lock; what was filed to her must stay sealed."""

import hashlib
import json
from collections.abc import Iterator

from django.db.models import Q

from core.models import LogOpening
from judging.models import (
    ANSWERABLE,
    InterferenceEntry,
    ResultSet,
    ResultState,
    SupervisionNote,
)


def results_locked_over_questions() -> Iterator[str]:
    """Results that were locked while a question or an objection to them waited for its answer."""
    asked = SupervisionNote.objects.filter(kind__in=ANSWERABLE)
    locked = ResultSet.objects.filter(state=ResultState.LOCKED).select_related("round")
    for result in locked.order_by("pk"):
        ours = Q(round=result.round) | Q(round__isnull=True, edition_id=result.round.edition_id)
        late = Q(answered_at__isnull=True) | Q(answered_at__gt=result.locked_at)
        if asked.filter(ours, late, at__lt=result.locked_at).exists():
            yield str(result.uid)


def interference_unlike_log() -> Iterator[str]:
    """Entries whose sealed text is not the one that the log names."""
    rows = LogOpening.objects.filter(leaf__type="interference.file")
    bodies = (json.loads(text)["body"] for text in rows.values_list("body", flat=True))
    logged = {body["entry"]: body["sealed"] for body in bodies}
    for entry in InterferenceEntry.objects.order_by("pk"):
        hashed = hashlib.sha256(entry.sealed.encode()).hexdigest()
        if not hashed == entry.hash == logged.get(str(entry.uid)):
            yield str(entry.uid)
