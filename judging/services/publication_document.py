"""What two people look at and approve: built anew from the present state whenever it matters."""

from typing import Any, Final

from contest.models import Entry, EntryState, Round
from judging.models import Publication, ResultSet
from judging.ports import PlannedStep, PublishedRow, publication_steps, step_name
from judging.selectors.results import public_row, result_body_rows
from judging.selectors.rulebooks import rulebook_of

Document = dict[str, Any]

_STANDS: Final = "stands"
_GONE: Final = "withdrawn"


def published_rows(result: ResultSet) -> list[PublishedRow]:
    """The result's rows with their entries as they are now."""
    entries = {
        entry.number: entry
        for entry in Entry.objects.filter(result_rows__result_set=result).select_related("team")
    }
    return [
        PublishedRow(
            entry=entries[row["entry"]],
            number=row["entry"],
            rank=row["rank"],
            final=row["final"],
            outcome=row["outcome"],
            award=row["award"],
        )
        for row in result_body_rows(result)
    ]


def publication_document(
    *, publication: Publication, rows: list[PublishedRow], nonce: str
) -> Document:
    """Rows, publicity and what each step is going to insert; same state, same document."""
    round_ = publication.round
    result = publication.result_set
    return {
        "kind": str(publication.kind),
        "round": {"id": str(round_.uid), "code": round_.code, "name": round_.name},
        "result": {
            "version": result.version,
            "body": result.body_hash,
            "rulebook": result.rulebook_hash,
        },
        "nonce": nonce,
        "rows": sorted((_row(row) for row in rows), key=lambda row: row["standing"] != _STANDS),
        "awards": _awards(round_),
        "publicity": _publicity(round_),
        "steps": _steps(publication, rows, nonce),
    }


def _row(row: PublishedRow) -> Document:
    """An entry that does not stand any more keeps no place; who moves up is for the rules."""
    facts = {"rank": row.rank, "final": row.final, "outcome": row.outcome, "award": row.award}
    if row.entry.state == EntryState.ACCEPTED:
        return {**public_row(row.entry, facts), "standing": _STANDS}
    gone = {"rank": None, "final": None, "outcome": _GONE, "award": None}
    return {**public_row(row.entry, gone), "standing": str(row.entry.state)}


def _awards(round_: Round) -> list[Document]:
    return [
        {"level": award.level, "name": {"zh": award.name.zh, "en": award.name.en}}
        for award in rulebook_of(round_).awards
    ]


def _publicity(round_: Round) -> Document:
    publicity = rulebook_of(round_).publicity
    if publicity.seconds is not None:
        return {"seconds": publicity.seconds}
    return {"working_days": publicity.working_days}


def _steps(publication: Publication, rows: list[PublishedRow], nonce: str) -> list[Document]:
    return [
        {
            "step": step_name(step),
            "inserts": (
                step.plan(publication=publication, rows=rows, nonce=nonce)
                if isinstance(step, PlannedStep)
                else []
            ),
        }
        for step in publication_steps(publication.kind)
    ]
