"""The judge's promise of secrecy."""

from datetime import datetime

from django.db import transaction

from contest.models import Edition
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import Nda
from judging.selectors.nda import nda_text
from judging.services.grants import grants_after_nda


@transaction.atomic
def nda_sign(
    *, edition: Edition, person: Person, version: int, text_hash: str, at: datetime
) -> Nda:
    """Sign the text that was shown; signing again returns the first signature.

    Raises consent_text_stale where the text shown is not the one in force.
    """
    signed = Nda.objects.filter(person=person, edition=edition).first()
    if signed is not None:
        return signed
    text = nda_text()
    if (version, text_hash) != (text.version, text.hash):
        raise Problem("consent_text_stale")
    nda = Nda.objects.create(
        person=person, edition=edition, text_version=version, text_hash=text_hash, signed_at=at
    )
    grants_after_nda(person=person, edition=edition, at=at)
    body = {"person": str(person.uid), "version": version, "hash": text_hash}
    edition_log(edition=edition, event="nda.sign", body=body, at=at)
    return nda
