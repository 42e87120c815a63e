"""`manage.py files_cors`: lets this site's pages send parts to the store and read from it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.files.stores import blob_store


class Command(BaseCommand):
    help = "Set the CORS rule of the bucket: SITE_URL and nobody else."

    def handle(self, **_options: Any) -> None:
        origin = settings.SITE_URL.rstrip("/")
        if blob_store().cors_allow(origin=origin):
            self.stdout.write(f"The store takes parts from {origin}.")
        else:
            self.stdout.write("Files lie on this machine; nothing to set.")
