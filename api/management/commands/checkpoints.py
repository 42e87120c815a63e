"""`manage.py checkpoints`: sign every log that grew since it was signed last."""

from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from core.services.checkpoints import checkpoints_make


class Command(BaseCommand):
    """Prints each signed note; exit 1 where a log is damaged and was not signed."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Sign, say what was signed, name what was not."""
        made, damaged = checkpoints_make(at=clock.now())
        for checkpoint in made:
            self.stdout.write(checkpoint.text)
        for name in damaged:
            self.stderr.write(f"log_damaged {name}")
        if damaged:
            raise SystemExit(1)
