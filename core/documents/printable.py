"""Texts of people as a document can print them, whatever they typed.

What no face holds is printed as its code point, so is what would turn the direction of the text
around it: nothing of a name is lost, and nothing of it changes what stands beside it.
"""

import re
import unicodedata
from typing import Any, Final

from core.documents.faces import characters

# Choose a picture's style and draw nothing by themselves.
_STYLES: Final = range(0xFE00, 0xFE10)
_UNBROKEN: Final = re.compile(r"[!-~\u00a1-\u024f]{19,}")
_PIECE: Final = 18
_MAY_BREAK: Final = "\u200b"


def printable(value: Any) -> Any:
    """Plain JSON with every text made printable; keys are ours and stay."""
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def printable_text(text: str) -> str:
    """One line of it: ``a🚀`` is ``a[U+1F680]``; long words may break every so often."""
    shown = "".join(_shown(each) for each in unicodedata.normalize("NFC", text))
    return _UNBROKEN.sub(lambda run: _pieces(run[0]), shown.strip())


def _shown(letter: str) -> str:
    code = ord(letter)
    if letter in "\n\r\t\v\f\u2028\u2029":
        return " "
    if code in _STYLES:
        return ""
    if code in characters() and unicodedata.category(letter) not in ("Cc", "Cf"):
        return letter
    return f"[U+{code:04X}]"


def _pieces(run: str) -> str:
    return _MAY_BREAK.join(run[at : at + _PIECE] for at in range(0, len(run), _PIECE))
