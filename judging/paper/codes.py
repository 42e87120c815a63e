"""The code of a printed page and the text of its QR.

Seven letters that cannot be taken for one another and one that checks them: one wrong letter, or
two neighbors that changed places, is told from a page that nobody printed.
"""

import re
from typing import Final

LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH: Final = 7
# Prime, and more than there are letters, so that each place has a weight of its own.
_PRIME: Final = 31
_SHAPE: Final = re.compile(f"[{LETTERS}]{{{_LENGTH + 1}}}")
_QR: Final = re.compile(rf"YISAI:PAPER:([{LETTERS}]{{{_LENGTH + 1}}}):([0-9A-F]{{16}})")
_MARK: Final = 16
# What a reader takes for one of ours.
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "S": "5", "Z": "2"})


def code_make(chance: bytes) -> str:
    """The code for seven bytes of chance. Raises ValueError for another length."""
    if len(chance) != _LENGTH:
        raise ValueError("seven bytes")
    body = "".join(LETTERS[byte % _PRIME] for byte in chance)
    return body + _check(body)


def code_read(typed: str) -> str | None:
    """The code that somebody typed, in any case and with its gap; None where it cannot be one."""
    text = re.sub(r"[\s\-–—·]", "", typed).upper().translate(_MISREAD)
    if not _SHAPE.fullmatch(text) or _check(text[:_LENGTH]) != text[_LENGTH]:
        return None
    return text


def code_shown(code: str) -> str:
    """As it is printed: in two groups."""
    return f"{code[:4]} {code[4:]}"


def qr_text(code: str, mark: str) -> str:
    """What the QR of a page says."""
    return f"YISAI:PAPER:{code}:{mark[:_MARK].upper()}"


def qr_read(text: str) -> tuple[str, str] | None:
    """Code and the beginning of the mark; None for a QR of something else."""
    found = _QR.fullmatch(text.strip())
    if found is None or code_read(found[1]) != found[1]:
        return None
    return found[1], found[2].lower()


def mark_agrees(mark: str, read: str) -> bool:
    """Whether what was read is the beginning of the page's mark."""
    return len(read) == _MARK and mark.startswith(read)


def _check(body: str) -> str:
    total = sum(
        weight * LETTERS.index(letter) for weight, letter in enumerate(body, start=2)
    )  # fmt: skip
    return LETTERS[total % _PRIME]
