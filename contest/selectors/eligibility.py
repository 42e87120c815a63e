"""What the machine can say about a submitted version before a person decides."""

from typing import Any

from contest.models import Entry, EntryState, EntryVersion
from contest.selectors.consents import required_missing
from contest.selectors.requirements import has_leader
from contest.slots import DECK, SLOTS

Item = dict[str, Any]
_OUT = (EntryState.DRAFT, EntryState.WITHDRAWN, EntryState.REJECTED, EntryState.DISQUALIFIED)


def eligibility_items(*, entry: Entry, version: EntryVersion) -> list[Item]:
    """One finding per rule: `{code, ok, params}`; params are text."""
    return [
        _complete(version),
        _deck(version),
        _consents(entry),
        _item("leader_present", has_leader(entry=entry)),
        _organization(entry),
    ]


def _item(code: str, ok: bool, **params: str) -> Item:
    return {"code": code, "ok": ok, "params": params}


def _complete(version: EntryVersion) -> Item:
    names = ("title", "summary", "track", "division")
    empty = [name for name in names if not version.content[name]]
    return _item("form_complete", not empty, missing=", ".join(empty))


def _deck(version: EntryVersion) -> Item:
    limits = SLOTS[DECK]
    decks = [file for file in version.content["files"] if file["slot"] == DECK]
    if not decks:
        return _item("deck_sound", False, pages="0", max_pages=str(limits.max_pages))
    deck = decks[0]
    sound = (
        deck["kind"] == limits.kind
        and 1 <= (deck["pages"] or 0) <= limits.max_pages
        and deck["size"] <= limits.max_size
    )
    return _item(
        "deck_sound", sound, pages=str(deck["pages"] or 0), max_pages=str(limits.max_pages)
    )


def _consents(entry: Entry) -> Item:
    missing = required_missing(entry=entry)
    return _item("consents_given", not missing, missing=", ".join(missing))


def _organization(entry: Entry) -> Item:
    """One live entry per organization, edition and track; a team without one passes."""
    if entry.team.organization_id is None:
        return _item("organization_once", True)
    others = (
        Entry.objects.filter(
            edition_id=entry.edition_id,
            track=entry.track,
            team__organization_id=entry.team.organization_id,
        )
        .exclude(pk=entry.pk)
        .exclude(state__in=_OUT)
        .count()
    )
    return _item("organization_once", others == 0, others=str(others))
