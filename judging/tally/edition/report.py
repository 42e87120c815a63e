"""An edition's result as plain JSON: strings, whole numbers, lists; same input, same bytes."""

from typing import Any

import rfc8785

from judging.tally.edition.component import Step
from judging.tally.edition.edition import EditionTally, Line, RoundTally
from judging.tally.places.ladder import Told


def document(tally: EditionTally) -> dict[str, Any]:
    """The whole result: every round, each entry with its steps and its outcome."""
    return {
        "tally": 1,
        "rulebook": tally.rulebook.hash,
        "rounds": [_round(each) for each in tally.rounds],
    }


def to_json(tally: EditionTally) -> bytes:
    """The canonical bytes (RFC 8785)."""
    return bytes(rfc8785.dumps(document(tally)))


def _round(tally: RoundTally) -> dict[str, Any]:
    return {
        "round": tally.round.id,
        "entries": [
            {
                "entry": line.entry,
                "group": line.group,
                "rank": line.rank,
                "score": None if line.score.final is None else str(line.score.final),
                "outcome": outcome(tally, line),
                "steps": steps(tally, line),
            }
            for line in tally.lines
        ],
        "quotas": tally.promoted.quotas,
        "awards": tally.awarded.others,
        "empty": tally.awarded.empty,
        "diligence": list(tally.diligence),
    }


def outcome(tally: RoundTally, line: Line) -> dict[str, Any]:
    """Promoted (null: not decided yet), awarded, and why."""
    entry = line.entry
    promoted = None if entry in tally.promoted.undecided else entry in tally.promoted.to
    return {
        "promoted": promoted,
        "to": tally.promoted.to.get(entry) or None,
        "awarded": tally.awarded.levels.get(entry, []),
        "reasons": _reasons(tally, line),
    }


def _reasons(tally: RoundTally, line: Line) -> list[str]:
    """Short words: barred, tie steps, quota words, waits."""
    found: list[str] = []
    if line.entry in tally.direct:
        found.append(f"direct:{tally.direct[line.entry]}")
    found += [word for word in (line.score.barred, line.score.failed) if word]
    if line.rank is None and not line.score.barred:
        found += _missing(tally, line.entry) or ["no_result"]
    if line.place is not None:
        found += [f"tie:{step}" for step in line.place.steps]
        if len(line.place.entries) > 1:
            found.append("tie_waits" if line.place.waits else "shared_rank")
    found += [_word(step) for step in tally.promoted.steps_of(line.entry)]
    if line.entry in tally.awarded.undecided:
        found.append("award_undecided")
    told = {step["step"] for step in tally.awarded.steps.get(line.entry, [])}
    found += [word for word in ("award_capped", "award_passed_over") if word in told]
    if line.entry in tally.diligence:
        found.append("diligence")
    found += _rechecks(tally, line.entry)
    return list(dict.fromkeys(found))


def _missing(tally: RoundTally, entry: str) -> list[str]:
    return [
        str(step["why"])
        for figures in tally.totals.components.values()
        for step in figures.steps.get(entry, [])
        if step["step"] == "no_result"
    ]


def _word(step: Step) -> str:
    if step["step"] == "promoted":
        return "over_quota" if step.get("over_quota") else f"promoted:{step['take']}"
    if step["step"] == "not_promoted":
        return f"not_promoted:{step['why']}"
    return f"moved_up:{step['instead_of']}" if step["step"] == "moved_up" else str(step["step"])


def _rechecks(tally: RoundTally, entry: str) -> list[str]:
    return [
        step["step"]
        for figures in tally.totals.components.values()
        for step in figures.steps.get(entry, [])
        if step["step"] in ("recheck_due", "rechecked")
    ]


def _tie(told: Told) -> Step:
    return {
        "step": "tie",
        "rule": told.label,
        "entries": list(told.entries),
        "values": dict(told.values),
        "parted": told.parted,
    }


def steps(tally: RoundTally, line: Line) -> list[Step]:
    """Every step that made the score, the rank and the outcome, in order."""
    entry = line.entry
    found: list[Step] = []
    for figures in tally.totals.components.values():
        found += figures.steps.get(entry, [])
    found += [step() if callable(step) else step for step in line.score.steps]
    if line.place is not None:
        found += [_tie(told) for told in line.place.told]
    found += tally.promoted.steps_of(entry)
    found += tally.awarded.steps.get(entry, [])
    return found
