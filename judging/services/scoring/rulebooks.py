"""Parsed rulebooks by their hash: a frozen document never changes its meaning."""

import json
from typing import Any

from contest.rulebook.parse import rulebook_parse
from contest.rulebook.rulebook import Rulebook

_KEPT = 64
_parsed: dict[str, Rulebook] = {}


def parsed_hashes() -> list[str]:
    """Hashes whose documents need not be read again."""
    return list(_parsed)


def parsed_rulebook(hash: str, document: Any) -> Rulebook:  # noqa: A002 - the column's name
    """The rulebook of a hash; `document` (object or its text) is only read the first time."""
    known = _parsed.get(hash)
    if known is None:
        content = json.loads(document) if isinstance(document, str) else document
        known = rulebook_parse(content)
        if len(_parsed) >= _KEPT:
            _parsed.pop(next(iter(_parsed)))
        _parsed[hash] = known
    return known
