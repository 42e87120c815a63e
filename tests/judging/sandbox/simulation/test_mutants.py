"""Mutants of the library that check accepts are played to their end; none breaks the engine."""

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from contest.rulebook.text import document_read
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.later import rulebook_later
from contest.rulebook.v1.read import rulebook_read
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.simulation import course
from judging.sandbox.simulation.course import course_run
from judging.sandbox.simulation.report import simulation
from judging.tally.edition.refusal import ScoresRefused
from tests.judging.sandbox.simulation.mutants import mutants

LIBRARY = Path(__file__).parents[4] / "contest" / "library" / "rulebooks"
FILES = sorted(LIBRARY.glob("*.yaml"))
# Documents that are played fast; the others are for the long run.
QUICK = ("business-plan-and-defence", "contest-5plus5-final", "weighted-ten-point")
# What drawn facts or fields cannot help: the document is sound, the draw has no luck with it.
DRAWN = ("path_crowded", "path_full")


def played(rows: Iterable[tuple[str, dict[str, Any]]]) -> tuple[Counter[str], list[str]]:
    """How many were refused, played, refused by the draw; and what broke."""
    count: Counter[str] = Counter()
    broke: list[str] = []
    for what, mutant in rows:
        count["run"] += 1
        if rulebook_check(mutant):
            count["refused"] += 1
            continue
        rulebook = rulebook_read(mutant)
        if rulebook_later(rulebook):
            count["later"] += 1
            continue
        count["accepted"] += 1
        try:
            found = simulation(course_run(rulebook, seed="7"))
        except (SandboxRefused, ScoresRefused) as refused:
            if refused.code not in DRAWN:
                broke.append(f"{what}: {refused.sentence}")
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            broke.append(f"{what}: {error!r}")
            continue
        if not found["ended"]:
            broke.append(f"{what}: not ended")
    return count, broke


def sample(path: Path, share: float) -> list[tuple[str, dict[str, Any]]]:
    """Some mutants of a document, the same each time."""
    chance = random.Random(path.stem)
    document = document_read(path.read_text(encoding="utf-8"))
    return [row for row in mutants(document) if chance.random() < share]


def test_accepted_mutants_of_small_documents_are_played():
    for name in QUICK:
        count, broke = played(sample(LIBRARY / f"{name}.yaml", 0.15))
        assert broke == []
        assert count["accepted"] >= 3
        assert count["refused"] >= 3


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_accepted_mutants_of_the_library_are_played(path: Path):
    rows = sample(path, 1)
    chance = random.Random(7)
    _, broke = played(chance.sample(rows, min(len(rows), 150)))
    assert broke == []


def test_a_mutant_that_breaks_the_engine_is_noticed(monkeypatch: pytest.MonkeyPatch):
    """A field of the engine that one mutant empties is planted."""

    def tally(*args: Any, **words: Any) -> Any:
        raise KeyError("planted")

    monkeypatch.setattr(course, "edition_tally", tally)
    document = document_read((LIBRARY / f"{QUICK[0]}.yaml").read_text(encoding="utf-8"))
    count, broke = played([("itself", document)])
    assert (count["accepted"], broke) == (1, ["itself: KeyError('planted')"])


def test_a_mutant_changes_one_place():
    document = {"id": "a", "seats": 3, "chair": True, "name": {"zh": "x", "en": "y"}}
    found = dict(mutants(document))
    assert found["/seats deleted"] == {key: document[key] for key in ("id", "chair", "name")}
    assert found["/seats = 30"] == {**document, "seats": 30}
    assert found["/chair = False"] == {**document, "chair": False}
    assert not any(what.startswith("/name") for what in found)
