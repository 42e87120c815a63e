"""Who acts: the human, the ways to sign in, the legal person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from core.models.base import Row


class Person(Row):
    """A human. Every reference points here with PROTECT; erased by anonymizing, not deleting."""

    name = models.CharField(max_length=80)
    name_latin = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return str(self.uid)


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by services; this exists for allauth."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of an e-mail address, case-insensitive."""
        return self.get(email__iexact=username)


class Account(Row, AbstractBaseUser):
    """A way to sign in. A judge bound by a device has an account without e-mail."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts", null=True)
    email = models.EmailField(null=True, blank=True, unique=True)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    def __str__(self) -> str:
        return str(self.uid)


class Organization(Row):
    """A legal person, known across hosts by its 18-character credit code."""

    name = models.JSONField(default=dict)
    credit_code = models.CharField(max_length=18, null=True, blank=True, unique=True)

    def __str__(self) -> str:
        return str(self.uid)
