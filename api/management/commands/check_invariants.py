"""`manage.py check_invariants [--json]`: what must hold, checked against the whole database."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.invariants import invariants_all, violations_document, violations_find


class Command(BaseCommand):
    """Names every violated invariant with the ids of its objects; exit 1 if there is any."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--json` prints one object instead of lines."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all of them; nothing is repaired here."""
        found = violations_find()
        if options["json"]:
            self.stdout.write(json.dumps(violations_document(found), sort_keys=True))
        else:
            for each in found:
                self.stdout.write(f"{each.invariant} {each.object}")
            self.stdout.write(f"{len(invariants_all())} invariants, {len(found)} violations")
        if found:
            raise SystemExit(1)
