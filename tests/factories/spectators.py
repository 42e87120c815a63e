"""A final that people outside the hall look on: rules that tell marks, teams that may be named."""

from __future__ import annotations

from collections.abc import Iterable

from contest.models import Consent, ConsentKind, Entry
from contest.services.editions import consent_text_add
from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from judging.models import Room, Slot
from tests.factories import judging
from tests.factories.judging import NAME, T0, Final
from tests.factories.rulebooks import live_document


def on_air(
    *, reveal: str | None = "live_after_each", named: Iterable[int] = (1, 2, 3), entries: int = 3
) -> Final:
    """An open round; `reveal` None is a document that does not say when marks are heard."""
    made = judging.final(judges=3, entries=entries)
    if reveal is not None:
        document = live_document()
        document["rounds"][0]["reveal"] = reveal
        document["rounds"][0]["panel"] = {"seats": 3, "minimum_sheets": 2}
        document["rounds"][0]["components"][0]["combine"] = {"method": "mean"}
        rulebook = rulebook_add(edition=made.edition, document=document)
        made.round = round_rulebook_set(round=made.round, rulebook=rulebook)
    text = consent_text_add(edition=made.edition, kind=ConsentKind.MEDIA, text=NAME, required=False)
    for number in named:
        entry = made.entries[number - 1]
        leader = entry.team.members.get().person
        Consent.objects.create(entry=entry, text=text, person=leader, given_at=T0)
    made.prepare()
    return made


def room_of(made: Final) -> Room:
    """The room with what its state reads."""
    rooms = Room.objects.select_related(
        "panel__round__edition__contest", "panel__round__rulebook", "current_slot"
    )
    return rooms.get(panel=made.panel)


def signed(made: Final, slot: Slot, base: int = 30) -> Slot:
    """Every judge has signed: totals of base + 30 + the seat's number."""
    slot = made.to_scoring(slot)
    for seat in made.seats:
        marks = {"novelty": f"{base}", "transfer": "10", "market": f"{20 + seat.number}"}
        if made.round.rulebook.document["rulebook"] == 0:
            marks = {"technology": f"{base + 10}", "market": f"{20 + seat.number}"}
        made.sign(seat, slot, **marks)
    return slot


def revealed(made: Final, slot: Slot, steps: int, base: int = 30) -> Slot:
    """Sealed, and shown to the hall so far."""
    slot = made.command(signed(made, slot, base), "seal", "reveal")
    for step in range(1, steps + 1):
        made.cue("step", step=step)
    return slot


def revealed_anyway(made: Final, slot: Slot) -> Slot:
    """What a mistake would look like where the rules keep the marks: no command gets there."""
    slot = made.command(signed(made, slot), "seal")
    Slot.objects.filter(pk=slot.pk).update(state="revealed", shown_step=4)
    on = {"scene": "reveal", "step": 4, "text": "", "slot": str(slot.uid)}
    Room.objects.filter(pk=slot.room_id).update(program=on)
    return slot


def number_of(slot: Slot) -> str:
    """The entry's number."""
    return Entry.objects.get(pk=slot.entry_id).number
