"""A person's name in both languages."""

from core.models import Person


def person_name(person: Person) -> dict[str, str]:
    """As the wire has it; who has no name in Latin letters is called alike in both."""
    return {"zh": person.name, "en": person.name_latin or person.name}
