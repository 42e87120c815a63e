"""The undertaking that judges sign, by version, in both languages."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.canonical import canonical_hash

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
    digest = canonical_hash({"version": version, "text": words})
    return NdaText(version=version, zh=words["zh"], en=words["en"], hash=digest)
