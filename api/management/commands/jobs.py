"""`manage.py jobs`: which jobs gave up; `--again KEY` lets one be tried anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.jobs.runs import run_again, runs_failed


class Command(BaseCommand):
    """Prints key, tries and the class of the last error; exit 1 while any has given up."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The key as printed."""
        parser.add_argument("--again", metavar="KEY", help="try this one anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try one anew, or list."""
        key = options["again"]
        if key is not None:
            if not run_again(key=key, at=clock.now()):
                raise CommandError(f"No failed job has the key {key}.")
            return
        failed = runs_failed()
        for run in failed:
            self.stdout.write(f"{run.key}  tries={run.failures}  {run.error}")
        if failed:
            raise SystemExit(1)
