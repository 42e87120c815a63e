"""Runs one case: a rulebook, scores and facts against a result computed by hand."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.text import document_read
from judging.tally.edition.edition import EditionTally, edition_tally
from judging.tally.edition.rank import ranking
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.table import given_of_rows

CASES = Path(__file__).parents[3] / "contest" / "rulebook" / "cases"


def tally_of(rulebook: Any, scores: str, facts: Mapping[str, Any]) -> EditionTally:
    """The tally of a rulebook's document, a CSV's text and facts."""
    read = rulebook_of_document(rulebook)
    rows = csv.reader(io.StringIO(scores))
    rounds = [each.id for each in read.rounds]
    return edition_tally(read, given_of_rows(rows, facts, rounds=rounds))


def case_inputs(case: Path) -> tuple[Any, str, dict[str, Any]]:
    """The three inputs of a case."""
    facts = case / "facts.json"
    return (
        document_read((case / "rulebook.yaml").read_text(encoding="utf-8")),
        (case / "scores.csv").read_text(encoding="utf-8"),
        json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else {},
    )


def case_differences(case: Path) -> list[str]:
    """Where the case's result is not the expected one; empty where it is."""
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    try:
        found = ranking(tally_of(*case_inputs(case)))
    except ScoresRefused as refused:
        wanted = expected.get("refused")
        if wanted is None:
            return [f"refused: {refused}"]
        return [] if (refused.code, str(refused)) == tuple(wanted) else [f"refused: {refused}"]
    by_entry: dict[str, Any] = {each["entry"]: each for each in found["entries"]}
    names = list(by_entry)
    wanted_names = [each["entry"] for each in expected["entries"]]
    differences = [] if names == wanted_names else [f"order: {names} for {wanted_names}"]
    for wanted in expected["entries"]:
        own = by_entry.get(wanted["entry"], {})
        differences += _differs(wanted["entry"], wanted, own)
    for name in ("warnings", "method"):
        if name in expected:
            differences += _differs(name, expected[name], found[name])
    for number, wanted in enumerate(expected.get("rounds", [])):
        differences += _differs(f"round {number}", wanted, found["rounds"][number])
    return differences


def _differs(where: str, wanted: Any, found: Any) -> list[str]:
    """Fields that are expected and not so; what is not expected is not looked at."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return [
            line
            for key, value in wanted.items()
            for line in _differs(f"{where}.{key}", value, found.get(key))
        ]
    return [] if wanted == found else [f"{where}: {found!r} for {wanted!r}"]
