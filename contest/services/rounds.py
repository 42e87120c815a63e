"""The rounds of an edition. Opening, closing and locking them belongs to judging."""

from django.db import transaction

from contest.models import Edition, Round, Rulebook
from core.errors import Problem


@transaction.atomic
def round_add(
    *, edition: Edition, code: str, name: dict[str, str], seq: int, rulebook: Rulebook
) -> Round:
    """A step that is judged under exactly one rulebook, which must be the same edition's.

    Whether rooms can judge by it is asked when the round is opened: the public page says the
    rules long before.
    """
    if rulebook.edition_id != edition.pk:
        raise Problem("not_found")
    return Round.objects.create(edition=edition, code=code, name=name, seq=seq, rulebook=rulebook)


@transaction.atomic
def round_rulebook_set(*, round: Round, rulebook: Rulebook) -> Round:  # noqa: A002 - the noun of the table
    """Judge the round under another rulebook. Raises rulebook_frozen once the first is frozen."""
    locked = Round.objects.select_for_update().select_related("rulebook").get(pk=round.pk)
    if rulebook.edition_id != locked.edition_id:
        raise Problem("not_found")
    if locked.rulebook.frozen_at is not None:
        raise Problem("rulebook_frozen")
    locked.rulebook = rulebook
    locked.save(update_fields=["rulebook"])
    return locked
