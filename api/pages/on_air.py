"""Which rooms of an edition anybody may look into."""

from contest.models import Edition
from judging.models import Room
from judging.policy import room_spectate
from judging.selectors.spectators import edition_rooms


def rooms_on_air(edition: Edition) -> list[Room]:
    """The rooms that spectators may look into, those of the latest round first."""
    return [room for room in edition_rooms(edition) if room_spectate(room=room)]
