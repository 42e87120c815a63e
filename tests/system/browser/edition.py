"""The edition of the browser tests: the demo's, with three judges and a short publicity."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from demo.story import story

SEATS = 3
PUBLICITY_S = 2


def edition_document() -> dict[str, Any]:
    """A document for `manage.py load_edition`."""
    document = copy.deepcopy(story().edition)
    document["judges"] = document["judges"][:SEATS]
    document["alternates"] = []
    rulebook = document["rulebook"]
    kinds = [judge["kind"] for judge in document["judges"]]
    rulebook["panel"] = {
        "seats": SEATS,
        "kinds": {kind: kinds.count(kind) for kind in kinds},
        "minimum_sheets": 2,
        "alternates": 0,
    }
    rulebook["aggregation"]["minimum_for_trim"] = SEATS
    rulebook["awards"] = [{**award, "places": 1} for award in rulebook["awards"][:2]]
    rulebook["cut_after"] = 2
    rulebook["publicity"] = {"seconds": PUBLICITY_S}
    return document


def team_facts(number: str) -> dict[str, Any]:
    """One of the demo's teams by its number there."""
    found: dict[str, Any] = next(
        team for team in story().edition["teams"] if team["number"] == number
    )
    return found


def document_write(file: Path) -> Path:
    """Write the edition as YAML; returns the file."""
    file.write_text(yaml.safe_dump(edition_document(), allow_unicode=True), encoding="utf-8")
    return file
