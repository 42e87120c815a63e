"""`manage.py rulebook simulate`: an edition from draw to awards, out of a rulebook alone."""

import csv
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from api.management.scores_file import rulebook_of_file
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.simulation.course import Course, course_run
from judging.sandbox.simulation.report import facts_document, scores_rows, simulation
from judging.sandbox.words import simulation_lines
from judging.tally.edition.refusal import ScoresRefused


def simulate_arguments(parser: ArgumentParser) -> None:
    """The rulebook, the seed, how many entries, and how to print."""
    parser.add_argument("file", type=Path, nargs="?", help="YAML or JSON, docs/rulebook.md")
    parser.add_argument("--rulebook", type=Path, help="the same, by name")
    parser.add_argument("--seed", default="1", help="any word; the same one, the same edition")
    parser.add_argument("--entries", type=int, help="how many; else by the rulebook's places")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="scores.csv and facts.json")
    parser.add_argument("--json", action="store_true", help="the whole object")


def simulate_run(out: OutputWrapper, **options: Any) -> None:
    """Run and print; exit 1 where refused or where a round is never reached, 2 without a file."""
    files = [each for each in (options["file"], options["rulebook"]) if each is not None]
    if len(files) != 1:
        raise CommandError("Name one rulebook: simulate FILE.", returncode=2)
    rulebook = rulebook_of_file(files[0])
    try:
        course = course_run(rulebook, seed=options["seed"], entries=options["entries"])
    except (SandboxRefused, ScoresRefused) as refused:
        raise CommandError(refused.sentence) from refused
    if options["write"] is not None:
        _write(course, options["write"])
    found = simulation(course)
    if options["json"]:
        out.write(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        out.write("\n".join(simulation_lines(found)))
    if not found["ended"]:
        raise SystemExit(1)


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
