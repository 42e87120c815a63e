"""A POST that is sent again has one effect: `@once` keeps what came of it under the caller's key.

A view whose POST creates something or has an effect outside says two things: the command, which
`post` returns instead of an answer, and `shown`, which renders the object it made or changed.
Asked again with the same key, the view only renders: as things stand then, and to whom may see
them then. Nothing of an earlier answer is kept.
"""

import functools
import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, Final, ParamSpec, Protocol, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import Problem
from core.models import IdempotencyRecord, Person
from core.models.base import Row
from core.selectors.idempotency import idempotency_record_of
from core.services.idempotency import Asked, command_once, require_same

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
KEY: Final = re.compile(r"[A-Za-z0-9._~-]{16,64}")

# Runs with its record in one transaction; returns the public id of what it made or changed.
Command = Callable[[], UUID]


class Showing(Protocol):
    """A view that renders by id what its POST made or changed."""

    at: datetime

    @property
    def actor(self) -> Person:
        """The signed-in person."""

    def shown(self, made: UUID) -> Response:
        """The object under today's policy. Raises not_found where the viewer no longer sees it."""


V = TypeVar("V", bound=Showing)
P = ParamSpec("P")
_MARK: Final = "once"


def makes(command: Callable[[], Row]) -> Command:
    """A command that makes a row: its id is what is shown."""
    return lambda: command().uid


def changes(uid: UUID, command: Callable[[], object]) -> Command:
    """A command on something that is there already."""

    def run() -> UUID:
        command()
        return uid

    return run


def once(
    *, status: int = 200
) -> Callable[
    [Callable[Concatenate[V, Request, P], Command]], Callable[Concatenate[V, Request, P], Response]
]:
    """Make a POST need its key; `status` is what a success answers, now and when asked again.

    Raises idempotency_key_missing, idempotency_key_malformed, and idempotency_key_reused for a
    key that stood for another request. What `post` or its command raises keeps no record.
    """

    def decorated(
        post: Callable[Concatenate[V, Request, P], Command],
    ) -> Callable[Concatenate[V, Request, P], Response]:
        def kept(view: V, request: Request, /, *args: P.args, **kwargs: P.kwargs) -> Response:
            key = _key(request)
            record, new = idempotency_record_of(person_id=view.actor.pk, key=key), False
            if record is None:
                command = post(view, request, *args, **kwargs)
                asked = _asked(view, request, key, status)
                record, new = command_once(asked=asked, command=command, at=view.at)
            else:
                require_same(record=record, asked=_asked(view, request, key, status))
            return _answer(view, record, new=new)

        functools.update_wrapper(kept, post)
        kept.__dict__[_MARK] = True
        return kept

    return decorated


def needs_key(handler: object) -> bool:
    """Whether a view's method is kept by `once`."""
    return bool(getattr(handler, _MARK, False))


def _key(request: Request) -> str:
    key: str = request.headers.get(HEADER, "").strip()
    if not key:
        raise Problem("idempotency_key_missing")
    if not KEY.fullmatch(key):
        raise Problem("idempotency_key_malformed")
    return key


def _asked(view: Showing, request: Request, key: str, status: int) -> Asked:
    # The language is how one reads, not what one asks for.
    query = sorted(pair for pair in request.query_params.items() if pair[0] != "lang")
    body = json.dumps(request.data, sort_keys=True, ensure_ascii=False)
    told = f"{urlencode(query)}\n{body}".encode()
    return Asked(view.actor, key, request.path, hashlib.sha256(told).hexdigest(), status)


def _answer(view: Showing, record: IdempotencyRecord, *, new: bool) -> Response:
    if record.object is None:  # pragma: no cover - seen by its own transaction only
        raise LookupError(f"idempotency record {record.uid} has no object")
    answer = view.shown(record.object)
    answer.status_code = record.status
    if not new:
        answer.headers[REPLAYED] = "true"
    return answer
