"""`manage.py rank --scores CSV --rulebook FILE [--facts JSON] [--json]`: scores by a rulebook.

Reads files and no database. Prints a table, or with --json the whole object; whatever cannot be
counted is refused with a sentence and exit code 1.
"""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.parse import RulebookRefused
from contest.rulebook.text import TextUnreadable, document_read
from contest.rulebook.v1.read import RulebookUnsound
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.rank import ranking
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.table import given_of_rows


class Command(BaseCommand):
    """Ranks what a file of scores holds by a rulebook."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and how to print."""
        parser.add_argument("--scores", type=Path, required=True, help="CSV, docs/rank.md")
        parser.add_argument("--rulebook", type=Path, required=True, help="YAML or JSON")
        parser.add_argument("--facts", type=Path, help="JSON: entries, judges, decisions")
        parser.add_argument("--json", action="store_true", help="the whole object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, count, print."""
        try:
            rulebook = _rulebook(options["rulebook"])
            facts = _facts(options["facts"])
            # utf-8-sig: spreadsheets put a mark at the beginning.
            with options["scores"].open(encoding="utf-8-sig", newline="") as file:
                rounds = [each.id for each in rulebook.rounds]
                given = given_of_rows(csv.reader(file), facts, rounds=rounds)
            found = ranking(edition_tally(rulebook, given))
        except ScoresRefused as refused:
            raise CommandError(refused.sentence) from refused
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(_numbers(found), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_table(found)))


def _rulebook(path: Path) -> Rulebook:
    try:
        return rulebook_of_document(document_read(path.read_text(encoding="utf-8")))
    except TextUnreadable as error:
        raise CommandError(f"{path.name}, line {error.line}: {error.code} {error.what}") from error
    except (RulebookUnsound, RulebookRefused) as error:
        lines = [f"{each.path or '/'}: {each.code}" for each in error.findings]
        raise CommandError(
            f"{path.name} is no rulebook; manage.py rulebook check says how to mend it:\n"
            + "\n".join(lines)
        ) from error


def _facts(path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        # A fraction stays the text that was typed; nothing here is a float.
        facts = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    except ValueError as error:
        raise CommandError(f"{path.name} is no JSON: {error}") from error
    if not isinstance(facts, dict):
        raise CommandError(f"{path.name} must hold an object with entries, judges, decisions.")
    return facts


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
