"""Which servers this process uses, each asked for what it is.

Nothing is taken from the settings that a server can say itself: a run that silently fell back to
a local store would say so here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.cache import cache

from core.db.startup import database_told
from core.files.stores import blob_store
from core.notices.backends import mail_told

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE: Final = "in this process"
_TIMEOUT_S: Final = 5


def servers_used() -> dict[str, str]:
    """Database, bus, cache, files and mail, each with what answers there and its version.

    Raises whatever the client of a server raises that does not answer.
    """
    asked: Mapping[str, Callable[[], str]] = {
        "database": database_told,
        "bus": _bus,
        "cache": _cache,
        "files": lambda: blob_store().told(),
        "mail": mail_told,
    }
    return {name: ask() for name, ask in asked.items()}


def _bus() -> str:
    return HERE if settings.BUS_URL == "local:" else _valkey(settings.BUS_URL)


def _cache() -> str:
    facts = settings.CACHES["default"]
    if not facts["BACKEND"].endswith("RedisCache"):
        return HERE
    # A round trip by the cache itself: the address alone proves nothing.
    cache.set("servers", "asked", 5)
    if cache.get("servers") != "asked":
        raise ConnectionError("the cache does not keep what it is given")
    return _valkey(facts["LOCATION"])


def _valkey(url: str) -> str:
    from redis import Redis  # only where the production packages are

    with Redis.from_url(url, socket_timeout=_TIMEOUT_S) as client:
        told: Any = client.info("server")
    if "valkey_version" in told:
        return f"Valkey {told['valkey_version']}"
    return f"Redis {told['redis_version']}"
