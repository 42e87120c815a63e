"""Ceremonies that must be those of the log."""

import json
from collections.abc import Iterator

from core.models import LogOpening
from judging.models import Ceremony


def ceremonies_unlike_log() -> Iterator[str]:
    """Ceremonies that show the hall more or less than the cues that somebody gave."""
    given: dict[str, int] = {}
    for opening in LogOpening.objects.filter(leaf__type="ceremony.cue").order_by("leaf_id"):
        body = json.loads(opening.body)["body"]
        given[body["ceremony"]] = body["cue"]
    for uid, shown in Ceremony.objects.order_by("pk").values_list("uid", "shown_cue"):
        if given.get(str(uid), 0) != shown:
            yield str(uid)
