"""Result sets and what of them each audience may see."""

import json
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet

from contest.models import Edition, Entry, Round
from judging.models import Publication, PublicationState, ResultSet, ResultState

Row = dict[str, Any]

_SHEETS = ("sheets", "dropped_high", "dropped_low", "counted", "exact")
_TOLD = ("left_out", "steps")  # of documents of version 1
_TIES = ("tied_with", "tie_steps", "shares", "waits", "at_line")


def current_result(round: Round) -> ResultSet | None:  # noqa: A002 - the noun of the table
    """The set that stands, provisional or locked; None before the first tally."""
    return (
        ResultSet.objects.select_related("computed_by", "locked_by")
        .filter(round=round)
        .exclude(state=ResultState.SUPERSEDED)
        .order_by("-version")
        .first()
    )


def shown_result(round: Round) -> tuple[ResultSet, bool] | None:  # noqa: A002 - the noun of the table
    """The set that stands and whether a list of the round is published. One statement."""
    standing = ResultSet.objects.exclude(state=ResultState.SUPERSEDED)
    return _with_publicity(round, standing)


def result_of(round: Round, *, uid: UUID) -> tuple[ResultSet, bool] | None:  # noqa: A002 - the noun of the table
    """One set of the round, superseded or not, and whether a list is published. One statement."""
    return _with_publicity(round, ResultSet.objects.filter(uid=uid))


def _with_publicity(round: Round, sets: QuerySet[ResultSet]) -> tuple[ResultSet, bool] | None:  # noqa: A002 - the noun of the table
    opened = Publication.objects.filter(round=round, state=PublicationState.OPENED)
    result = (
        sets.select_related("computed_by", "locked_by")
        .filter(round=round)
        .annotate(is_published=Exists(opened))
        .order_by("-version")
        .first()
    )
    return None if result is None else (result, result.is_published)


def locked_result(round: Round) -> ResultSet | None:  # noqa: A002 - the noun of the table
    """The frozen set of a round, or None."""
    return ResultSet.objects.filter(round=round, state=ResultState.LOCKED).first()


def result_body_rows(result: ResultSet) -> list[Row]:
    """The body's rows, ranked ones first, then too few sheets, then those who did not pitch."""
    body = json.loads(result.body)
    ranked: list[Row] = body["rows"]
    return ranked + [_absent_row(row) for row in body["absent"]]


def _absent_row(row: Row) -> Row:
    empty: Row = {key: [] for key in ("sheets", "dropped_high", "dropped_low", "counted")}
    return {
        **empty,
        "entry": row["entry"],
        "exact": None,
        "final": None,
        "rank": None,
        "tied_with": [],
        "tie_steps": [],
        "shares": False,
        "waits": False,
        "at_line": False,
        "outcome": row["outcome"],
        "award": None,
    }


def full_rows(result: ResultSet) -> list[Row]:
    """Every row with its sheets by seat number: for those who answer for the result."""
    entries = _entries(result)
    return [
        {
            **public_row(entries[row["entry"]], row),
            **{key: row[key] for key in (*_SHEETS, *_TIES)},
            **{key: row[key] for key in _TOLD if key in row},
        }
        for row in result_body_rows(result)
    ]


def plain_rows(result: ResultSet) -> list[Row]:
    """Every row without sheets: what a proposed list shows."""
    entries = _entries(result)
    return [public_row(entries[row["entry"]], row) for row in result_body_rows(result)]


def public_row(entry: Entry, row: Row) -> Row:
    """A row as the published list shows it."""
    return {
        "entry": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
        "rank": row["rank"],
        "final": row["final"],
        "outcome": row["outcome"],
        "award": row["award"],
    }


def _entries(result: ResultSet) -> dict[str, Entry]:
    rows = Entry.objects.filter(result_rows__result_set=result).select_related("team")
    return {entry.number: entry for entry in rows}


def opened_publications(round: Round) -> dict[str, Publication]:  # noqa: A002 - the noun of the table
    """The round's opened publications by kind."""
    opened = Publication.objects.filter(round=round, state=PublicationState.OPENED)
    return {publication.kind: publication for publication in opened}


def public_results(edition: Edition) -> list[dict[str, Any]]:
    """What the results page shows: each published round's latest list, newest round first.

    `rows` are the approved document's, `awards` the levels with their names, best first.
    """
    opened = (
        Publication.objects.filter(round__edition=edition, state=PublicationState.OPENED)
        .select_related("round")
        .order_by("-round__seq", "-opened_at", "-pk")
    )
    shown: dict[int, dict[str, Any]] = {}
    for publication in opened:
        if publication.round_id in shown:
            continue
        shown[publication.round_id] = {
            "round": {"code": publication.round.code, "name": publication.round.name},
            "kind": publication.kind,
            "opened_at": publication.opened_at,
            "publicity_until": publication.publicity_until,
            "rows": [_without_entry(row) for row in publication.document["rows"]],
            "awards": publication.document["awards"],
        }
    return list(shown.values())


def _without_entry(row: Row) -> Row:
    """Numbers and names are public; ids and states are not needed there."""
    return {key: value for key, value in row.items() if key not in {"entry", "standing"}}
