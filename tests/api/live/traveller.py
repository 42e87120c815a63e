"""A plain HTTP client that sends a deck in parts, is interrupted, and goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import httpx

from contest.models import Edition
from core.models import Account
from tests.clients import key
from tests.factories import contest
from tests.factories.files import pdf
from tests.system.faults.seed import session_cookie

CSRF = "k" * 32
STEP = 256 * 1024


def long_pdf(size: int) -> bytes:
    """A PDF of exactly this size: a comment before the end makes up the difference."""
    body = pdf(pages=2)
    cut = body.rindex(b"startxref")
    filling = b"%" + b"x" * (size - len(body) - 2) + b"\n"
    return body[:cut] + filling + body[cut:]


def entered_now() -> contest.Entered:
    """An entry whose edition is open by the real clock, for servers that are processes."""
    cup = contest.edition()
    made = contest.draft(cup)
    Edition.objects.filter(pk=cup.edition.pk).update(
        closes_at=datetime.now(UTC) + timedelta(days=1)
    )
    return made


@dataclass
class Traveller:
    """One signed-in browser at one address; `http` takes absolute addresses as well."""

    http: httpx.Client

    @classmethod
    def of(cls, url: str, account: Account) -> Self:
        """A browser with the account's session."""
        headers = {
            "Cookie": f"{session_cookie(account)}; yisai_csrf={CSRF}",
            "X-CSRFToken": CSRF,
            "Origin": url,
        }
        return cls(httpx.Client(base_url=url, headers=headers, timeout=60))

    def announce(self, entry: str, body: bytes, **changes: Any) -> dict[str, Any]:
        """The upload, as it was answered."""
        sent = {
            "subject_kind": "entry",
            "subject_id": entry,
            "slot": "deck",
            "name": "deck.pdf",
            "size": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
            **changes,
        }
        return self._json(self.http.post("/api/v1/uploads", json=sent, headers=key()))

    def state(self, upload: dict[str, Any]) -> dict[str, Any]:
        """The upload as it stands now, with fresh addresses."""
        return self._json(self.http.get(f"/api/v1/uploads/{upload['id']}"))

    def put(self, upload: dict[str, Any], number: int, content: bytes | Iterator[bytes]) -> int:
        """Send one part; returns the status."""
        part = upload["parts"][number - 1]
        headers = {"Content-Length": str(part["size"])}
        if part["url"].startswith("http"):  # no cookie of ours is the store's business
            return httpx.put(part["url"], content=content, headers=headers, timeout=60).status_code
        return self.http.put(part["url"], content=content, headers=headers).status_code

    def send_missing(self, upload: dict[str, Any], body: bytes) -> int:
        """Send what has not come; returns how many parts that were."""
        missing = [part for part in upload["parts"] if not part["received"]]
        for part in missing:
            assert self.put(upload, part["number"], chunk(upload, part["number"], body)) == 200
        return len(missing)

    def complete(self, upload: dict[str, Any]) -> httpx.Response:
        """Ask for the check."""
        return self.http.post(f"/api/v1/uploads/{upload['id']}/complete", json={})

    def _json(self, answer: httpx.Response) -> dict[str, Any]:
        assert answer.is_success, answer.text
        body: dict[str, Any] = answer.json()
        return body


def chunk(upload: dict[str, Any], number: int, body: bytes) -> bytes:
    """The bytes of a part."""
    start = (number - 1) * upload["part_size"]
    return body[start : start + upload["parts"][number - 1]["size"]]


def in_steps(content: bytes) -> Iterator[bytes]:
    """The same bytes, a quarter of a MiB at a time."""
    for start in range(0, len(content), STEP):
        yield content[start : start + STEP]
