"""How much one person may have on the way, and one subject keep."""

from typing import Final
from uuid import UUID

from core.errors import Problem
from core.files.limits import MIB
from core.models import Person
from core.selectors.uploads import bytes_of_subject, bytes_on_the_way

# Five decks of the largest size at once; twenty of them in the life of one entry.
PERSON_MAX: Final = 500 * MIB
SUBJECT_MAX: Final = 2000 * MIB


def upload_quota_enforce(*, person: Person, subject: tuple[str, UUID], size: int) -> None:
    """Lock the person and look. Raises upload_quota_exceeded; inside a transaction only."""
    Person.objects.select_for_update().get(pk=person.pk)
    if bytes_on_the_way(person=person) + size > PERSON_MAX:
        raise Problem("upload_quota_exceeded", params={"max_mb": str(PERSON_MAX // MIB)})
    if bytes_of_subject(subject=subject) + size > SUBJECT_MAX:
        raise Problem("upload_quota_exceeded", params={"max_mb": str(SUBJECT_MAX // MIB)})
