"""Sessions of the https door: one that was opened over plain http never counts here."""

from django.contrib.sessions.backends.db import SessionStore as Stored

from api.plain_sessions import PLAIN


class SessionStore(Stored):
    """Django's, blind to the plain door's sessions: their keys travelled where others listen."""

    def _validate_session_key(self, key: str | None) -> bool:
        known = super()._validate_session_key(key)  # type: ignore[misc]  # Django's, unsaid in its types
        return bool(known) and not str(key).startswith(PLAIN)
