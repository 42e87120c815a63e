"""Finding a link by its token; reading it consumes nothing."""

from uuid import UUID

from core.errors import Problem
from core.models import Invitation
from core.tokens import token_hash


def invitation_by_token(*, token: str) -> Invitation:
    """The link of a token. Raises not_found."""
    found = (
        Invitation.objects.filter(token_hash=token_hash(token))
        .select_related("host", "person", "used_by")
        .first()
    )
    if found is None:
        raise Problem("not_found")
    return found


def invitation_of(*, uid: UUID) -> Invitation:
    """A link by its public id; the policy of what it leads to decides who sees it.

    Raises not_found.
    """
    found = Invitation.objects.filter(uid=uid).first()
    if found is None:
        raise Problem("not_found")
    return found
