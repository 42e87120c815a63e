"""`manage.py servers`: which servers this installation uses, each asked for its version."""

from typing import Any

from django.core.management.base import BaseCommand

from core.servers import servers_used


class Command(BaseCommand):
    help = (
        "Ask database, bus, cache, files and mail what they are; fails where one does not answer."
    )

    def handle(self, **_options: Any) -> None:
        for name, told in servers_used().items():
            self.stdout.write(f"{name:<10}{told}")
