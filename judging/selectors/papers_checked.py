"""Papers that must be what was hashed, and filings that must be what the log says of them."""

import json
from collections.abc import Iterator

from contest.models import RoundState
from core.canonical import canonical_hash
from core.models import LogOpening
from judging.models import InkRule, PaperFiling, PaperPrint
from judging.selectors.papers import expected_pages


def papers_unlike_log() -> Iterator[str]:
    """Runs whose facts, pages or file are not those that the log names."""
    asked, made = _logged("paper.print"), _logged("paper.make")
    runs = PaperPrint.objects.select_related("file").prefetch_related("pages")
    for run in runs.order_by("pk"):
        body, done = asked.get(str(run.uid), {}), made.get(str(run.uid), {})
        pages = {page.code: page.mark for page in run.pages.all()}
        is_same = canonical_hash(run.facts) == run.content_hash == body.get("content")
        file = None if run.file is None else run.file.sha256
        if not is_same or body.get("pages") != pages or done.get("file") != file:
            yield str(run.uid)


def filings_unlike_log() -> Iterator[str]:
    """Filings that the log does not tell of, with that page and that scan, or as taken back."""
    filed, undone = _logged("paper.file", "filing"), _logged("paper.unfile", "filing")
    for filing in PaperFiling.objects.select_related("page", "file").order_by("pk"):
        body = filed.get(str(filing.uid), {})
        is_same = (body.get("page"), body.get("mark"), body.get("file")) == (
            filing.page.code,
            filing.page.mark,
            filing.file.sha256,
        )
        is_undone = filing.undone_at is not None
        if not is_same or is_undone != (str(filing.uid) in undone):
            yield str(filing.uid)


def locks_without_ink() -> Iterator[str]:
    """Rounds that are locked, asked for ink, and lack a page."""
    rules = InkRule.objects.filter(required=True, round__state=RoundState.LOCKED)
    for rule in rules.select_related("round__edition__contest__host", "round__rulebook"):
        if any(page.filing is None for page in expected_pages(rule.round)):
            yield str(rule.round.uid)


def _logged(event: str, key: str = "print") -> dict[str, dict[str, object]]:
    rows = LogOpening.objects.filter(leaf__type=event)
    bodies = (json.loads(text)["body"] for text in rows.values_list("body", flat=True))
    return {body[key]: body for body in bodies}
