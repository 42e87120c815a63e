"""Tenants of the installation."""

from django.db import transaction

from core.models import Host


@transaction.atomic
def host_create(*, slug: str, name: dict[str, str]) -> Host:
    """The host with this slug, made on first use."""
    host, _ = Host.objects.get_or_create(slug=slug, defaults={"name": name})
    return host
