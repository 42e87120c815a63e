"""What a session has proven, and when: read from allauth's own records of it."""

from collections.abc import Container
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from django.http import HttpRequest

Proof = Literal["factor", "recovery", "email"]

# Recovery codes are recorded as "mfa" too, and are no second factor.
_TYPES: Final[dict[Proof, tuple[str, Container[str]]]] = {
    "factor": ("mfa", ("totp", "webauthn")),
    "recovery": ("mfa", ("recovery_codes",)),
    "email": ("code", ("",)),
}
FRESH: Final = timedelta(minutes=5)


def proven_at(request: HttpRequest, proof: Proof) -> datetime | None:
    """When the signed-in account last gave this proof in this session."""
    method, types = _TYPES[proof]
    moments = [
        float(record["at"])
        for record in get_authentication_records(request, request.user)
        if record.get("method") == method and str(record.get("type", "")) in types
    ]
    return datetime.fromtimestamp(max(moments), tz=UTC) if moments else None


def proven_freshly(request: HttpRequest, proof: Proof, *, at: datetime) -> bool:
    """Whether the proof was given a moment ago."""
    found = proven_at(request, proof)
    return found is not None and at - found <= FRESH


def forget_factors(request: HttpRequest) -> None:
    """A factor was removed: what it proved in this session no longer counts."""
    records = get_authentication_records(request, request.user)
    kept = [record for record in records if record.get("method") != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
