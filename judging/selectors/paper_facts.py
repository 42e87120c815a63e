"""What papers say, read from the rows as plain JSON: figures are texts, names are of today.

Each page's facts come with its `figures`: what its mark is a hash of. Names are not among them,
so a name that is put right does not send anybody out to sign again.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch

from contest.models import Round
from core.canonical import canonical_hash
from core.numbers import mark_text
from core.selectors.names import person_name
from judging.models import (
    PageKind,
    Panel,
    PanelSeat,
    ResultSet,
    ScoreCell,
    ScoreSheet,
    SheetState,
    Slot,
)
from judging.paper.split import split
from judging.selectors.deliberations import struck_entries
from judging.selectors.recusals import recused_pairs
from judging.selectors.results import full_rows
from judging.selectors.room_sessions import room_sessions
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.seatings import away_pairs, seated_pairs
from judging.selectors.sheets import ABSENT

_COUNTABLE: Final = (SheetState.SIGNED, SheetState.COUNTED)
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page to be printed. `figures` is what a signature vouches for; None on a blank one."""

    kind: str
    panel: Panel
    seat: PanelSeat | None
    slot: Slot | None
    part: int
    parts: int
    facts: Facts
    figures: Facts | None

    @property
    def mark(self) -> str | None:
        """The hash of the figures."""
        return None if self.figures is None else canonical_hash(self.figures)

    @property
    def subject(self) -> tuple[str, int, int | None, int]:
        """What the page is of, whichever run it was printed in."""
        return (self.kind, self.panel.pk, None if self.seat is None else self.seat.pk, self.part)


def round_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """Names and rules that every paper of the round carries."""
    rulebook = rulebook_of(round)
    edition = round.edition
    return {
        "edition": edition.name,
        "round": round.name,
        "host": edition.contest.host.name,
        "zone": edition.time_zone,
        "rulebook": rulebook.hash,
        "total": mark_text(rulebook.total),
        "criteria": [
            {
                "id": each.id,
                "name": {"zh": each.name.zh, "en": each.name.en},
                "max": mark_text(each.max),
                "step": mark_text(each.step),
            }
            for each in rulebook.criteria
        ],
    }


def card_pages(round: Round) -> list[PageFacts]:  # noqa: A002 - the noun of the table
    """A blank card for each judge and entry, in running order; not for whoever is recused."""
    away, seated = away_pairs(round_id=round.pk), seated_pairs(round_id=round.pk)
    found = []
    for panel in _panels(round):
        for slot in panel.room.slots.all():
            if slot.state in ABSENT:
                continue
            for seat in panel.seats.all():
                pair = (seat.pk, slot.entry_id)
                if pair in away or (seat.is_alternate and pair not in seated):
                    continue
                facts = {**_seat(seat), **_panel(panel), **_entry(slot)}
                found.append(PageFacts(PageKind.CARD, panel, seat, slot, 1, 1, facts, None))
    return found


def sheet_pages(round: Round, result: ResultSet | None) -> list[PageFacts]:  # noqa: A002 - the noun of the table
    """The pages to sign: each judge's totals, then each panel's table where a result stands."""
    found = []
    panels = _panels(round)
    struck = struck_entries(round)
    recused, seated = recused_pairs(round_id=round.pk), seated_pairs(round_id=round.pk)
    sheets = _sheets(round)
    for panel in panels:
        for seat in panel.seats.all():
            slots = [
                slot
                for slot in panel.room.slots.all()
                if not seat.is_alternate or (seat.pk, slot.entry_id) in seated
            ]
            found += _own_pages(panel, seat, slots, (sheets, recused, struck), round)
    if result is not None:
        rows = full_rows(result)
        for panel in panels:
            own = {slot.entry.number for slot in panel.room.slots.all()}
            table = [_result_row(row) for row in rows if row["number"] in own]
            judges = [_seat(seat) for seat in panel.seats.all() if _sits(seat, seated)]
            more = {"judges": judges}
            found += _parted(panel, None, table, more, round)
    return found


def _own_pages(
    panel: Panel,
    seat: PanelSeat,
    slots: list[Slot],
    given: tuple[dict[tuple[int, int], ScoreSheet], set[tuple[int, int]], set[int]],
    round: Round,  # noqa: A002 - the noun of the table
) -> list[PageFacts]:
    """A judge's pages; each session that was signed apart begins on a page of its own."""
    if not slots:
        return []
    sessions = room_sessions(panel.room, panel.room.slots.all())
    own = {slot.pk for slot in slots}
    parts: list[tuple[Facts, list[Facts]]] = []
    for at, session in enumerate(sessions, start=1):
        rows = [_own_row(slot, seat, *given) for slot in session if slot.pk in own]
        more = {"session": [at, len(sessions)]} if len(sessions) > 1 else {}
        parts += [(more, part) for part in split(rows)] if rows else []
    return _pages(panel, seat, parts, _seat(seat), round)


