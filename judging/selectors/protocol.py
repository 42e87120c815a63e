"""What the protocol of a round says, section by section, as plain JSON.

A section is a function of the round and the result that stands, and is named once in `SOURCES`
and once in `judging/documents/protocol_paper.py`, which puts it into words. Moments are instants,
marks texts. A section that has nothing to say returns an empty dict and is left out.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contest.models import Round
from core.clock import instant_text
from core.merkle.frontier import Frontier
from core.models import LogCheckpoint, LogTree
from core.selectors.checkpoints import last_checkpoint, tree_of
from core.selectors.names import person_name
from judging.models import Nda, Recusal, ResultSet, SeatPresence
from judging.selectors.protocol_day import departures_facts, turns_facts
from judging.selectors.protocol_devices import devices_facts
from judging.selectors.protocol_exceptions import (
    changes_facts,
    incidents_facts,
    overrides_facts,
    supervision_facts,
)
from judging.selectors.protocol_marks import corrections_facts, sheets_facts
from judging.selectors.results import full_rows
from judging.selectors.rounds import round_panels

Facts = dict[str, Any]
Source = Callable[[Round, ResultSet], Facts]


def protocol_facts(round: Round, result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    """Every section that has something to say, by name."""
    found = {name: source(round, result) for name, source in SOURCES.items()}
    return {name: facts for name, facts in found.items() if facts}


def _turns(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return turns_facts(round)


def _panel(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    panels = round_panels(round)
    seen = {
        row.seat_id: row.seen_at for row in SeatPresence.objects.filter(seat__panel__round=round)
    }
    signed = dict(Nda.objects.filter(edition=round.edition).values_list("person_id", "signed_at"))
    return {
        "rows": [
            {
                "panel": panel.name,
                "seat": seat.number,
                "judge": person_name(seat.expert.person),
                "kind": seat.expert.kind,
                "chair": seat.is_chair,
                "alternate": seat.is_alternate,
                "promised_at": _moment(signed.get(seat.expert.person_id)),
                "seen_at": _moment(seen.get(seat.pk)),
            }
            for panel in panels
            for seat in panel.seats.all()
        ],
        "several": len(panels) > 1,
    }


def _recusals(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    found = (
        Recusal.objects.filter(seat__panel__round=round)
        .select_related("seat__expert__person", "entry")
        .order_by("declared_at", "pk")
    )
    return {
        "rows": [
            {
                "seat": row.seat.number,
                "judge": person_name(row.seat.expert.person),
                "number": row.entry.number,
                "source": row.source,
                "reason": row.reason,
                "declared_at": instant_text(row.declared_at),
                "ended_at": _moment(row.ended_at),
            }
            for row in found
        ]
    }


def _sheets(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return sheets_facts(round)


def _corrections(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return corrections_facts(round)


def _changes(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return changes_facts(round)


def _overrides(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return overrides_facts(round)


def _incidents(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return incidents_facts(round)


def _supervision(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return supervision_facts(round)


def _devices(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return devices_facts(round)


def _departures(round: Round, _result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    return departures_facts(round)


def _results(_round: Round, result: ResultSet) -> Facts:
    names = ("number", "team", "sheets", "dropped_high", "dropped_low", "counted", "exact",
             "final", "rank", "outcome", "tie_steps")  # fmt: skip
    return {
        "version": result.version,
        "state": result.state,
        "computed_at": instant_text(result.computed_at),
        "computed_by": person_name(result.computed_by),
        "locked_at": _moment(result.locked_at),
        "locked_by": None if result.locked_by is None else person_name(result.locked_by),
        "rows": [{name: row.get(name) for name in names} for row in full_rows(result)],
    }


def _record(round: Round, result: ResultSet) -> Facts:  # noqa: A002 - the noun of the table
    tree = tree_of(("edition", round.edition.uid))
    return {
        "software": result.software,
        "rulebook": result.rulebook_hash,
        "inputs": result.inputs_hash,
        "result": result.body_hash,
        "log": None if tree is None else _log(tree),
    }


def _log(tree: LogTree) -> Facts:
    frontier = Frontier.from_bytes(tree.size, bytes.fromhex(tree.frontier))
    return {
        "size": tree.size,
        "root": frontier.root().hex(),
        "checkpoint": _checkpoint(last_checkpoint(tree)),
    }


def _checkpoint(signed: LogCheckpoint | None) -> Facts | None:
    if signed is None:
        return None
    return {
        "size": signed.size,
        "root": signed.root,
        "at": instant_text(signed.at),
        "key": signed.key_id,
    }


def _moment(moment: Any) -> str | None:
    return None if moment is None else instant_text(moment)


# In the order of the paper.
SOURCES: Final[Mapping[str, Source]] = {
    "panel": _panel,
    "turns": _turns,
    "departures": _departures,
    "devices": _devices,
    "recusals": _recusals,
    "sheets": _sheets,
    "corrections": _corrections,
    "changes": _changes,
    "overrides": _overrides,
    "incidents": _incidents,
    "supervision": _supervision,
    "results": _results,
    "record": _record,
}
