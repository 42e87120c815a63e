"""Ask one cell and hold the answer against the table."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse

from core import clock
from tests.system.policy.table import Expected, Row
from tests.system.policy.world import Cast
from tests.undo import undone

JSON_TYPES = ("application/json", "application/problem+json")


def ask(cast: Cast, row: Row, column: str) -> HttpResponse:
    """The answer that this column's browser gets; whatever it changed is undone."""
    client = cast.client(column)
    places = {**cast.places, **row.places}
    path = fill(row.path, places)
    headers = {name: fill(value, places) for name, value in row.headers.items()}
    body = None if row.body is None else json.dumps(fill(row.body, places))
    with undone(), clock.frozen(cast.now):
        answer: HttpResponse = client.generic(
            row.method, path, body or "", content_type="application/json", headers=headers
        )
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer


def fill(template: Any, places: dict[str, str]) -> Any:
    """Put the world's ids in the named places of a path, header or body."""
    if isinstance(template, str):
        for name, value in places.items():
            template = template.replace(f"{{{name}}}", value)
        return template
    if isinstance(template, dict):
        return {key: fill(value, places) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(value, places) for value in template]
    return template


def difference(row: Row, expected: Expected, answer: HttpResponse) -> str:
    """What is wrong with the answer; empty when it is as the table says."""
    if answer.status_code != expected.status:
        return f"said {expected.status} {expected.what}, got {answer.status_code} {_code(answer)}"
    if not expected.what:
        return ""
    if answer.status_code >= 400:
        code = _code(answer)
        return "" if code == expected.what else f"said {expected.what}, got {code}"
    return _keys_difference(row.fieldsets[expected.what], answer)


def _keys_difference(said: frozenset[str], answer: HttpResponse) -> str:
    body = json.loads(answer.content)
    if isinstance(body, dict) and "results" in body:
        body = body["results"]
    if isinstance(body, list):
        if not body:
            return "" if not said else "said rows, got none"
        body = body[0]
    got = frozenset(body)
    return "" if got == said else f"more {sorted(got - said)}, less {sorted(said - got)}"


def _code(answer: HttpResponse) -> str:
    if answer.headers.get("Content-Type", "").split(";")[0] in JSON_TYPES:
        body = json.loads(answer.content or b"{}")
        return str(body.get("code", "")) if isinstance(body, dict) else ""
    return ""
