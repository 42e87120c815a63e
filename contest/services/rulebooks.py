"""Rulebook documents of an edition: checked when they come in, frozen before the first sheet."""

from datetime import datetime
from typing import Any

from django.db import transaction

from contest.models import Edition, Rulebook
from contest.rulebook.document import document_findings
from contest.rulebook.parse import rulebook_hash
from contest.services.events import edition_log
from contest.services.locks import edition_locked
from core.errors import Problem


def rulebook_add(*, edition: Edition, document: dict[str, Any]) -> Rulebook:
    """The edition's next rulebook version, of a document of any version.

    Raises rulebook_invalid; `fields` maps each place in the document to its findings.
    """
    fields: dict[str, list[str]] = {}
    for path, code in document_findings(document):
        fields.setdefault(path or "document", []).append(code)
    if fields:
        raise Problem("rulebook_invalid", fields=fields)
    with transaction.atomic():
        edition_locked(edition_id=edition.pk)
        return Rulebook.objects.create(
            edition=edition,
            version=Rulebook.objects.filter(edition=edition).count() + 1,
            document=document,
            hash=rulebook_hash(document),
        )


@transaction.atomic
def rulebook_freeze(*, rulebook: Rulebook, at: datetime) -> Rulebook:
    """From now on the document is what its hash says; freezing again changes nothing.

    Raises rulebook_invalid if the stored document no longer has its hash.
    """
    locked = Rulebook.objects.select_for_update().select_related("edition").get(pk=rulebook.pk)
    if rulebook_hash(locked.document) != locked.hash:
        raise Problem("rulebook_invalid", fields={"document": ["hash_changed"]})
    if locked.frozen_at is not None:
        return locked
    locked.frozen_at = at
    locked.save(update_fields=["frozen_at"])
    body = {"version": locked.version, "hash": locked.hash}
    edition_log(edition=locked.edition, event="rulebook.freeze", body=body, at=at)
    return locked
