"""The viewer's own seats, and the seat that a link leads to."""

from uuid import UUID

from core.viewer import Viewer
from judging.models import PanelSeat


def seats_of(*, viewer: Viewer) -> list[PanelSeat]:
    """The viewer's own seats, with panel, round and edition."""
    if viewer.person_id is None:
        return []
    return list(
        PanelSeat.objects.filter(expert__person_id=viewer.person_id)
        .select_related("panel__round__edition")
        .order_by("pk")
    )


def seat_of_link(*, seat_id: UUID) -> PanelSeat | None:
    """The seat that a link leads to, with the names its page shows."""
    return (
        PanelSeat.objects.filter(uid=seat_id)
        .select_related("panel__round__edition__contest", "expert__person")
        .first()
    )
