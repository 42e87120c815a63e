"""Fairness reports that must be what was hashed, and what the edition's log says of them."""

import json
from collections.abc import Iterator

from core.canonical import canonical_hash
from core.models import LogOpening
from judging.models import FairnessReport, ReportState


def reports_unlike_log() -> Iterator[str]:
    """Reports whose facts, hash or files are not those that the log names."""
    logged = _logged()
    made = FairnessReport.objects.filter(state=ReportState.MADE).select_related("zh", "en")
    for report in made.order_by("pk"):
        body = logged.get(str(report.uid), {})
        files = {"zh": report.zh and report.zh.sha256, "en": report.en and report.en.sha256}
        is_same = canonical_hash(report.facts) == report.content_hash == body.get("content")
        if not is_same or body.get("files") != files:
            yield str(report.uid)


def _logged() -> dict[str, dict[str, object]]:
    rows = LogOpening.objects.filter(leaf__type="fairness_report.make")
    bodies = (json.loads(text)["body"] for text in rows.values_list("body", flat=True))
    return {body["report"]: body for body in bodies}
