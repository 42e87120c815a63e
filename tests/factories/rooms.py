"""One round in two rooms that run beside each other, by default twelve teams and seven judges each.

The steps are those of `Final`; a slot knows its room, so they go on in the room of the slot.
"""

from dataclasses import dataclass, field

from contest.models import Entry
from contest.services.editions import division_add, track_add
from judging.models import Panel, Room, Slot
from judging.services.conflicts import conflict_state
from judging.services.panels import panel_create, seat_add
from tests.factories import judging
from tests.factories.judging import Final

ROOMS = ({"zh": "一号会场", "en": "Hall one"}, {"zh": "二号会场", "en": "Hall two"})
TRACKS = ("energy", "medicine")


@dataclass
class Rooms(Final):
    """A round in several rooms: `panels` in their order, `seats` of all of them."""

    panels: list[Panel] = field(default_factory=list)

    def room(self, number: int) -> Room:
        """The n-th room (from 1), as it now stands."""
        rooms = Room.objects.select_related("panel__round__edition__contest")
        return rooms.get(panel=self.panels[number - 1])

    def room_slots(self, number: int) -> list[Slot]:
        """The running order of the n-th room."""
        return [slot for slot in self.slots() if slot.room.panel_id == self.panels[number - 1].pk]

    def state_none(self) -> None:
        """Each judge answers for what is heard in her room; before the draw for everything."""
        heard: dict[int, list[Entry]] = {}
        for slot in Slot.objects.select_related("entry", "room").order_by("room_id", "position"):
            heard.setdefault(slot.room.panel_id, []).append(slot.entry)
        for seat in self.seats:
            for entry in heard.get(seat.panel_id, [] if heard else self.entries):
                conflict_state(seat=seat, entry=entry, has_conflict=False, at=self.tick())

    def reveal(self, slot: Slot) -> Slot:
        self.panel = slot.room.panel
        return super().reveal(slot)


def two_rooms(
    *, entries: int = 24, judges: int = 7, tracks: bool = False, slug: str = "halls", **rules
) -> Rooms:
    """Two rooms, nobody signed yet. With `tracks` each room hears the entries of one."""
    made = judging.final(entries=entries, judges=judges, slug=slug, **rules)
    for place, code in enumerate(TRACKS):
        track_add(edition=made.edition, code=code, name=ROOMS[place], position=place)
    division_add(edition=made.edition, code="startup", name=ROOMS[0])
    if tracks:
        _tracks(made)
    panels = [made.panel]
    for place, name in enumerate(ROOMS):
        if place:
            hears = {"tracks": [TRACKS[place]]} if tracks else None
            panels.append(panel_create(round=made.round, name=name, hears=hears))
        hears = {"tracks": [TRACKS[place]]} if tracks else {}
        Panel.objects.filter(pk=panels[place].pk).update(name=name)
        Room.objects.filter(panel=panels[place]).update(name=name, hears=hears)
    seats = [
        seat_add(
            panel=panels[1],
            expert=judging._expert(made.host, f"K{number}"),
            number=number,
            is_chair=number == 1,
        )
        for number in range(1, judges + 1)
    ]
    return Rooms(**{**vars(made), "seats": [*made.seats, *seats], "panels": panels})


def _tracks(made: Final) -> None:
    """One third of the entries are of the second track."""
    found = {track.code: track for track in made.edition.tracks.all()}
    for number, entry in enumerate(made.entries):
        entry.track = found[TRACKS[number % 3 == 2]]
        entry.save(update_fields=["track"])
