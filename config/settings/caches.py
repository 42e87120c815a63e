"""The cache that every process shares: what it holds is counters, nothing that may not be lost."""

from typing import Any


def valkey_cache(url: str, *, prefix: str = "yisai") -> dict[str, Any]:
    """Django's facts of a cache in Valkey. Needs the production packages."""
    from redis.exceptions import ConnectionError as Broken

    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": prefix,
        "OPTIONS": {
            # A server that is away is noticed at once; nobody waits for it.
            "socket_connect_timeout": 1,
            "socket_timeout": 2,
            # One that came back left broken connections: the second try makes a new one.
            "retry_on_error": [Broken],
        },
    }
