"""`manage.py rulebook replay`: scores under other rules, and how fragile their result is."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from api.management.scores_file import given_of_files, rulebook_of_file
from judging.sandbox.fragility import fragility
from judging.sandbox.replay import replay
from judging.sandbox.smallest import BUDGET
from judging.sandbox.words import fragility_lines, replay_lines
from judging.tally.edition.edition import EditionTally, edition_tally
from judging.tally.edition.refusal import ScoresRefused


def replay_arguments(parser: ArgumentParser) -> None:
    """The files, what is tried on them, and how to print."""
    parser.add_argument("--rulebook", type=Path, required=True, help="YAML or JSON")
    parser.add_argument("--scores", type=Path, required=True, help="CSV, docs/rank.md")
    parser.add_argument("--facts", type=Path, help="JSON: entries, judges, decisions")
    parser.add_argument("--under", type=Path, nargs="+", default=[], help="other rulebooks")
    parser.add_argument(
        "--vary", action="append", default=[], metavar="NAME", help="docs/sandbox.md; repeatable"
    )
    parser.add_argument("--fragile", action="store_true", help="the smallest changes that matter")
    parser.add_argument("--round", help="with --fragile: this round only")
    parser.add_argument("--tries", type=int, default=BUDGET, help="with --fragile: changes tried")
    parser.add_argument("--json", action="store_true", help="the whole object")


def replay_run(out: OutputWrapper, **options: Any) -> None:
    """Count, compare, print; exit 1 where anything was refused, 2 where nothing was asked."""
    if not (options["under"] or options["vary"] or options["fragile"]):
        raise CommandError("Say what to try: --under FILE, --vary NAME or --fragile.", returncode=2)
    rulebook = rulebook_of_file(options["rulebook"])
    given = given_of_files(rulebook, options["scores"], options["facts"])
    documents = {str(path): rulebook_of_file(path) for path in options["under"]}
    try:
        found = replay(rulebook, given, documents=documents, variations=options["vary"])
        if options["fragile"]:
            held = _rounds(edition_tally(rulebook, given), options["round"])
            found["fragility"] = [fragility(each, budget=options["tries"]) for each in held]
    except ScoresRefused as refused:
        raise CommandError(refused.sentence) from refused
    if options["json"]:
        out.write(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        lines = replay_lines(found) + fragility_lines(found.get("fragility", []))
        out.write("\n".join(lines))
    if any("refused" in each for each in found["under"]):
        raise SystemExit(1)


def _rounds(tally: EditionTally, only: str | None) -> list[Any]:
    rounds = [each for each in tally.rounds if only in (None, each.round.id)]
    if not rounds:
        known = ", ".join(each.round.id for each in tally.rounds)
        raise CommandError(f"There is no round {only} with scores; there are {known}.")
    return rounds
