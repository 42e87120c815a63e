"""The parsed rulebook of a round; a document's hash names it, so it is parsed once."""

from threading import Lock
from typing import Any, Final

from contest.models import Round
from contest.rulebook.parse import rulebook_parse
from contest.rulebook.rulebook import Rulebook
from core.errors import Problem

_KEPT: Final = 64
_parsed: dict[str, Rulebook] = {}
_lock = Lock()


def rulebook_of(round: Round) -> Rulebook:  # noqa: A002 - the noun of the table
    """The round's rulebook. Raises rulebook_invalid where the document is not what was hashed."""
    return rulebook_parsed(round.rulebook.hash, round.rulebook.document)


def rulebooks_known() -> dict[str, Rulebook]:
    """Those parsed by now, by hash: their documents need not be read again."""
    with _lock:
        return dict(_parsed)


def rulebook_parsed(hash: str, document: Any) -> Rulebook:  # noqa: A002 - the column's name
    """The rulebook of a hash; the document is looked at the first time only."""
    known = _parsed.get(hash)
    if known is not None:
        return known
    parsed = rulebook_parse(document)
    if parsed.hash != hash:
        raise Problem("rulebook_invalid", fields={"document": ["hash_changed"]})
    with _lock:
        if len(_parsed) >= _KEPT:
            _parsed.pop(next(iter(_parsed)))
        _parsed[hash] = parsed
    return parsed
