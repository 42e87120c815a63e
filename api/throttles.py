"""How often one person, or one address without a sign-in, may ask: far above any use.

A hall shares one address, so addresses are counted only while nobody is signed in; scores and
upload parts do not pass here, they have limits of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:  # the views read this module while they load
    from rest_framework.views import APIView

SAFE = {"GET", "HEAD", "OPTIONS"}


class _Rate(SimpleRateThrottle):
    """Rates by name from `settings.THROTTLE_RATES`; an unnamed one does not limit."""

    def get_rate(self) -> Any:
        """The configured rate, e.g. 600/min; None for no limit."""
        return settings.THROTTLE_RATES.get(str(self.scope))

    def who(self, request: Request) -> str | None:
        """Who is counted; None where this throttle does not apply."""
        raise NotImplementedError

    def get_cache_key(self, request: Request, view: APIView) -> Any:
        """One counter for each one who is counted."""
        found = self.who(request)
        return None if found is None else f"throttle-{self.scope}-{found}"


def _person(request: Request) -> str | None:
    # The account decides who asks; its person is what all its sessions share.
    return str(request.user.pk) if request.user.is_authenticated else None


class PersonReads(_Rate):
    """What a signed-in person reads."""

    scope = "person_reads"

    def who(self, request: Request) -> str | None:
        """The person, on reading."""
        return _person(request) if request.method in SAFE else None


class PersonWrites(_Rate):
    """What a signed-in person changes."""

    scope = "person_writes"

    def who(self, request: Request) -> str | None:
        """The person, on changing."""
        return None if request.method in SAFE else _person(request)


class Strangers(_Rate):
    """What comes from one address without a sign-in."""

    scope = "strangers"

    def who(self, request: Request) -> str | None:
        """The address, as long as nobody is signed in."""
        return None if _person(request) else str(self.get_ident(request))
