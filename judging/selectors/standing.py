"""A round's ranking with what it hangs on, out of its sheets: for those who answer for it.

While the round runs only entries whose final the hall has seen are in it: nobody at a console
knows a value earlier, and every such sheet is sealed (R34).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import rfc8785
from django.db.models import Prefetch

from contest.models import Entry, Round, RoundState
from core.selectors.names import person_name
from judging.insight.room import RoomScores
from judging.insight.standing import Insight
from judging.models import (
    SHOWN_SLOTS,
    PanelSeat,
    ResultSet,
    ResultState,
    ScoreCell,
    ScoreSheet,
    SheetState,
    Slot,
)
from judging.selectors.console_state import FINAL_STEP
from judging.selectors.deliberations import struck_entries, tie_decisions
from judging.selectors.insights import insight_kept
from judging.selectors.promoted import results_before
from judging.selectors.results import shown_result
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.seatings import away_pairs
from judging.selectors.sheets import ABSENT, tally_sheets
from judging.tally.room.rules import needs_all
from judging.tally.sheet import TallyRefused

_COUNTABLE: Final = (SheetState.SIGNED, SheetState.COUNTED)
_DECIDED: Final = (RoundState.CLOSED, RoundState.LOCKED)


@dataclass(frozen=True, slots=True)
class Missing:
    """Sheets that are not signed yet, and entries that are not in the ranking yet."""

    sheets: int
    entries: int


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """The ranking of a round as it stands.

    ``result`` is the set that stands, None before the tally; ``stale`` says that sheets, rules or
    decisions have changed since it was counted. ``insight`` is None where the sheets cannot be
    counted yet, ``refused`` then says why. ``slots`` are by entry number, in running order;
    ``absent`` are the outcomes of those without a place: who did not come or was struck.
    ``published`` is whether a list of the round is open to everybody.
    """

    round: Round
    room: RoomScores
    insight: Insight | None
    refused: str | None
    result: ResultSet | None
    published: bool
    missing: Missing
    slots: Mapping[str, Slot]
    absent: Mapping[str, str]
    stale: bool = False
    tracks: Mapping[str, str] | None = field(default=None)

    @property
    def decided(self) -> bool:
        """Whether the round takes no more marks."""
        return self.round.state in _DECIDED

    @property
    def state(self) -> str:
        """`running` until a result stands."""
        return "running" if self.result is None else self.result.state


def standing_of(round: Round) -> RoundStanding:  # noqa: A002 - the noun of the table
    """The round's ranking. Raises rulebook_invalid, rulebook_beyond_rooms."""
    shown = shown_result(round)
    result, published = shown or (None, False)
    slots = _slots(round)
    absent = _absent(round, slots)
    ranked = [slot for slot in slots if slot.entry.number not in absent and _is_in(slot, round)]
    room = RoomScores(
        rulebook=rulebook_of(round),
        sheets={slot.entry.number: tally_sheets(slot.sheets.all()) for slot in ranked},
        decisions=tie_decisions(round) if round.state in _DECIDED else (),
        earlier=results_before(round),
        panels=_panels(slots),
    )
    tracks = {slot.entry.number: _track(slot.entry) for slot in ranked} if room.panels else None
    insight, refused = _insight(room, round, tracks)
    return RoundStanding(
        round=round,
        room=room,
        insight=insight,
        refused=refused,
        result=result,
        published=published,
        missing=_missing(round, slots, ranked, absent),
        slots={slot.entry.number: slot for slot in slots},
        absent=absent,
        stale=result is not None and not _gave(insight, absent, result),
        tracks=tracks,
    )


def judge_names(round: Round) -> dict[str, dict[str, str]]:  # noqa: A002 - the noun of the table
    """The judges' names by seat; in a round of several panels by panel and seat."""
    seats = PanelSeat.objects.filter(panel__round=round).select_related("expert__person")
    rows = list(seats.order_by("panel_id", "number"))
    panels = _numbered({seat.panel_id for seat in rows})
    return {
        f"{panels[seat.panel_id]}/{seat.number}" if panels else str(seat.number): person_name(
            seat.expert.person
        )
        for seat in rows
    }


