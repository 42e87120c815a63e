"""Entries that left a round before it began, and whom the rulebook puts in their place."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from contest.models import Entry, EntryState, Round
from core.clock import instant_text
from core.models import LogOpening
from core.selectors.names import person_body
from judging.models import Publication, PublicationState, ResultRow, ResultState, Slot, Substitution
from judging.selectors.deliberations import tie_decisions
from judging.selectors.promoted import THROUGH, results_before, rounds_into
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.sheets import countable_sheets
from judging.tally.room.moving_up import Going, Gone, moving_up, rules_to
from judging.tally.sheet import TallyRefused

Body = dict[str, Any]

_NEXT: Final = "next"
_LEFT: Final = (EntryState.WITHDRAWN, EntryState.DISQUALIFIED)
_EVENTS: Final = ("entry.withdraw", "entry.disqualify")


@dataclass(frozen=True, slots=True)
class Next:
    """Whom the rulebook puts in; or nobody, and why: rule, late, nobody."""

    entry: Entry | None
    source: Round
    why: str = ""


def live_substitutions(round: Round) -> list[Substitution]:  # noqa: A002 - the noun of the table
    """Those in force, in the order in which they were made."""
    rows = Substitution.objects.filter(round=round, ended_at__isnull=True)
    return list(_with_facts(rows).order_by("pk"))


def round_substitutions(round: Round) -> list[Substitution]:  # noqa: A002 - the noun of the table
    """All of the round, newest first, those that were taken back among them."""
    return list(_with_facts(Substitution.objects.filter(round=round)).order_by("-pk"))


def substitution_of(*, uid: UUID) -> Substitution | None:
    """One of them with what its policy needs."""
    return _with_facts(Substitution.objects.filter(uid=uid)).first()


def _with_facts(rows: "QuerySet[Substitution]") -> "QuerySet[Substitution]":
    return rows.select_related(
        "round__edition__contest__host", "source", "left__team", "entry__team", "slot", "made_by"
    )


def free_places(round: Round) -> list[Entry]:  # noqa: A002 - the noun of the table
    """Entries that came through, or moved up, and have left; their places are nobody's yet."""
    live = live_substitutions(round)
    filled = {row.left_id for row in live}
    rows = _through(rounds_into(round)).filter(entry__state__in=_LEFT)
    gone = [row.entry for row in rows.select_related("entry__team")]
    gone += [row.entry for row in live if row.entry.state in _LEFT]
    free = {entry.pk: entry for entry in gone if entry.pk not in filled}
    return sorted(free.values(), key=lambda entry: str(entry.number))


def next_for(round: Round, entry: Entry) -> Next | None:  # noqa: A002 - the noun of the table
    """Whom the rulebook puts in the entry's place; None where the entry never had one.

    The round that sent it is counted again with everybody who has left since, so limits of
    groups hold; where it cannot be counted again nobody moves up.
    """
    source = _source(round, entry)
    if source is None:
        return None
    to = rulebook_of(round).round
    rules = rules_to(rulebook_of(source), to)
    if all(rule.substitution.mode != _NEXT for rule in rules):
        return Next(None, source, "rule")
    left = _gone(source)
    try:
        going = _counted(source, to, left)
    except TallyRefused:
        return Next(None, source, "nobody")
    late = next((each for each in left if each.entry == entry.number), None)
    within = max((rule.substitution.within_days or 0 for rule in rules), default=0)
    limited = all(rule.substitution.within_days is not None for rule in rules)
    if late is not None and limited and late.days > within:
        return Next(None, source, "late")
    there = {str(row.entry.number) for row in _through([source]).select_related("entry")}
    there |= {str(row.entry.number) for row in live_substitutions(round)}
    for number in going.entries:
        if number not in there:
            found = Entry.objects.filter(edition_id=round.edition_id, number=number)
            return Next(found.select_related("team").get(), source)
    return Next(None, source, "nobody")


def _source(round: Round, entry: Entry) -> Round | None:  # noqa: A002 - the noun of the table
    """The round that sent the entry here, or whose result it moved up by."""
    moved = Substitution.objects.filter(round=round, entry=entry, ended_at__isnull=True).first()
    if moved is not None:
        return moved.source
    rows = _through(rounds_into(round)).filter(entry=entry).select_related("result_set__round")
    row = rows.first()
    return None if row is None else row.result_set.round


def _through(rounds: list[Round]) -> "QuerySet[ResultRow]":
    return ResultRow.objects.filter(
        result_set__round__in=rounds,
        result_set__state=ResultState.LOCKED,
        outcome__in=THROUGH,
    )


def _counted(source: Round, to: str, left: list[Gone]) -> Going:
    return moving_up(
        rulebook_of(source),
        countable_sheets(source),
        tie_decisions(source),
        results_before(source),
        to=to,
        gone=left,
    )


def _gone(source: Round) -> list[Gone]:
    """Everybody of the round who has left the edition since, in the order in which they left."""
    slots = Slot.objects.filter(room__panel__round=source, entry__state__in=_LEFT)
    entries = {str(slot.entry.uid): slot.entry for slot in slots.select_related("entry")}
    published = _published(source)
    openings = LogOpening.objects.select_related("leaf").filter(
        leaf__tree__owner_id=source.edition.uid, leaf__type__in=_EVENTS
    )
    found = []
    for opening in openings.order_by("leaf__seq"):
        entry = entries.get(json.loads(opening.body)["body"]["entry"])
        if entry is not None:
            found.append(Gone(str(entry.number), _days(published, opening.leaf.at)))
    return found


def _published(source: Round) -> datetime | None:
    """When the list of the round was first published."""
    opened = Publication.objects.filter(round=source, state=PublicationState.OPENED)
    first = opened.order_by("opened_at").first()
    return None if first is None else first.opened_at


def _days(published: datetime | None, at: datetime) -> int:
    """Whole days since then; none before it."""
    return 0 if published is None else max(0, (at - published).days)


def substitution_body(row: Substitution) -> Body:
    """The wire form."""
    return {
        "id": str(row.uid),
        "left": entry_named(row.left),
        "entry": entry_named(row.entry),
        "position": None if row.slot is None else row.slot.position,
        "reason": row.reason,
        "made_by": person_body(row.made_by),
        "made_at": instant_text(row.made_at),
        "ended_at": None if row.ended_at is None else instant_text(row.ended_at),
    }


def free_place_body(round: Round, entry: Entry) -> Body:  # noqa: A002 - the noun of the table
    """A place that is free: whom the rulebook puts in, or why nobody."""
    found = next_for(round, entry)
    following = None if found is None else found.entry
    return {
        "entry": {**entry_named(entry), "state": entry.state},
        "next": None if following is None else entry_named(following),
        "why": "nobody" if found is None else found.why,
    }


def entry_named(entry: Entry) -> Body:
    """An entry by number, title and team."""
    return {
        "id": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
    }
