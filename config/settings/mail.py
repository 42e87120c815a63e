"""MAIL_URL: the server that takes our mail.

`smtp://[USER:PASSWORD@]host[:25]?from=ADDRESS` plain, for a relay on the same machine or network;
`smtp+tls://…[:587]` STARTTLS; `smtps://…[:465]` TLS from the first byte. USER, PASSWORD and
ADDRESS are percent-encoded; ADDRESS may be `Name <box@host>`.
"""

from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_SHAPE: Final = "MAIL_URL must be smtp[+tls]:// or smtps://[USER:PASSWORD@]host[:port]?from=ADDRESS"
# The worker's next message waits for a server that does not answer.
TIMEOUT_S: Final = 10


def mail_place(url: str) -> dict[str, Any]:
    """The outbox's way out, as settings. Raises ImproperlyConfigured for other addresses."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    sender = asked.pop("from", [""])[-1]
    if parts.scheme not in _PORTS or not parts.hostname or "@" not in sender:
        # The address itself may hold a secret.
        raise ImproperlyConfigured(_SHAPE)
    if asked:
        raise ImproperlyConfigured(f"MAIL_URL does not know {', '.join(sorted(asked))}")
    return {
        "NOTICE_MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT_S,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }
