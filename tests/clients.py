"""A browser of the tests: it sends what our client sends."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

KEY = "Idempotency-Key"


class Browser(Client):
    """Gives each POST to the API a key of its own; a test that means one names it."""

    def generic(self, *args: Any, **options: Any) -> Any:
        """Any request; an explicit `Idempotency-Key` is sent as it is."""
        headers = dict(options.pop("headers", None) or {})
        method, path = args[:2]
        if method == "POST" and str(path).startswith("/api/v1/"):
            headers = {**key(), **headers}
        return super().generic(*args, headers=headers, **options)


def key() -> dict[str, str]:
    """The header with a key of its own, for clients that are no browser of Django's."""
    return {KEY: str(uuid.uuid4())}
