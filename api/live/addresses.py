"""From which address a connection comes, behind our own proxies."""

from django.conf import settings

from api.live.sessions import Scope, header


def address_of(scope: Scope) -> str:
    """Whose address: what the last of our own proxies saw, else the peer's."""
    proxies: int = settings.REST_FRAMEWORK["NUM_PROXIES"]
    seen = [part.strip() for part in header(scope, b"x-forwarded-for").split(",") if part.strip()]
    if proxies and seen:
        return seen[-min(proxies, len(seen))]
    return str((scope.get("client") or ("",))[0])
