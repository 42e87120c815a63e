"""PUT /api/v1/uploads/<id>/parts/<n>: a part's bytes, streamed to the disk and then kept."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from api.live.http import (
    ClientGone,
    Receive,
    Send,
    answer,
    answer_problem,
    declared_length,
    require_method,
    signed_in,
)
from api.live.sessions import Scope, language_asked
from api.live.threads import in_thread
from core import clock
from core.errors import Problem
from core.files.limits import MIB
from core.services.uploads import upload_part_store

# The largest part that a plan of parts has.
MOST_BYTES = 16 * MIB


async def upload_part(scope: Scope, receive: Receive, send: Send) -> None:
    """Store a part of exactly its declared length."""
    at = clock.now()
    language = language_asked(scope)
    given = scope["url_route"]["kwargs"]
    try:
        require_method(scope, "PUT")
        identity = await signed_in(scope)
        language = identity.language
        length = _length(scope)
        with _draft() as (path, file):
            await _stream(receive, file, length)
            part = await in_thread(
                upload_part_store,
                upload_id=given["upload"],
                number=given["number"],
                body=path,
                viewer=identity.viewer,
                at=at,
            )
    except Problem as problem:
        await answer_problem(send, problem, language)
    except ClientGone:
        return
    else:
        await answer(send, {"number": part.number, "size": part.size})


def _length(scope: Scope) -> int:
    length = declared_length(scope)
    if length > MOST_BYTES:
        raise Problem("body_too_large")
    return length


@contextmanager
def _draft() -> Iterator[tuple[Path, IO[bytes]]]:
    """A file beside the stored ones, gone afterwards unless it was moved to its place."""
    folder = Path(settings.FILES_ROOT) / "drafts"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        path = Path(file.name)
        try:
            yield path, file
        finally:
            path.unlink(missing_ok=True)


async def _stream(receive: Receive, file: IO[bytes], length: int) -> None:
    """Write the body; raises upload_part_size where it is not as long as it said."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > length:
            break
        # At most one part of the page cache: the bytes are flushed when the part is kept.
        file.write(chunk)
        if not message.get("more_body", False):
            break
    if size != length:
        raise Problem("upload_part_size", params={"expected": str(length)})
    file.flush()
