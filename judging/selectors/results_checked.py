"""Results, publications and certificates that must follow from each other."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal

from contest.models import Entry, RoundState
from core.canonical import canonical_hash
from judging.models import (
    Certificate,
    Publication,
    PublicationKind,
    PublicationState,
    ResultSet,
    ResultState,
)
from judging.selectors.publications import publisher_conflicted
from judging.selectors.results import result_body_rows

_LIVE = (PublicationState.PREPARED, PublicationState.APPROVED, PublicationState.OPENED)


def results_locked() -> list[ResultSet]:
    """Every frozen set with what its recomputation reads."""
    rows = ResultSet.objects.filter(state=ResultState.LOCKED)
    return list(rows.select_related("round__rulebook", "round__edition").order_by("pk"))


def results_unlike_hash() -> Iterator[str]:
    """Sets whose body is not the one that was hashed, or whose rulebook is another."""
    for result in ResultSet.objects.select_related("round__rulebook").order_by("pk"):
        same_body = hashlib.sha256(result.body.encode()).hexdigest() == result.body_hash
        same_rules = result.round.rulebook.hash == result.rulebook_hash
        if not same_body or (result.state == ResultState.LOCKED and not same_rules):
            yield str(result.uid)


def rows_unlike_body() -> Iterator[str]:
    """Sets whose rows do not say what the body says."""
    for result in ResultSet.objects.prefetch_related("rows__entry").order_by("pk"):
        stored = {row.entry.number: (row.final, row.rank, row.outcome) for row in result.rows.all()}
        said = {
            row["entry"]: (
                None if row["final"] is None else int(Decimal(row["final"]).scaleb(2)),
                row["rank"],
                row["outcome"],
            )
            for row in result_body_rows(result)
        }
        if stored != said:
            yield str(result.uid)


def publications_of_one_person() -> Iterator[str]:
    """Publications approved by who prepared them, or opened without a second person."""
    for row in Publication.objects.order_by("pk"):
        alone = row.approved_by_id == row.prepared_by_id
        unapproved = row.state in {"approved", "opened"} and row.approved_by_id is None
        if alone or unapproved:
            yield str(row.uid)


def publishers_conflicted() -> Iterator[str]:
    """Publications under way or opened in which somebody conflicted had a hand."""
    rows = Publication.objects.filter(state__in=_LIVE)
    for row in rows.select_related("prepared_by", "approved_by", "round").order_by("pk"):
        entries = list(Entry.objects.filter(result_rows__result_set=row.result_set_id))
        people = [each for each in (row.prepared_by, row.approved_by) if each is not None]
        if any(
            publisher_conflicted(round=row.round, person=each, entries=entries) for each in people
        ):
            yield str(row.uid)


def publications_unlocked() -> Iterator[str]:
    """Publications whose result is not frozen, whose round is not, or whose hash is not theirs."""
    rows = Publication.objects.filter(state__in=_LIVE).select_related("result_set", "round")
    for row in rows.order_by("pk"):
        frozen = row.result_set.state == ResultState.LOCKED and row.round.state == RoundState.LOCKED
        same = row.document["result"]["body"] == row.result_set.body_hash
        if not (frozen and same and canonical_hash(row.document) == row.hash):
            yield str(row.uid)


def certificates_without_final() -> Iterator[str]:
    """Certificates of no opened final publication, or that it did not name."""
    rows = Certificate.objects.select_related("award__publication", "award__entry")
    for row in rows.order_by("pk"):
        publication = row.award.publication
        opened = (publication.kind, publication.state) == (
            PublicationKind.FINAL,
            PublicationState.OPENED,
        )
        planned = [each for step in publication.document["steps"] for each in step["inserts"]]
        named = {(each["entry"], each.get("number"), each.get("code")) for each in planned}
        if not opened or (row.award.entry.number, row.number, row.code) not in named:
            yield str(row.uid)
