"""Published tables in their own shapes, made into what ``rank`` reads."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command

PUBLISHED = Path(__file__).parent / "published"
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (PUBLISHED / "expected.json").read_text(encoding="utf-8")
)


def rows(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ranked(folder: Path, names: Sequence[str], table: Iterable[Sequence[Any]], *words: str) -> Any:
    """The object that the command prints for a table of columns ``names``."""
    file = folder / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([names, *table])
    printed = io.StringIO()
    option = "--pairs" if names[0] == "item1" else "--scores"
    call_command("rank", option, str(file), *words, "--json", stdout=printed)
    return json.loads(printed.getvalue())


def long(case: str) -> list[tuple[str, str, str]]:
    """Entry, judge, score of a table of one score a row."""
    columns = EXPECTED[case].get("map", {"entry": "plate", "judge": "sample", "score": "diameter"})
    return [
        (each[columns["entry"]], each[columns["judge"]], each[columns["score"]])
        for each in rows(EXPECTED[case]["file"])
    ]


def wide(case: str) -> list[tuple[str, str, str]]:
    """Entry, judge, score of a table of entries by judges."""
    found = []
    for each in rows(EXPECTED[case]["file"]):
        entry = each.pop("")
        found += [(entry, judge, score) for judge, score in each.items()]
    return found


def duels(case: str) -> list[tuple[str, str, str, str]]:
    return [
        (each["player1"], each["player2"], each["win1"], each["win2"])
        for each in rows(EXPECTED[case]["file"])
    ]


def tastings(case: str) -> dict[str, list[tuple[str, str, str]]]:
    """Entry, judge, place by tasting."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in rows(EXPECTED[case]["file"]):
        found[each["case"]].append((each["wine"], each["judge"], each["rank"]))
    return found
