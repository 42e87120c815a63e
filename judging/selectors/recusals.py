"""Who does not score what."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from contest.models import Round
from core.models import LogLeaf, LogOpening
from core.viewer import Viewer
from judging.models import PanelSeat, Recusal


@dataclass(frozen=True, slots=True)
class RecusalTold:
    """A recusal and the leaf of the edition's log that tells of it; None where it was erased."""

    recusal: Recusal
    leaf: LogLeaf | None


def recused_pairs(*, round_id: int) -> set[tuple[int, int]]:
    """The live recusals of a round, as keys of seat and entry. One statement."""
    live = Recusal.objects.filter(seat__panel__round_id=round_id, ended_at__isnull=True)
    return set(live.values_list("seat_id", "entry_id"))


def is_recused(*, seats: Iterable[PanelSeat], numbers: Iterable[str]) -> bool:
    """Whether one of the seats is recused from one of the entries, by their numbers."""
    live = Recusal.objects.filter(seat__in=list(seats), ended_at__isnull=True)
    return live.filter(entry__number__in=list(numbers)).exists()


def recusal_of(seat: PanelSeat, *, uid: UUID) -> Recusal | None:
    """One recusal of the seat, ended or not."""
    return Recusal.objects.select_related("entry").filter(seat=seat, uid=uid).first()


def recusals_told(round: Round, *, viewer: Viewer) -> list[RecusalTold]:  # noqa: A002 - the noun of the table
    """Every recusal of the round, ended ones too, each with its place in the log.

    A chair who is recused from an entry has no part in it: it is not in her list.
    """
    rows = Recusal.objects.filter(seat__panel__round=round).select_related("seat", "entry")
    if viewer.person_id is not None:
        own = rows.filter(seat__expert__person_id=viewer.person_id, ended_at__isnull=True)
        rows = rows.exclude(entry__in=own.values("entry"))
    told = _leaves_by_subject(round)
    return [
        RecusalTold(row, told.get((str(row.seat.uid), str(row.entry.uid), row.declared_at)))
        for row in rows.order_by("declared_at", "pk")
    ]


def _leaves_by_subject(round: Round) -> dict[tuple[str, str, object], LogLeaf]:  # noqa: A002 - the noun of the table
    """The leaves that tell of a recusal, by seat, entry and moment."""
    openings = LogOpening.objects.filter(
        leaf__tree__owner_id=round.edition.uid, leaf__type="recusal.declare"
    ).select_related("leaf")
    found: dict[tuple[str, str, object], LogLeaf] = {}
    for opening in openings:
        body = json.loads(opening.body)["body"]
        found[body["seat"], body["entry"], opening.leaf.at] = opening.leaf
    return found
