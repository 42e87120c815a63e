"""`manage.py rank --scores CSV --rulebook FILE [--facts JSON] [--json]`: scores by a rulebook.

Reads files and no database. Prints a table, or with --json the whole object; whatever cannot be
counted is refused with a sentence and exit code 1.
"""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.management.memory import uncollected
from api.management.scores_file import given_of_files, rulebook_of_file
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.rank import ranking
from judging.tally.edition.refusal import ScoresRefused


class Command(BaseCommand):
    """Ranks what a file of scores holds by a rulebook."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and how to print."""
        parser.add_argument("--scores", type=Path, help="CSV, docs/rank.md")
        parser.add_argument("--rulebook", type=Path, help="YAML or JSON")
        parser.add_argument("--facts", type=Path, help="JSON: entries, judges, decisions")
        parser.add_argument("--pairs", type=Path, help="not yet: comes with the ranking methods")
        parser.add_argument("--method", help="not yet: comes with the ranking methods")
        parser.add_argument("--json", action="store_true", help="the whole object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, count, print."""
        if options["pairs"] or options["method"]:
            raise CommandError(
                "--pairs and --method are not computed yet: they come with the ranking methods. "
                "Rank with --scores CSV --rulebook FILE."
            )
        if options["scores"] is None or options["rulebook"] is None:
            raise CommandError("Ranking needs both --scores CSV and --rulebook FILE.")
        rulebook = rulebook_of_file(options["rulebook"])
        with uncollected():
            given = given_of_files(rulebook, options["scores"], options["facts"], at_once=True)
            try:
                found = ranking(edition_tally(rulebook, given))
            except ScoresRefused as refused:
                raise CommandError(refused.sentence) from refused
        if options["json"]:
            self.stdout.write(json.dumps(_numbers(found), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_table(found)))


def _numbers(found: Mapping[str, Any]) -> dict[str, Any]:
    """The object with scores as JSON numbers of at most six decimals, as readers expect them."""
    entries = [
        {**each, "score": None if each["score"] is None else float(Decimal(each["score"]))}
        for each in found["entries"]
    ]
    return {**found, "entries": entries}


def _table(found: Mapping[str, Any]) -> list[str]:
    lines = [
        "\t".join(
            (
                "-" if each["rank"] is None else str(each["rank"]),
                each["entry"],
                each["score"] or "-",
                each["round"],
                " ".join([*each["outcome"]["awarded"], *each["outcome"]["reasons"]]),
            )
        )
        for each in found["entries"]
    ]
    return [*lines, *found["warnings"]]
