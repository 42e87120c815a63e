"""`manage.py bundle KIND:UUID SEQ… [--older SIZE]`: what a reader needs to check these leaves."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from core.selectors.bundles import leaves_bundle
from core.selectors.checkpoints import tree_of


class Command(BaseCommand):
    """Prints the bundle for `manage.py verify`; exit 1 where no checkpoint covers the leaves."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The log by its owner, the places of its leaves, the reader's own checkpoint."""
        parser.add_argument("log", help="edition:UUID or host:UUID")
        parser.add_argument("seqs", type=int, nargs="+")
        parser.add_argument("--older", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make and print."""
        kind, _colon, owner = options["log"].partition(":")
        try:
            tree = tree_of((kind, UUID(owner)))
        except ValueError as error:
            raise CommandError("the log is named KIND:UUID") from error
        made = tree and leaves_bundle(tree=tree, seqs=options["seqs"], older=options["older"])
        if not made:
            raise CommandError("no checkpoint covers this")
        self.stdout.write(json.dumps(made, ensure_ascii=False, indent=1))
