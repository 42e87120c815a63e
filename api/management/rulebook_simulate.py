"""`manage.py rulebook simulate`: an edition from draw to awards, out of a rulebook alone."""

import csv
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from api.management.scores_file import rulebook_of_file
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.simulation.course import Course, course_run
from judging.sandbox.simulation.report import facts_document, scores_rows, simulation
from judging.sandbox.simulation.runs import simulations
from judging.sandbox.words import simulation_lines, simulations_lines
from judging.tally.edition.refusal import ScoresRefused


def simulate_arguments(parser: ArgumentParser) -> None:
    """The rulebook, the seed, how many entries, and how to print."""
    parser.add_argument("file", type=Path, nargs="?", help="YAML or JSON, docs/rulebook.md")
    parser.add_argument("--rulebook", type=Path, help="the same, by name")
    parser.add_argument("--seed", default="1", help="any word; the same one, the same edition")
    parser.add_argument("--entries", type=int, help="how many; else by the rulebook's places")
    parser.add_argument("--runs", type=int, default=1, help="many editions: what in how many")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="scores.csv and facts.json")
    parser.add_argument("--json", action="store_true", help="the whole object")


def simulate_run(out: OutputWrapper, **options: Any) -> None:
    """Run and print; exit 1 where refused or where a round is never reached, 2 without a file."""
    files = [each for each in (options["file"], options["rulebook"]) if each is not None]
    if len(files) != 1:
        raise CommandError("Name one rulebook: simulate FILE.", returncode=2)
    if options["runs"] < 1 or (options["runs"] > 1 and options["write"] is not None):
        raise CommandError("--runs takes a number from 1 on, and no --write.", returncode=2)
    rulebook = rulebook_of_file(files[0])
    try:
        if options["runs"] > 1:
            _many(out, rulebook, options)
            return
        course = course_run(rulebook, seed=options["seed"], entries=options["entries"])
    except (SandboxRefused, ScoresRefused) as refused:
        raise CommandError(refused.sentence) from refused
    if options["write"] is not None:
        _write(course, options["write"])
    found = simulation(course)
    _print(out, found, simulation_lines(found), as_json=options["json"])
    if not found["ended"]:
        raise SystemExit(1)


def _many(out: OutputWrapper, rulebook: Rulebook, options: dict[str, Any]) -> None:
    found = simulations(
        rulebook, seed=options["seed"], runs=options["runs"], entries=options["entries"]
    )
    _print(out, found, simulations_lines(found), as_json=options["json"])
    if found["ended"] < found["runs"]:
        raise SystemExit(1)


def _print(out: OutputWrapper, found: dict[str, Any], lines: list[str], *, as_json: bool) -> None:
    out.write(json.dumps(found, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


def _write(course: Course, folder: Path) -> None:
    """The edition as files that ``rank`` and ``rulebook replay`` read."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "scores.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(scores_rows(course))
        facts = json.dumps(facts_document(course), ensure_ascii=False, indent=1)
        (folder / "facts.json").write_text(facts, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"The files cannot be written: {error}") from error
