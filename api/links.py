"""Links that somebody hands out: their secret is said once, to the request that made them."""

from typing import Any

from django.conf import settings

from api.serializers import time_text
from core.models import Invitation


def link_body(link: Invitation, token: str) -> dict[str, Any]:
    """The wire form; without its secret, which nobody can read again, there is no address."""
    return {
        "id": str(link.uid),
        "url": f"{settings.SITE_URL}/join/{token}" if token else None,
        "expires_at": time_text(link.expires_at),
    }