def _sits(seat: PanelSeat, seated: set[tuple[int, int]]) -> bool:
    return not seat.is_alternate or any(seat.pk == each for each, _entry in seated)


def _panels(round: Round) -> list[Panel]:  # noqa: A002 - the noun of the table
    seats = PanelSeat.objects.select_related("expert__person").order_by("number")
    slots = Slot.objects.select_related("entry__team").order_by("position")
    return list(
        Panel.objects.filter(round=round, room__isnull=False)
        .select_related("room__panel__round__rulebook")
        .prefetch_related(
            Prefetch("seats", queryset=seats), Prefetch("room__slots", queryset=slots)
        )
        .order_by("pk")
    )


def _sheets(round: Round) -> dict[tuple[int, int], ScoreSheet]:  # noqa: A002 - the noun of the table
    cells = ScoreCell.objects.order_by("pk")
    rows = ScoreSheet.objects.filter(round=round, state__in=_COUNTABLE)
    return {
        (sheet.slot_id, sheet.seat_id): sheet
        for sheet in rows.prefetch_related(Prefetch("cells", queryset=cells))
    }


def _seat(seat: PanelSeat) -> Facts:
    return {
        "seat": seat.number,
        "judge": person_name(seat.expert.person),
        "kind": seat.expert.kind,
        "chair": seat.is_chair,
    }


def _panel(panel: Panel) -> Facts:
    return {"panel": panel.name, "room": panel.room.name}


def _entry(slot: Slot) -> Facts:
    entry = slot.entry
    return {
        "turn": slot.position,
        "number": entry.number,
        "team": entry.team.name,
        "title": entry.title,
    }


def _own_row(
    slot: Slot,
    seat: PanelSeat,
    sheets: dict[tuple[int, int], ScoreSheet],
    recused: set[tuple[int, int]],
    struck: set[int],
) -> Facts:
    """What one judge gave one entry, or why there is nothing."""
    sheet = sheets.get((slot.pk, seat.pk))
    row = {**_entry(slot), "marks": {}, "total": None, "why": ""}
    if slot.entry_id in struck:
        row["why"] = "disqualified"
    elif slot.state in ABSENT:
        row["why"] = str(slot.state)
    elif (seat.pk, slot.entry_id) in recused or sheet is None:
        row["why"] = "recused"
    else:
        row["marks"] = {
            cell.criterion: None if cell.value is None else mark_text(cell.value)
            for cell in sheet.cells.all()
        }
        row["total"] = mark_text(sheet.total or 0)
    return row


def _result_row(row: Facts) -> Facts:
    dropped = [*row["dropped_high"], *row["dropped_low"]]
    return {
        "number": row["number"],
        "team": row["team"],
        "totals": {sheet["seat"]: sheet["total"] for sheet in row["sheets"]},
        "counted": row["counted"],
        "dropped": dropped,
        "final": row["final"],
        "rank": row["rank"],
        "outcome": row["outcome"],
    }


def _parted(
    panel: Panel,
    seat: PanelSeat | None,
    rows: list[Facts],
    more: Facts,
    round: Round,  # noqa: A002 - the noun of the table
) -> list[PageFacts]:
    """Rows page by page: the table of the whole panel."""
    return _pages(panel, seat, [({}, part) for part in split(rows)], more, round)


def _pages(
    panel: Panel,
    seat: PanelSeat | None,
    parts: list[tuple[Facts, list[Facts]]],
    more: Facts,
    round: Round,  # noqa: A002 - the noun of the table
) -> list[PageFacts]:
    """One judge's rows, or without a seat the whole panel's; each part with what it says more."""
    kind = PageKind.TOTALS if seat is None else PageKind.JUDGE
    return [
        PageFacts(
            kind=kind,
            panel=panel,
            seat=seat,
            slot=None,
            part=at,
            parts=len(parts),
            facts={**more, **_panel(panel), "rows": part, **said},
            figures={
                "kind": kind,
                "panel": str(panel.uid),
                "round": str(round.uid),
                "rulebook": round.rulebook.hash,
                "seat": None if seat is None else seat.number,
                "part": [at, len(parts)],
                "rows": [_figures(row) for row in part],
                **said,
            },
        )
        for at, (said, part) in enumerate(parts, start=1)
    ]


def _figures(row: Facts) -> Facts:
    return {name: value for name, value in row.items() if name not in {"team", "title"}}
