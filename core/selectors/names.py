"""A person as others see them: the name in both languages, and the wire form."""

from typing import Any

from core.models import Person


def person_name(person: Person) -> dict[str, str]:
    """As the wire has it; who has no name in Latin letters is called alike in both."""
    return {"zh": person.name, "en": person.name_latin or person.name}


def person_body(person: Person) -> dict[str, Any]:
    """The wire form: id and name."""
    return {"id": str(person.uid), "name": person_name(person)}


def person_or_none(person: Person | None) -> dict[str, Any] | None:
    """The wire form, or None where nobody is named."""
    return None if person is None else person_body(person)
