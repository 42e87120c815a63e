"""The bytes of a stored file: never shown by the browser itself, resumable by ranges."""

import re
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_safe

from api.problems import problem_http
from api.viewers import viewer_of
from contest.policy import file_read
from core import clock
from core.errors import Problem
from core.files.stores import blob_store
from core.files.types import content_type
from core.models import StoredFile
from core.selectors.files import file_by_id
from core.viewer import Viewer
from judging.fairness_policy import fairness_file_read
from judging.paper_policy import filing_file_read, print_file_read
from judging.selectors.fairness import report_of_file
from judging.selectors.papers import filing_of_file, print_of_file
from pipeline.policy import deck_readable
from pipeline.selectors.deck_projects import projects_of_deck
from pipeline.services.readings import file_reading_record

# No file is longer than fifteen digits can say; any other header is not a range.
_RANGE: Final = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


@require_safe
def file_download(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Send the file, or the one range that was asked for, to whom policy allows it.

    Where the files lie in a store of their own, the answer is its address for this one file,
    which ends after two minutes; policy is asked each time.
    """
    file, viewer = file_by_id(file_id=file_id), viewer_of(request)
    if file is None or not _readable(viewer, file):
        return problem_http(Problem("not_found"))
    wanted = _wanted(request.headers.get("Range", ""), file.size)
    if wanted is None:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
        return _guarded(refused, file)
    start, length, partial = wanted
    store, head = blob_store(), request.method == "HEAD"
    if not head:
        file_reading_record(file=file, viewer=viewer, at=clock.now())
    typed = content_type(file.kind)
    elsewhere = (
        None if head else store.download_url(key=file.key, name=file.name, content_type=typed)
    )
    if elsewhere is not None:
        return _guarded(HttpResponseRedirect(elsewhere), file)
    response = StreamingHttpResponse(
        () if head else store.read_range(key=file.key, start=start, length=length),
        status=206 if partial else 200,
        content_type=typed,
        headers={"Content-Length": str(length), "Accept-Ranges": "bytes"},
    )
    if partial:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{file.size}"
    return _guarded(response, file)


def _readable(viewer: Viewer, file: StoredFile) -> bool:
    """As part of an entry, as a paper of a round, as a fairness report, or as a project's deck."""
    if file_read(viewer=viewer, file=file):
        return True
    paper = print_of_file(file)
    if paper is not None:
        return bool(print_file_read(viewer=viewer, paper=paper))
    filing = filing_of_file(file)
    if filing is not None:
        return bool(filing_file_read(viewer=viewer, filing=filing))
    report = report_of_file(file)
    if report is not None:
        return bool(fairness_file_read(viewer=viewer, report=report))
    projects = projects_of_deck(file=file)
    return any(deck_readable(viewer=viewer, project=project) for project in projects)


def _wanted(header: str, size: int) -> tuple[int, int, bool] | None:
    """Start, length and whether it is a part; None where the range lies outside."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return 0, size, False
    first, last = found.groups()
    if not first:  # the last n bytes
        length = min(int(last), size)
        return (size - length, length, True) if length else None
    start, end = int(first), min(int(last) if last else size - 1, size - 1)
    return (start, end - start + 1, True) if start <= end else None


def _guarded(response: HttpResponseBase, file: StoredFile) -> HttpResponseBase:
    """Whatever the bytes are, no browser runs them on this origin or shares them."""
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
