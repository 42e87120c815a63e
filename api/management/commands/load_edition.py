"""`manage.py load_edition FILE`: an edition from one YAML document."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError

from api.management.edition_document import edition_load
from core import clock
from core.errors import Problem


class Command(BaseCommand):
    """Loads the document; loading it again changes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file's path."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, load, say what happened. A bad document changes nothing and exits 1."""
        document = yaml.safe_load(options["file"].read_text(encoding="utf-8"))
        try:
            loaded = edition_load(document=document, at=clock.now())
        except KeyError as error:
            raise CommandError(f"the document lacks {error}") from error
        except Problem as problem:
            raise CommandError(f"{problem.code} {problem.fields}") from problem
        state = "loaded" if loaded.created else "already there"
        self.stdout.write(f"{loaded.edition.slug}: {state}")
