"""The undertaking that judges sign, by version, in both languages."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rfc8785

NDA_VERSION = 1
_TEXTS = Path(__file__).resolve().parent.parent / "texts"


@dataclass(frozen=True, slots=True)
class NdaText:
    """A version's words and the SHA-256 over their canonical JSON."""

    version: int
    zh: str
    en: str
    hash: str


@cache
def nda_text(version: int = NDA_VERSION) -> NdaText:
    """The text of a version; a version's file is never edited, a new one is added."""
    words: dict[str, str] = json.loads((_TEXTS / f"nda-{version}.json").read_text("utf-8"))
    digest = hashlib.sha256(rfc8785.dumps({"version": version, "text": words})).hexdigest()
    return NdaText(version=version, zh=words["zh"], en=words["en"], hash=digest)
