"""Memberships that must not stand beside each other."""

from collections.abc import Iterator

from core.models import Membership, Role


def verifiers_who_witness() -> Iterator[str]:
    """Witnesses who are verifiers of the same edition; a role for all of a host is one for each."""
    live = Membership.objects.filter(ended_at__isnull=True, role__in=[Role.VERIFIER, Role.WITNESS])
    verifying: dict[tuple[int, int | None], set[object]] = {}
    for row in live.filter(role=Role.VERIFIER):
        verifying.setdefault((row.person_id, row.host_id), set()).add(row.scope_id)
    for row in live.filter(role=Role.WITNESS).order_by("pk"):
        scopes = verifying.get((row.person_id, row.host_id), set())
        if scopes and (row.scope_id is None or scopes & {None, row.scope_id}):
            yield str(row.uid)
