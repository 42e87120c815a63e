"""The parsed rulebook of a round; a document's hash names it, so it is parsed once."""

from collections import OrderedDict
from typing import Final

from contest.models import Round
from contest.rulebook.parse import rulebook_parse
from contest.rulebook.rulebook import Rulebook
from core.errors import Problem

_KEPT: Final = 64
_parsed: OrderedDict[str, Rulebook] = OrderedDict()


def rulebook_of(round: Round) -> Rulebook:  # noqa: A002 - the noun of the table
    """The round's rulebook. Raises rulebook_invalid where the document is not what was hashed."""
    key = round.rulebook.hash
    known = _parsed.get(key)
    if known is not None:
        return known
    parsed = rulebook_parse(round.rulebook.document)
    if parsed.hash != key:
        raise Problem("rulebook_invalid", fields={"document": ["hash_changed"]})
    _parsed[key] = parsed
    while len(_parsed) > _KEPT:
        _parsed.popitem(last=False)
    return parsed
