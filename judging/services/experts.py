"""A host's pool of experts."""

from django.db import transaction

from core.models import Host, Person
from judging.models import Expert


@transaction.atomic
def expert_add(
    *, host: Host, person: Person, kind: str, employer: dict[str, str] | None = None
) -> Expert:
    """A vetted person in the host's pool; one who is there already is returned as they are."""
    expert, _ = Expert.objects.get_or_create(
        host=host, person=person, defaults={"kind": kind, "employer": employer or {}}
    )
    return expert
