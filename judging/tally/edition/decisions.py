"""What people decided, looked at before anything is counted."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from contest.rulebook.v1 import ties
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.facts import number_of
from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused

DECISIONS: Final = {
    "tie": ("round", "order"),
    "poll": ("round", "votes"),
    "recusal": ("judge", "entry"),
    "withdrawal": ("entry", "round"),
    "no_show": ("entry", "round"),
    "disqualified": ("entry", "round"),
    "direct": ("path", "entry"),
    "wildcard": ("round", "entries"),
    "list": ("round", "region", "entries"),
    "recheck": ("round", "entry", "judges"),
    "seeds": ("round", "order"),
    "veto": ("entry", "effect"),
    "penalty": ("entry", "penalty", "effect"),
    "score": ("round", "entry", "score"),
    "award": ("award", "to"),
    "diligence": ("entry", "result"),
}
"""Kinds of recorded decisions and the fields that each needs."""


def _names(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _votes(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        type(count) is int and count >= 0 for count in value.values()
    )


def _points(value: object) -> bool:
    number = number_of(value)
    return number is not None and number >= 0


_FITS: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "order": (_names, "a list of entries, best first"),
    "entries": (_names, "a list of entries"),
    "judges": (_names, "a list of judges"),
    "to": (_names, "a list of names"),
    "votes": (_votes, "an object of whole numbers by entry"),
    "amounts": (_votes, "an object of whole numbers by entry, in the smallest unit"),
    "score": (_points, "points as digits with a point"),
    "days": (lambda value: type(value) is int and value >= 0, "a whole number"),
    "effect": (lambda value: value in ("kept", "excluded", "zero"), "kept, excluded or zero"),
    "result": (
        lambda value: value in ("ok", "correctable", "mismatch", "refused"),
        "ok, correctable, mismatch or refused",
    ),
}


def decisions_check(rulebook: Rulebook, given: Given) -> None:
    """Raise ``ScoresRefused`` for a decision that nobody could carry out."""
    known = _ids(rulebook)
    for number, each in enumerate(given.decisions, 1):
        kind = str(each.get("kind", ""))
        if kind not in DECISIONS:
            kinds = ", ".join(DECISIONS)
            raise ScoresRefused("decision_unknown", number=number, kind=kind, known=kinds)
        for wanted in DECISIONS[kind]:
            if wanted not in each:
                raise ScoresRefused("decision_field", number=number, kind=kind, field=wanted)
        for field, value in each.items():
            _field(field, value, known, number=number, kind=kind)
        for entry in _entries(each):
            if entry not in given.entries:
                raise ScoresRefused("decision_entry_unknown", number=number, kind=kind, entry=entry)


def _ids(rulebook: Rulebook) -> dict[str, list[str]]:
    return {
        "round": [each.id for each in rulebook.rounds],
        "path": [each.id for each in rulebook.paths],
        "region": [each.id for each in rulebook.regions],
        "award": [each.id for each in rulebook.awards],
        "veto": [veto.id for each in rulebook.rubrics for veto in each.vetoes],
        "penalty": sorted(_penalties(rulebook)),
        # Rules are tried with other ladders too: what a step decided may then go unread.
        "rule": list(ties.DECISIONS),
    }


def _penalties(rulebook: Rulebook) -> set[str]:
    return {
        penalty.id
        for each in rulebook.rounds
        for owner in (each, *each.components)
        for penalty in owner.penalties
    }


def _field(
    field: str, value: object, known: Mapping[str, list[str]], *, number: int, kind: str
) -> None:
    fits, wanted = _FITS.get(field, (lambda _: True, ""))
    if field in known:
        fits, wanted = known[field].__contains__, "known are " + (", ".join(known[field]) or "none")
    if not fits(value):
        raise ScoresRefused(
            "decision_value", number=number, kind=kind, field=field, value=value, wanted=wanted
        )


def _entries(decision: Mapping[str, Any]) -> Iterator[str]:
    if "entry" in decision:
        yield str(decision["entry"])
    for key in ("order", "entries", "votes", "amounts"):
        yield from decision.get(key, ())
