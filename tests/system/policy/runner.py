"""Ask one cell and hold the answer against the table."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from api.once import REPLAYED, needs_key
from core import clock
from tests.clients import key
from tests.system.policy.shapes import shape_difference
from tests.system.policy.table import Expected, Row
from tests.system.policy.world import Cast
from tests.undo import undone

JSON_TYPES = ("application/json", "application/problem+json")
_SAFE = ("GET", "HEAD", "OPTIONS")
# What a refusal says where the table says nothing more.
_PLAIN_CODES = {401: "sign_in_required", 404: "not_found"}


@dataclass(frozen=True)
class Answer:
    """What came back: `body` is parsed where it is JSON, `word` names the kind of a frame.

    `may_be_kept`: a cache between us and the person it was for might show it to the next one.
    `again` is what the same POST answered when it was sent once more under its key.
    """

    status: int
    body: Any = None
    is_json: bool = False
    word: str = ""
    may_be_kept: bool = False
    again: Answer | None = None

    @property
    def code(self) -> str:
        """The problem's code, or nothing."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


def ask(cast: Cast, row: Row, column: str) -> Answer:
    """The answer that this column's browser gets; whatever it changed is undone."""
    client = cast.client(column)
    places = {**cast.places, **fill(row.places, cast.places)}
    path = fill(row.path, places)
    headers = key() | {name: fill(value, places) for name, value in row.headers.items()}
    body, kind = _sent(row, places)

    def send() -> Any:
        return client.generic(row.method, path, body, content_type=kind, headers=headers)

    with _traceless(client, row), clock.frozen(cast.now):
        response = send()
        if response.streaming:
            b"".join(response)
        answer = _answer(response)
        if answer.status < 300 and _is_kept(response):
            return replace(answer, again=_answer(send()))
    return answer


def _sent(row: Row, places: Mapping[str, str]) -> tuple[str, str]:
    """The body as it travels, and its type."""
    if row.form is not None:
        return urlencode(fill(row.form, places)), "application/x-www-form-urlencoded"
    body = "" if row.body is None else json.dumps(fill(row.body, places))
    return body, "application/json"


def _is_kept(response: Any) -> bool:
    """Whether it was a POST whose second sending must change nothing and answer the same."""
    view = getattr(response.resolver_match.func, "cls", None)
    return response.request["REQUEST_METHOD"] == "POST" and needs_key(getattr(view, "post", None))


@contextmanager
def _traceless(client: Client, row: Row) -> Iterator[None]:
    """Undo what an unsafe request did to the database and to the browser's cookies."""
    if row.method in _SAFE:
        yield
        return
    cookies = copy.copy(client.cookies)
    with undone():
        yield
    client.cookies = cookies


def _answer(response: Any) -> Answer:
    is_json = response.headers.get("Content-Type", "").split(";")[0] in JSON_TYPES
    body = json.loads(response.content or b"null") if is_json else None
    kept = is_json and "no-store" not in response.headers.get("Cache-Control", "")
    word = "replayed" if REPLAYED in response.headers else ""
    return Answer(response.status_code, body, is_json, word, may_be_kept=kept)


def fill(template: Any, places: Mapping[str, str]) -> Any:
    """Put the world's ids in the named places of a path, header or body."""
    if isinstance(template, str):
        if "{" in template:
            for name, value in places.items():
                template = template.replace(f"{{{name}}}", value)
        return template
    if isinstance(template, dict):
        return {key: fill(value, places) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(value, places) for value in template]
    return template


def difference(row: Row, expected: Expected, answer: Answer) -> str:
    """What is wrong with the answer; empty when it is as the table says."""
    found = _difference(row, expected, answer)
    if found or answer.again is None:
        return found
    if answer.again.word != "replayed":
        return f"sent again it was carried out again: {answer.again.status} {answer.again.code}"
    found = _difference(row, expected, replace(answer.again, word=""))
    return found and f"sent again: {found}"


def _difference(row: Row, expected: Expected, answer: Answer) -> str:
    said = f"{expected.status} {expected.what}".strip()
    if answer.status != expected.status:
        return f"said {said}, got {answer.status} {answer.code or answer.word}".rstrip()
    if answer.may_be_kept:
        return "the answer may be kept by a cache"
    if expected.status >= 300:
        code = expected.what or _PLAIN_CODES.get(expected.status, "")
        if not answer.is_json and not expected.what:
            return ""
        return "" if answer.code == code else f"said {said or code}, got {answer.code}"
    if not expected.what:
        return "an answer in JSON needs a field set" if answer.is_json else ""
    if answer.word and answer.word != expected.what:
        return f"said {said}, got {answer.word}"
    return shape_difference(row.fieldsets[expected.what], answer.body)
