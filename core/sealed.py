"""Secrets that the database must keep and a copy of it must not give away: sealed by a key file.

Each line of FIELD_KEY_FILE is a key; the first one seals, all of them open, so a key is changed
by putting a new line first. The embedded profile makes the file on first use.
"""

from functools import cache
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from core.keyfiles import key_file_make

_MARK: Final = "f1:"


class SealBroken(ValueError):
    """A text that no key of ours sealed: the file was changed, or the row was."""


def seal(text: str) -> str:
    """The text as the database may hold it; another one each time."""
    return _MARK + _keys(settings.FIELD_KEY_FILE).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text again. Raises SealBroken."""
    if not sealed.startswith(_MARK):
        raise SealBroken("not sealed")
    try:
        return _keys(settings.FIELD_KEY_FILE).decrypt(sealed[len(_MARK) :].encode()).decode()
    except InvalidToken as error:
        raise SealBroken("sealed by another key, or changed") from error


@cache
def _keys(path: str) -> MultiFernet:
    file = Path(path)
    if settings.LOG_KEY_MAKE and not file.exists():
        key_file_make(file, Fernet.generate_key() + b"\n")
    lines = file.read_text(encoding="ascii").split()
    return MultiFernet([Fernet(line) for line in lines])
