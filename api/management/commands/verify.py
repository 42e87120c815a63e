"""`manage.py verify BUNDLE [--key HEX]`: check leaves against a signed checkpoint, offline."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.merkle.bundle import bundle_findings


class Command(BaseCommand):
    """Names each failure; exit 1 if there is any. Looks at no database and no key of ours."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The bundle's file, and the key that the reader knows from elsewhere."""
        parser.add_argument("bundle", type=Path)
        parser.add_argument("--key", type=bytes.fromhex, help="public key, 64 hex digits")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check, say what was found."""
        try:
            bundle = json.loads(options["bundle"].read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"not a bundle: {error}") from error
        findings = bundle_findings(bundle, public_key=options["key"])
        for finding in findings:
            place = "" if finding.seq is None else f" leaf {finding.seq}"
            self.stdout.write(f"{finding.code}{place}")
        if findings:
            raise SystemExit(1)
        self.stdout.write(f"verified {len(bundle['leaves'])} leaves")
