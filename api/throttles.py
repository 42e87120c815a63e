"""How often one person, or one address without a sign-in, may ask: far above any use.

A hall shares one address, so addresses are counted only while nobody is signed in; scores and
upload parts do not pass here, they have limits of their own.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from core.db.faults import is_cache_away

if TYPE_CHECKING:  # the views read this module while they load
    from rest_framework.views import APIView

_log = logging.getLogger("yisai.api")
SAFE = {"GET", "HEAD", "OPTIONS"}


class _Rate(SimpleRateThrottle):
    """Rates by name from `settings.THROTTLE_RATES`; an unnamed one does not limit."""

    def get_rate(self) -> Any:
        """The configured rate, e.g. 600/min; None for no limit."""
        return settings.THROTTLE_RATES.get(str(self.scope))

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count, and let nobody wait for a counter that is away: sign-in has limits that do."""
        try:
            return bool(super().allow_request(request, view))
        except Exception as error:
            if not is_cache_away(error):
                raise
            _log.warning("throttle.cache_away scope=%s", self.scope)
            return True

    def counted(self, who: object) -> str:
        """The counter of one account or address."""
        return f"throttle-{self.scope}-{who}"


class PersonReads(_Rate):
    """What a signed-in account reads."""

    scope = "person_reads"

    def get_cache_key(self, request: Request, view: APIView) -> Any:
        """The account, on reading."""
        signed_in = request.user.is_authenticated and request.method in SAFE
        return self.counted(request.user.pk) if signed_in else None


class PersonWrites(_Rate):
    """What a signed-in account changes."""

    scope = "person_writes"

    def get_cache_key(self, request: Request, view: APIView) -> Any:
        """The account, on changing."""
        signed_in = request.user.is_authenticated and request.method not in SAFE
        return self.counted(request.user.pk) if signed_in else None


class Pairings(_Rate):
    """Codes that one address asks for: a hall has a handful of screens."""

    scope = "pairings"

    def get_cache_key(self, request: Request, view: APIView) -> Any:
        """The address, on asking for a code."""
        return None if request.method in SAFE else self.counted(self.get_ident(request))


class Strangers(_Rate):
    """What comes from one address without a sign-in."""

    scope = "strangers"

    def get_cache_key(self, request: Request, view: APIView) -> Any:
        """The address, as long as nobody is signed in."""
        return None if request.user.is_authenticated else self.counted(self.get_ident(request))
