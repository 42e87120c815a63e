"""The object that ``rank`` prints: entries with scores, ranks and outcomes."""

from typing import Any

from contest.rulebook.v1.components import BallotComponent, SheetComponent
from judging.tally.edition.edition import EditionTally, Line, RoundTally
from judging.tally.edition.report import document, outcome
from judging.tally.edition.sureness import with_sureness


def ranking(tally: EditionTally) -> dict[str, Any]:
    """The whole object; scores are decimal texts, the last round's entries come first.

    What only methods with a model say (errors, leniency, fit) is null where the last
    round has none.
    """
    seen: set[str] = set()
    entries: list[dict[str, Any]] = []
    for held in reversed(tally.rounds):
        for line in held.lines:
            if line.entry not in seen:
                seen.add(line.entry)
                entries.append(_entry(held, line))
    found = {
        "method": _method(tally),
        "version": 1,
        "hash": tally.rulebook.hash,
        "entries": entries,
        "judges": _judges(tally),
        "fit": None,
        "agreement": None,
        "rounds": document(tally)["rounds"],
        "warnings": [warning for held in tally.rounds for warning in _warnings(held)],
    }
    return with_sureness(tally, found)


def _entry(held: RoundTally, line: Line) -> dict[str, Any]:
    return {
        "entry": line.entry,
        "round": held.round.id,
        "group": line.group,
        "score": None if line.score.final is None else str(line.score.final),
        "se": None,
        "rank": line.rank,
        "low": None,
        "high": None,
        "p_cut": None,
        "outcome": outcome(held, line),
    }


def _method(tally: EditionTally) -> str:
    """The methods of the last round's sheets; ``facts`` where nobody judged."""
    if not tally.rounds:
        return "facts"
    methods = [
        component.combine.method
        for component in tally.rounds[-1].round.components
        if isinstance(component, SheetComponent)
    ]
    return "+".join(dict.fromkeys(methods)) or "facts"


def _judges(tally: EditionTally) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for held in tally.rounds:
        for figures in held.totals.components.values():
            for panel in figures.panels.values():
                for judge in panel.sheets:
                    if judge:
                        counts[judge] = counts.get(judge, 0) + 1
    return [
        {"judge": judge, "n": counts[judge], **dict.fromkeys(_MODELED)}
        for judge in sorted(counts, key=lambda each: (len(each), each))
    ]


_MODELED = ("leniency", "se", "scale", "noise", "loo_r", "outfit", "flags")
_SENTENCES = {
    "tie_waits": "a tie waits for its recorded decision",
    "undecided": "a tie at the line waits for its recorded decision",
    "award_undecided": "a tie at an award's line waits for its recorded decision",
    "recheck_due": "the sheets lie far apart and further judges are due",
    "committee_due": "the committee must decide on too few sheets",
    "veto_undecided": "a veto waits for the committee",
    "penalty_undecided": "a penalty beyond its limit waits for the committee",
    "no_result": "there is no result",
    "too_few_sheets": "there are too few sheets for a result",
    "too_few_to_trim": "there are too few sheets to drop any",
    "class_missing": "a class of judges has no sheet",
}


def _warnings(held: RoundTally) -> list[str]:
    found: list[str] = []
    for line in held.lines:
        reasons = outcome(held, line)["reasons"]
        found += [
            f"{held.round.id}: {line.entry}: {_sentence(held, reason)}."
            for reason in reasons
            if reason in _SENTENCES
        ]
    found += _crowded(held)
    for empty in held.awarded.empty:
        where = f" of {empty['group']}" if empty["group"] else ""
        found.append(f"{held.round.id}: {empty['award']}{where}: {empty['places']} left empty.")
    return found


def _sentence(held: RoundTally, reason: str) -> str:
    recheck = held.round.recheck
    if reason == "recheck_due" and recheck is not None and recheck.by == "chair":
        return "the chair asked for further judges, who are due"
    return _SENTENCES[reason]


def _crowded(held: RoundTally) -> list[str]:
    """Entries with more sheets than the panel has seats, unless they were judged again."""
    seats = None if held.round.panel is None else held.round.panel.seats
    if seats is None or held.round.recheck is not None:
        return []
    return [
        f"{held.round.id}: {line.entry}: {count} sheets where the panel has {seats} seats."
        for figures in held.totals.components.values()
        for line in held.lines
        if isinstance(figures.component, SheetComponent)
        and (count := sum(1 for judge in figures.sheet_totals(line.entry) if judge)) > seats
        and not _seated(held, figures.component)
    ]


def _seated(held: RoundTally, component: SheetComponent) -> bool:
    """Whether a vote sits in the panel as one more juror."""
    return any(
        isinstance(each, BallotComponent) and each.as_juror_of == component.id
        for each in held.round.components
    )
