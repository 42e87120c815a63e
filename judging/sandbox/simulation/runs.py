"""Many simulated editions of one rulebook: what comes about in how many of them."""

from typing import Any

from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.compare import Document
from judging.sandbox.simulation.course import course_run
from judging.sandbox.simulation.report import simulation


def seeds_of(seed: str, runs: int) -> list[str]:
    """The seeds of several runs; each can be run again by itself."""
    return [f"{seed}/{number}" for number in range(1, runs + 1)]


def simulations(
    rulebook: Rulebook, *, seed: str, runs: int, entries: int | None = None
) -> Document:
    """Every finding with the number of runs that had it, and what each award was given.

    Raises what ``course_run`` raises.
    """
    seeds = seeds_of(seed, runs)
    found = [simulation(course_run(rulebook, seed=each, entries=entries)) for each in seeds]
    counts = [{each["award"]: each["given"] for each in edition["awards"]} for edition in found]
    return {
        "simulations": 1,
        "seed": seed,
        "runs": runs,
        "rulebook": rulebook.hash,
        "entries": found[0]["entries"],
        "awards": [
            {
                "award": award.id,
                "least": min(row[award.id] for row in counts),
                "most": max(row[award.id] for row in counts),
                "never": sum(1 for row in counts if not row[award.id]),
            }
            for award in rulebook.awards
        ],
        "findings": _findings(found),
        "ended": sum(1 for edition in found if edition["ended"]),
    }


def _findings(editions: list[Document]) -> list[Document]:
    """By place and code; the sentence is the first run's that had it."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for edition in editions:
        seen: set[tuple[str, str]] = set()
        for each in edition["findings"]:
            key = (each["path"], each["code"])
            row = rows.setdefault(key, {**each, "runs": 0, "seed": edition["seed"]})
            if key not in seen:
                row["runs"] += 1
            seen.add(key)
    return [rows[key] for key in sorted(rows)]
