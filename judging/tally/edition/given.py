"""What goes into a tally of an edition: scores, attributes, decisions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from judging.tally.edition.refusal import ScoresRefused

Cells = Mapping[str, str]
"""Name of a criterion (with ``#run``) -> mark as text; an empty text is no mark."""
Sheets = Mapping[str, Mapping[str, Cells]]
"""Entry -> judge (empty where nobody judged) -> cells."""
Attributes = Mapping[str, Any]

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
    "score": ("round", "entry", "score"),
    "award": ("award", "to"),
    "diligence": ("entry", "result"),
}
"""Kinds of recorded decisions and the fields that each needs."""


@dataclass(frozen=True, slots=True)
class Given:
    """All of it; attributes of an entry are its track, division … and its facts.

    ``listed`` says that the facts name all entries, so a name that is not
    there is a typing error.
    """

    sheets: Mapping[str, Sheets]
    entries: Mapping[str, Attributes] = field(default_factory=dict)
    judges: Mapping[str, Attributes] = field(default_factory=dict)
    decisions: tuple[Mapping[str, Any], ...] = ()
    listed: bool = False

    def decided(self, kind: str, **wanted: object) -> Iterator[Mapping[str, Any]]:
        """The decisions of a kind with these fields, in their order."""
        for each in self.decisions:
            if each["kind"] == kind and all(
                name not in each or each[name] == value for name, value in wanted.items()
            ):
                yield each


def decisions_check(given: Given) -> None:
    """Raise ``ScoresRefused`` for a decision that nobody could carry out."""
    known = set(given.entries)
    for number, each in enumerate(given.decisions, 1):
        kind = str(each.get("kind", ""))
        if kind not in DECISIONS:
            kinds = ", ".join(DECISIONS)
            raise ScoresRefused("decision_unknown", number=number, kind=kind, known=kinds)
        for wanted in DECISIONS[kind]:
            if wanted not in each:
                raise ScoresRefused("decision_field", number=number, kind=kind, field=wanted)
        for entry in _named(each):
            if entry not in known:
                raise ScoresRefused("decision_entry_unknown", number=number, kind=kind, entry=entry)


def _named(decision: Mapping[str, Any]) -> list[str]:
    names = [decision["entry"]] if "entry" in decision else []
    for key in ("order", "entries", "votes"):
        names.extend(decision.get(key, ()))
    return [str(name) for name in names]
