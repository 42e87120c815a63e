"""People and their accounts."""

from django.conf import settings
from django.db import IntegrityError, transaction

from core.errors import Problem
from core.models import Account, Person


@transaction.atomic
def person_create(*, name: str, name_latin: str = "", phone: str = "") -> Person:
    """A new human."""
    return Person.objects.create(name=name, name_latin=name_latin, phone=phone)


@transaction.atomic
def account_for_email(*, email: str, name: str = "", name_latin: str = "") -> Account:
    """The account of an e-mail address, with its person; made on first use.

    Two first uses at the same moment find the same account.
    """
    address = email.strip().lower()
    known = Account.objects.select_related("person").filter(email=address)
    account = known.first()
    if account is not None:
        return account
    try:
        with transaction.atomic():
            person = person_create(name=name or address.partition("@")[0], name_latin=name_latin)
            account = Account(email=address, person=person)
            account.set_unusable_password()
            account.save()
    except IntegrityError:
        return known.get()
    return account


@transaction.atomic
def account_for_person(*, person: Person) -> Account:
    """The account a device of this person signs in with; made without e-mail on first use."""
    account = Account.objects.filter(person=person, is_active=True).order_by("pk").first()
    if account is None:
        account = Account(person=person)
        account.set_unusable_password()
        account.save()
    return account


@transaction.atomic
def person_rename(*, person: Person, name: str, name_latin: str) -> Person:
    """Change how a person is called."""
    person.name = name
    person.name_latin = name_latin
    person.save(update_fields=["name", "name_latin"])
    return person


@transaction.atomic
def account_language_set(*, account: Account, language: str) -> Account:
    """Remember in which language an account is spoken to. Raises field_invalid."""
    if language not in dict(settings.LANGUAGES):
        raise Problem("field_invalid", fields={"language": ["invalid_choice"]})
    account.language = language
    account.save(update_fields=["language"])
    return account
