"""The files that commands count: a rulebook, scores, facts."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.parse import RulebookRefused
from contest.rulebook.text import TextUnreadable, document_read
from contest.rulebook.v1.read import RulebookUnsound
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.columns import given_of_columns
from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.table import given_of_rows

_LARGE: Final = 1_000_000
"""Bytes from which loading the reader of columns pays."""


def given_of_files(
    rulebook: Rulebook, scores: Path, facts: Path | None, *, at_once: bool = False
) -> Given:
    """What a CSV of scores and a JSON of facts say; raises ``CommandError``.

    ``at_once`` lets a large file be read in columns, of which no single cell
    is looked at where nothing in it is out of the ordinary.
    """
    known = facts_of_file(facts)
    rounds = [each.id for each in rulebook.rounds]
    try:
        if at_once and scores.stat().st_size >= _LARGE:
            given = given_of_columns(scores.read_bytes(), known, rounds=rounds)
            if given is not None:
                return given
        # utf-8-sig: spreadsheets put a mark at the beginning.
        with scores.open(encoding="utf-8-sig", newline="") as file:
            return given_of_rows(csv.reader(file), known, rounds=rounds)
    except ScoresRefused as refused:
        raise CommandError(refused.sentence) from refused
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"The file cannot be read: {error}") from error


def rulebook_of_file(path: Path) -> Rulebook:
    """The rulebook of a file of YAML or JSON; raises ``CommandError`` with what is wrong."""
    try:
        return rulebook_of_document(document_read(_text(path)))
    except TextUnreadable as error:
        raise CommandError(f"{path.name}, line {error.line}: {error.code} {error.what}") from error
    except (RulebookUnsound, RulebookRefused) as error:
        lines = [f"{each.path or '/'}: {each.code}" for each in error.findings]
        raise CommandError(
            f"{path.name} is no rulebook; manage.py rulebook check says how to mend it:\n"
            + "\n".join(lines)
        ) from error


def facts_of_file(path: Path | None) -> Mapping[str, Any]:
    """The object of a file of facts, empty without one; raises ``CommandError``."""
    if path is None:
        return {}
    try:
        # A fraction stays the text that was typed; nothing here is a float.
        facts = json.loads(_text(path), parse_float=str)
    except ValueError as error:
        raise CommandError(f"{path.name} is no JSON: {error}") from error
    if not isinstance(facts, dict):
        raise CommandError(f"{path.name} must hold an object with entries, judges, decisions.")
    return facts


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The file cannot be read: {error}") from error
