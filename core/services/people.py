"""People and their memberships."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from core.errors import Problem
from core.models import Account, Host, Membership, Person, Role
from core.selectors.people import memberships_live


@transaction.atomic
def person_create(*, name: str, name_latin: str = "", phone: str = "") -> Person:
    """A new human."""
    return Person.objects.create(name=name, name_latin=name_latin, phone=phone)


# Who approves never also watches: the two are never one person in one edition.
_EXCLUDES: Final = {Role.VERIFIER: Role.WITNESS, Role.WITNESS: Role.VERIFIER}


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
def membership_grant(
    *,
    person: Person,
    host: Host | None,
    role: str,
    at: datetime,
    scope: tuple[str, UUID] | None = None,
    until: datetime | None = None,
) -> Membership:
    """Give a role from `at` on; a live one for the same scope is returned as it is.

    Raises membership_excluded where a verifier would become witness, or the other way round.
    """
    kind, scope_id = scope or ("", None)
    _require_compatible(person, host, role, scope_id, at)
    membership, _ = Membership.objects.get_or_create(
        person=person,
        host=host,
        role=role,
        scope_kind=kind,
        scope_id=scope_id,
        until=until,
        defaults={"since": at},
    )
    return membership


def _require_compatible(
    person: Person, host: Host | None, role: str, scope_id: UUID | None, at: datetime
) -> None:
    other = _EXCLUDES.get(Role(role))
    if other is None:
        return
    held = memberships_live(at=at).filter(person=person, host=host, role=other)
    if scope_id is not None:
        held = held.filter(Q(scope_id__isnull=True) | Q(scope_id=scope_id))
    if held.exists():
        raise Problem("membership_excluded")


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
