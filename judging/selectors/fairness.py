"""Fairness reports: the one of a round's locked result, and what its files are for."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from contest.models import Edition, Round
from core.models import StoredFile
from judging.fairness.ground import Ground
from judging.models import FairnessReport, ReportSight, ResultState
from judging.selectors.standing import RoundStanding

_JOINED = (
    "result_set__round__edition__contest__host",
    "result_set__round__rulebook",
    "asked_by",
    "decided_by",
    "zh",
    "en",
)


def report_of(round: Round) -> FairnessReport | None:  # noqa: A002 - the noun of the table
    """The report of the round's locked result, made or on its way; None where nobody asked."""
    return (
        FairnessReport.objects.select_related(*_JOINED)
        .filter(result_set__round=round, result_set__state=ResultState.LOCKED)
        .first()
    )


def report_by_id(uid: UUID) -> FairnessReport | None:
    """A report with its round and files."""
    return FairnessReport.objects.select_related(*_JOINED).filter(uid=uid).first()


def report_of_file(file: StoredFile) -> FairnessReport | None:
    """The report that a stored file belongs to, in either language."""
    return (
        FairnessReport.objects.select_related("result_set__round__edition")
        .filter(Q(zh=file) | Q(en=file))
        .first()
    )


def published_reports(edition: Edition) -> dict[str, dict[str, Any]]:
    """What the results page links to, by the round's code: a file a language, and the hash."""
    reports = FairnessReport.objects.filter(
        result_set__round__edition=edition, sight=ReportSight.PUBLISHED
    ).select_related("result_set__round", "zh", "en")
    return {
        each.result_set.round.code: {
            "hash": each.content_hash,
            "zh": _link(each.zh),
            "en": _link(each.en),
        }
        for each in reports
    }


def _link(file: StoredFile | None) -> dict[str, Any] | None:
    return None if file is None else {"url": f"/files/{file.uid}", "size": file.size}


def ground_of(standing: RoundStanding, *, seed: str) -> Ground | None:
    """What the facts are made from; None where the sheets cannot be counted."""
    if standing.insight is None:
        return None
    return Ground(
        room=standing.room,
        insight=standing.insight,
        turns={number: slot.position for number, slot in standing.slots.items()},
        seed=seed,
        tracks=standing.tracks,
    )


def names_of(standing: RoundStanding) -> dict[str, Any]:
    """The names that the report prints, as they are when it is made."""
    edition = standing.round.edition
    return {
        "edition": edition.name,
        "round": standing.round.name,
        "host": edition.contest.host.name,
        "entries": {number: slot.entry.team.name for number, slot in standing.slots.items()},
    }
