"""Every POST needs a key of its own, or the list says why that one does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, path
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import HEADER, needs_key
from api.views import View
from tests.system.policy.routes import handlers, live_routes

ROOT = Path(__file__).resolve().parents[2]

# Route -> what makes sending it twice harmless without a key. A line whose route is gone, or
# has a key by now, is red.
EXEMPT = {
    "/api/v1/score-operations": "each operation has its op_id, kept with its outcome for good",
    "/api/v1/uploads/{upload_id}/complete": (
        "the upload is its own key: completing it again answers with the finished one; the file "
        "is read and checked outside any transaction, so no record could be in the same one"
    ),
    "/api/v1/join/{token}": (
        "the link is its own key and lets in once; who presses may have no person yet. The same "
        "device pressing again on its own session gets the same seat, a member the same entry"
    ),
    "/api/v1/join/code": (
        "whoever types has no person yet; typed again, a right code makes another request and the "
        "browser goes on with that one, a wrong one counts again"
    ),
    "/api/v1/join/code/seat": "the browser's request is its own key: it binds one device, once",
    "/api/v1/devices/left-marks": (
        "a replaced device has no session; the same marks again change nothing"
    ),
    "/api/v1/judge/left-marks/offered": "what was offered is not offered again",
    "/api/v1/pairing": (
        "whoever asks has no person; a screen that asks again shows another code, the first one "
        "lapses by itself"
    ),
    "/judge/basic/join/{token}": "as the link's button of the API",
    "/judge/basic/code": "as the API's entry of a code",
    "/judge/basic/code/seat": "as the API's button after a code",
    "/judge/basic/call": "a call that waits is not made twice",
    "/judge/basic/nda": "who signed already gets the first signature again",
    "/judge/basic/session": "as a sheet's signature: one op_id made of the form's key",
    "/judge/basic/entries/{entry_id}": "the form has a key, and each mark an op_id made of it",
    "/judge/basic/entries/{entry_id}/sign": "as its marks: one op_id made of the form's key",
    "/judge/basic/entries/{entry_id}/conflict": "the same answer again changes nothing",
    "/judge/basic/entries/{entry_id}/recusal": "a live recusal stays as it is",
    "/api/v1/rounds/{round_id}/what-if": (
        "nothing is made: every look at another rule is a look of its own and has its own word in "
        "the log"
    ),
    "/api/v1/sign-ins/end-others": "who is signed out already is not signed out again",
}
# allauth's doors: a code works once, a request for one is limited per address.
ELSEWHERE = ("/_allauth/",)


def posts() -> Iterator[tuple[str, Any]]:
    """Path and handler of everything that takes a POST, raw routes with None."""
    for method, where, handler in handlers():
        if method == "POST" and not where.startswith(ELSEWHERE):
            yield where, handler
    for route in sorted(live_routes()):
        method, where = route.split(" ", 1)
        if method == "POST":
            yield where, None


def breaches() -> set[str]:
    """What the doors and the list do not agree on."""
    found = dict(posts())
    keyed = {where for where, handler in found.items() if needs_key(handler)}
    return {
        *(
            f"{where}: put @once (api/once.py) on its post, or its reason into EXEMPT"
            for where in found
            if where not in keyed and where not in EXEMPT
        ),
        *(f"{where}: exempt without need" for where in EXEMPT if where not in set(found) - keyed),
    }


def test_every_post_has_a_key_or_a_reason() -> None:
    assert breaches() == set()


def test_the_rule_looks_at_the_doors() -> None:
    found = dict(posts())
    assert len(found) >= 25
    assert sum(needs_key(handler) for handler in found.values()) >= 22


class _Forgotten(View):
    def post(self, request: Request) -> Response:
        """A door that creates without a key."""
        return Response({}, status=201)


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> Any:
    def mount(pattern: URLPattern) -> None:
        resolver = get_resolver()
        monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, pattern])

    return mount


def test_a_planted_view_is_caught(mounted: Any) -> None:
    mounted(path("api/v1/forgotten", _Forgotten.as_view()))
    [breach] = breaches()
    assert breach.startswith("/api/v1/forgotten: put @once")


def test_a_planted_function_is_caught(mounted: Any) -> None:
    def forgotten(request: Any) -> HttpResponse:
        """A page that takes a form."""
        return HttpResponse()

    forgotten.allowed_methods = ("GET", "POST")  # type: ignore[attr-defined]
    mounted(path("c/forgotten", forgotten))
    [breach] = breaches()
    assert breach.startswith("/c/forgotten: put @once")


def test_a_line_without_a_route_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXEMPT, "/api/v1/gone", "nothing")
    monkeypatch.setitem(EXEMPT, "/api/v1/uploads", "has its key")
    assert breaches() == {
        "/api/v1/gone: exempt without need",
        "/api/v1/uploads: exempt without need",
    }


def test_the_schema_says_so() -> None:
    schema = yaml.safe_load((ROOT / "api" / "schema.yaml").read_text(encoding="utf-8"))
    said = {
        where: any(
            parameter["name"] == HEADER and parameter["in"] == "header" and parameter["required"]
            for parameter in item["post"].get("parameters", [])
        )
        for where, item in schema["paths"].items()
        if "post" in item
    }
    assert len(said) >= 25
    assert {where for where, needed in said.items() if not needed} == set(said) & set(EXEMPT)
