"""`manage.py verify_draw FILE`: whether the record of a draw holds, without asking a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from judging.draw.record import record_check


class Command(BaseCommand):
    """Repeat a draw from its record."""

    help = "Checks the record of a draw (Download the record on the draw's page)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each room's order and that it holds; exit 1 with what does not."""
        file: Path = options["file"]
        try:
            record = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        if not isinstance(record, dict):
            raise CommandError(f"{file}: record_malformed")
        found = record_check(record)
        if found:
            raise CommandError(f"{file}: " + ", ".join(found))
        for room, entries in record["orders"].items():
            self.stdout.write(f"{room}: " + " ".join(entries))
        self.stdout.write(f"{record['kind']}: holds")
