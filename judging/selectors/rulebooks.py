"""The parsed rulebook of a round; a document's hash names it, so it is parsed once."""

from threading import Lock
from typing import Any, Final

from contest.models import Round
from contest.rulebook.live.form import RulebookBeyond, live_form, live_rulebook, rules_of
from contest.rulebook.rulebook import Rulebook
from core.errors import Problem

_KEPT: Final = 64
_NAMED: Final = 5
# A document of several rounds is another rulebook in the rooms of each: hash and round's code.
Key = tuple[str, str]
_parsed: dict[Key, Rulebook] = {}
_cards: dict[Key, dict[str, Any]] = {}
_lock = Lock()


def rulebook_of(round: Round) -> Rulebook:  # noqa: A002 - the noun of the table
    """What the round's rooms judge by, of a document of any version.

    Raises rulebook_invalid where the document is not what was hashed, rulebook_beyond_rooms where
    it asks for more than rooms can do; the round is then never opened.
    """
    return rulebook_parsed(round.rulebook.hash, round.rulebook.document, code=round.code)


def rulebooks_known() -> dict[Key, Rulebook]:
    """Those parsed by now, by hash and round's code: their documents need not be read again."""
    with _lock:
        return dict(_parsed)


def rulebook_parsed(hash: str, document: Any, *, code: str) -> Rulebook:  # noqa: A002 - the column's name
    """The rulebook of a hash for a round; the document is looked at the first time only."""
    known = _parsed.get((hash, code))
    if known is not None:
        return known
    try:
        parsed = live_rulebook(document, code=code)
    except RulebookBeyond as beyond:
        raise _refusal(beyond) from beyond
    if parsed.hash != hash:
        raise Problem("rulebook_invalid", fields={"document": ["hash_changed"]})
    with _lock:
        _keep(_parsed, (hash, code), parsed)
    return parsed


def rulebook_beside(other: Rulebook, *, code: str) -> Rulebook:
    """The rulebook of another round under the document of `other`, which need not be read again."""
    if other.rules is None:
        return other
    try:
        parsed = rules_of(other.rules, code=code)
    except RulebookBeyond as beyond:
        raise _refusal(beyond) from beyond
    with _lock:
        _keep(_parsed, (other.hash, code), parsed)
    return parsed


def rulebook_card(round: Round) -> dict[str, Any]:  # noqa: A002 - the noun of the table
    """The document as sheets and rooms read it. Raises rulebook_beyond_rooms as `rulebook_of`."""
    key = (round.rulebook.hash, round.code)
    known = _cards.get(key)
    if known is not None:
        return known
    try:
        card = live_form(round.rulebook.document, code=round.code)
    except RulebookBeyond as beyond:
        raise _refusal(beyond) from beyond
    with _lock:
        _keep(_cards, key, card)
    return card


def rulebook_card_known(round: Round) -> dict[str, Any] | None:  # noqa: A002 - the noun of the table
    """The same; None where rooms cannot judge by the document, or it is none."""
    try:
        return rulebook_card(round)
    except (Problem, ValueError):
        return None


def _refusal(beyond: RulebookBeyond) -> Problem:
    places = ", ".join(beyond.places[:_NAMED])
    more = len(beyond.places) - _NAMED
    if more > 0:
        places += f" (+{more})"
    fields = {place: [beyond.code] for place in beyond.places}
    return Problem(beyond.code, params={"places": places}, fields=fields)


def _keep(kept: dict[Key, Any], key: Key, value: Any) -> None:
    if len(kept) >= _KEPT:
        kept.pop(next(iter(kept)))
    kept[key] = value
