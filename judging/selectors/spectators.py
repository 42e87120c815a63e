"""What spectators may ask for; the policy decides what of it they see."""

from contest.models import Edition
from judging.models import Room


def edition_rooms(edition: Edition) -> list[Room]:
    """The edition's rooms with what their policy needs, those of the latest round first."""
    rooms = Room.objects.filter(panel__round__edition=edition)
    return list(
        rooms.select_related("panel__round__edition__contest").order_by("-panel__round__seq", "pk")
    )
