"""The start page and the page of an edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from api.pages.on_air import rooms_on_air
from api.pages.page import page
from api.pages.rules.rules import Rules, rules_of_document
from api.pages.times import left_text
from contest.models import Edition, Round
from contest.rulebook.parse import RulebookRefused
from contest.rulebook.v1.read import RulebookUnsound
from contest.selectors.editions import edition_by_slug, edition_visible_to, editions_visible_to
from contest.slots import DECK, SLOTS
from core import clock
from core.viewer import ANONYMOUS
from judging.selectors.public_draws import edition_draws
from judging.selectors.results import public_results

_GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("open", ("open",)),
    ("running", ("closed", "running", "publicity")),
    ("upcoming", ("announced",)),
    ("past", ("awarded", "archived")),
)
_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Judged:
    """A rulebook in words, None where it is not fixed yet.

    ``round`` is the round that is judged by a document without rounds of its own; a document
    with rounds is shown once, whoever of them uses it.
    """

    round: Round | None
    rules: Rules | None


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Contests by what one can do with them now."""
    at = clock.now()
    editions = sorted(editions_visible_to(ANONYMOUS), key=lambda each: each.closes_at, reverse=True)
    groups = [
        {"key": key, "editions": [_card(each, at) for each in editions if _state(each, at) in held]}
        for key, held in _GROUPS
    ]
    shown = [group for group in groups if group["editions"]]
    return page(request, "home", {"groups": shown})


@require_safe
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """What the contest is, when, how it is judged, and how to take part."""
    at = clock.now()
    found = public_edition(slug)
    deck = SLOTS[DECK]
    facts: dict[str, Any] = {
        **_card(found, at),
        "tracks": _ordered(found.tracks.all()),
        "divisions": _ordered(found.divisions.all()),
        "rounds": list(found.rounds.all()),
        "judged": list(_judged(found)),
        "published": public_results(found),
        "drawn": bool(edition_draws(found)),
        "on_air": bool(rooms_on_air(found)),
        "deck_mib": deck.max_size // _MIB,
        "deck_pages": deck.max_pages,
        "receivers": _receivers(found),
    }
    return page(request, "edition", facts)


def public_edition(slug: str) -> Edition:
    """The edition if anybody may see it, with what its page shows. Raises Http404."""
    known = edition_by_slug(slug=slug)
    if known is None or not editions_visible_to(ANONYMOUS).filter(pk=known.pk).exists():
        raise Http404
    return edition_visible_to(ANONYMOUS, edition_id=known.uid)


def _card(edition: Edition, at: datetime) -> dict[str, Any]:
    state = _state(edition, at)
    return {
        "edition": edition,
        "state": state,
        "left": left_text(edition.closes_at, at=at) if state == "open" else "",
    }


def _state(edition: Edition, at: datetime) -> str:
    """The edition's state as entrants see it: a passed deadline closes it by itself."""
    if edition.state == "open" and at > edition.closes_at:
        return "closed"
    return "announced" if edition.state == "open" and at < edition.opens_at else edition.state


def _judged(edition: Edition) -> Iterator[Judged]:
    shown: set[str] = set()
    for each in edition.rounds.all():
        document = each.rulebook.document
        try:
            rules = rules_of_document(document)
        except (RulebookRefused, RulebookUnsound):
            yield Judged(each, None)
            continue
        if document["rulebook"] == 0:
            yield Judged(each, rules)
        elif each.rulebook.hash not in shown:
            shown.add(each.rulebook.hash)
            yield Judged(None, rules)


def _ordered(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda row: (row.position, row.pk))


def _receivers(edition: Edition) -> list[dict[str, str]]:
    """Who would receive an entry's data by the separate consent to the zone."""
    return [text.receiver for text in edition.consent_texts.all() if text.receiver][:1]
