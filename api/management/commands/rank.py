"""`manage.py rank`: scores by a rulebook, scores by a method, or duels.

`--scores CSV --rulebook FILE [--facts JSON]`, `--scores CSV --method NAME` or `--pairs CSV`, each
with `[--json]`. Reads files and no database. Prints a table, or with --json the whole object;
whatever cannot be counted is refused with a sentence and exit code 1.
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
from judging.sandbox.ranges import with_ranges
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.rank import ranking
from judging.tally.edition.refusal import ScoresRefused


class Command(BaseCommand):
    """Ranks what a file of scores holds by a rulebook or a method."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, the method, and how to print."""
        parser.add_argument("--scores", type=Path, help="CSV, docs/rank.md")
        parser.add_argument("--rulebook", type=Path, help="YAML or JSON")
        parser.add_argument("--facts", type=Path, help="JSON: entries, judges, decisions")
        parser.add_argument("--pairs", type=Path, help="CSV of duels, docs/rank.md")
        parser.add_argument("--method", help="in place of a rulebook: mean, additive, …")
        parser.add_argument("--fit", choices=("ml", "reml"), help="with additive: variances")
        parser.add_argument("--cut", type=int, help="how many entries go on")
        parser.add_argument("--per-track", action="store_true", help="with --cut: of each track")
        parser.add_argument("--within", help="chances of the first so many places, 1,3,10")
        parser.add_argument("--joint", help="rounds in order, fitted together: semi,final")
        parser.add_argument("--points", help="with points: what places give, 5,3,1")
        parser.add_argument(
            "--order-effect", action="store_true", help="with --pairs: what going first is worth"
        )
        parser.add_argument("--json", action="store_true", help="the whole object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, count, print."""
        found, lines = _by_method(options) or _by_rulebook(options)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(lines))


Found = tuple[dict[str, Any], list[str]]


def _by_method(options: Mapping[str, Any]) -> Found | None:
    """The object and its table, None where a rulebook decides."""
    if not options["pairs"] and not options["method"]:
        for name in ("fit", "cut", "per_track", "within", "points", "order_effect", "joint"):
            if options[name]:
                word = name.replace("_", "-")
                raise CommandError(f"--{word} needs a method: --method NAME, or --pairs CSV.")
        return None
    if options["rulebook"] or options["facts"]:
        raise CommandError(
            "A rulebook names its own method: rank by --rulebook (and --facts) or by --method."
        )
    if bool(options["pairs"]) == bool(options["scores"]):
        raise CommandError("A method ranks one file: --scores CSV or --pairs CSV.")
    from api.management.rank_file import ranked_file, table

    found = ranked_file(options)
    return found, table(found)


def _by_rulebook(options: Mapping[str, Any]) -> Found:
    if options["scores"] is None or options["rulebook"] is None:
        raise CommandError(
            "Ranking needs --scores CSV with --rulebook FILE or --method NAME, or --pairs CSV."
        )
    rulebook = rulebook_of_file(options["rulebook"])
    with uncollected():
        given = given_of_files(rulebook, options["scores"], options["facts"], at_once=True)
        try:
            tally = edition_tally(rulebook, given)
            found = with_ranges(tally, ranking(tally))
        except ScoresRefused as refused:
            raise CommandError(refused.sentence) from refused
    return _numbers(found), _table(found)


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
