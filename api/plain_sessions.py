"""Sessions of the hall's plain door: good there, for the basic card, and nowhere else."""

from typing import Final

from django.contrib.sessions.backends.db import SessionStore as Stored

# No key of Django's own holds this sign, so the two kinds never meet.
PLAIN: Final = "plain."


class SessionStore(Stored):
    """Django's, with keys that say where they come from."""

    def _get_new_session_key(self) -> str:
        key: str = super()._get_new_session_key()  # type: ignore[misc]  # Django's, unsaid in its types
        return PLAIN + key

    async def _aget_new_session_key(self) -> str:
        key: str = await super()._aget_new_session_key()  # type: ignore[misc]
        return PLAIN + key

    def _validate_session_key(self, key: str | None) -> bool:
        known = super()._validate_session_key(key)  # type: ignore[misc]
        return bool(known) and str(key).startswith(PLAIN)
