"""The base of every REST view: who looks, when it arrived, what was sent."""

import re
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from api.problems import KEPT_BY_NOBODY
from api.viewers import viewer_of
from core import clock
from core.errors import Problem
from core.models import Person
from core.viewer import Viewer

_REVISION = re.compile(r"[0-9]{1,18}")


class View(APIView):
    """Stamps `at`, offers `viewer`, reads bodies strictly. Transport only: no rules here.

    `query` names the query parameters that a view understands; others are refused.
    """

    query: tuple[str, ...] = ()
    at: datetime

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Stamp the arrival before anything else is looked at."""
        self.at = clock.now()
        super().initial(request, *args, **kwargs)
        unknown = sorted(set(request.query_params) - set(self.query) - {"lang"})
        if unknown:
            raise Problem("filter_unknown", fields={name: ["unknown"] for name in unknown})

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """No cache keeps what the API says."""
        finished: Response = super().finalize_response(request, response, *args, **kwargs)
        finished.headers.setdefault("Cache-Control", KEPT_BY_NOBODY)
        return finished

    @property
    def http(self) -> HttpRequest:
        """Django's own request, for what works on sessions and cookies."""
        return self.request._request  # noqa: SLF001 - DRF names no public way

    @property
    def viewer(self) -> Viewer:
        """The viewer behind the session."""
        return viewer_of(self.http)

    @property
    def actor(self) -> Person:
        """The signed-in person; only behind a door that requires one."""
        person: Person = self.request.user.person  # type: ignore[union-attr, assignment]
        return person

    def read(self, shape: type[Serializer[Any]]) -> dict[str, Any]:
        """The validated request body. Raises field_invalid or field_unknown."""
        serializer = shape(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        validated: dict[str, Any] = dict(serializer.validated_data)
        return validated

    def if_match(self) -> int:
        """The revision that an edit is based on. Raises if_match_missing or edit_stale."""
        raw = self.request.headers.get("If-Match", "")
        if not raw:
            raise Problem("if_match_missing")
        text = raw.strip().strip('"')
        if not _REVISION.fullmatch(text):
            raise Problem("edit_stale")
        return int(text)

    def tagged(self, body: dict[str, Any], rev: int, status: int = 200) -> Response:
        """A representation with its ETag."""
        return Response(body, status=status, headers={"ETag": f'"{rev}"'})
