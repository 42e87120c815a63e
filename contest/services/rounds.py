"""The rounds of an edition. Opening, closing and locking them belongs to judging."""

from django.db import transaction

from contest.models import Edition, Round, Rulebook
from contest.rulebook.document import is_version_0
from core.errors import Problem


@transaction.atomic
def round_add(
    *, edition: Edition, code: str, name: dict[str, str], seq: int, rulebook: Rulebook
) -> Round:
    """A step that is judged under exactly one rulebook, which must be the same edition's.

    Raises rulebook_invalid for a document that rooms cannot judge by yet.
    """
    if rulebook.edition_id != edition.pk:
        raise Problem("not_found")
    _rooms_judge_by(rulebook)
    return Round.objects.create(edition=edition, code=code, name=name, seq=seq, rulebook=rulebook)


@transaction.atomic
def round_rulebook_set(*, round: Round, rulebook: Rulebook) -> Round:  # noqa: A002 - the noun of the table
    """Judge the round under another rulebook.

    Raises rulebook_frozen once the first is frozen, rulebook_invalid for a document that rooms
    cannot judge by yet.
    """
    locked = Round.objects.select_for_update().select_related("rulebook").get(pk=round.pk)
    if rulebook.edition_id != locked.edition_id:
        raise Problem("not_found")
    if locked.rulebook.frozen_at is not None:
        raise Problem("rulebook_frozen")
    _rooms_judge_by(rulebook)
    locked.rulebook = rulebook
    locked.save(update_fields=["rulebook"])
    return locked


def _rooms_judge_by(rulebook: Rulebook) -> None:
    """Rooms, cards and results still read version 0 only (docs/open.md)."""
    if not is_version_0(rulebook.document):
        raise Problem("rulebook_invalid", fields={"rulebook": ["version_not_judged_yet"]})