def entry_number(standing: RoundStanding, *, uid: UUID) -> str | None:
    """The number of an entry that is ranked here or waits for more sheets; None for another."""
    found = (number for number, slot in standing.slots.items() if slot.entry.uid == uid)
    number = next(found, None)
    return number if number in standing.room.sheets else None


def _slots(round: Round) -> list[Slot]:  # noqa: A002 - the noun of the table
    sheets = (
        ScoreSheet.objects.filter(state__in=_COUNTABLE)
        .select_related("seat__expert")
        .order_by("seat__number", "pk")
    )
    return list(
        Slot.objects.filter(room__panel__round=round)
        .select_related("entry__team", "entry__track", "room")
        .prefetch_related(
            Prefetch("sheets", queryset=sheets),
            Prefetch("sheets__cells", queryset=ScoreCell.objects.order_by("pk")),
        )
        .order_by("room_id", "position")
    )


def _is_in(slot: Slot, round: Round) -> bool:  # noqa: A002 - the noun of the table
    if round.state in _DECIDED:
        return True
    enough = len(slot.sheets.all()) >= rulebook_of(round).panel.least
    return slot.state in SHOWN_SLOTS and slot.shown_step >= FINAL_STEP and enough


def _absent(round: Round, slots: list[Slot]) -> dict[str, str]:  # noqa: A002 - the noun of the table
    """By number: who did not come, and whom the panel struck from the round."""
    struck = struck_entries(round)
    found = {
        slot.entry.number: "disqualified" if slot.entry_id in struck else str(slot.state)
        for slot in slots
        if slot.entry_id in struck or slot.state in ABSENT
    }
    return dict(sorted(found.items()))


def _panels(slots: list[Slot]) -> dict[str, str]:
    panels = _numbered({slot.room.panel_id for slot in slots})
    return {slot.entry.number: panels[slot.room.panel_id] for slot in slots} if panels else {}


def _numbered(panels: set[int]) -> dict[int, str]:
    """Several panels by number, in the order in which they were made; empty for a single one."""
    return {pk: str(at) for at, pk in enumerate(sorted(panels), 1)} if len(panels) > 1 else {}


def _track(entry: Entry) -> str:
    return "" if entry.track is None else entry.track.code


def _insight(
    room: RoomScores,
    round: Round,  # noqa: A002 - the noun of the table
    tracks: Mapping[str, str] | None,
) -> tuple[Insight | None, str | None]:
    if needs_all(room.rulebook) and round.state not in _DECIDED:
        return None, "needs_all"
    try:
        return insight_kept(room, tracks=tracks), None
    except TallyRefused as refused:
        return None, refused.code


def _gave(insight: Insight | None, absent: Mapping[str, str], result: ResultSet) -> bool:
    """Whether a count now gives the bytes of the set that stands; a locked one is never doubted."""
    if result.state == ResultState.LOCKED:
        return True
    if insight is None:
        return False
    rows = [{"entry": number, "outcome": outcome} for number, outcome in absent.items()]
    body: dict[str, Any] = {**insight.tally.document(), "absent": rows}
    return hashlib.sha256(rfc8785.dumps(body)).hexdigest() == result.body_hash


def _missing(
    round: Round,  # noqa: A002 - the noun of the table
    slots: list[Slot],
    ranked: list[Slot],
    absent: Mapping[str, str],
) -> Missing:
    gone = [slot.pk for slot in slots if slot.entry.number in absent]
    open_ = ScoreSheet.objects.filter(round=round, state=SheetState.OPEN).exclude(slot__in=gone)
    recused = away_pairs(round_id=round.pk)
    pairs = open_.values_list("seat_id", "slot__entry_id")
    waited = [pair for pair in pairs if pair not in recused]
    return Missing(len(waited), len(slots) - len(gone) - len(ranked))
