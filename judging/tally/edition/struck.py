"""Who is out of the ranking before places are counted."""

from collections.abc import Mapping

from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.promotion import Threshold
from judging.tally.edition.component import Field, Figures
from judging.tally.edition.facts import conditions_hold
from judging.tally.edition.limits import beyond_limits
from judging.tally.edition.vetoes import vetoes_of_entry

_GONE = ("withdrawal", "no_show", "disqualified")


def struck_first(at: Field, figures: Mapping[str, Figures]) -> dict[str, str]:
    """Entries whose places close up, with the word for it.

    ``figures`` are the components that are counted. A threshold on a measured value, a vote or an
    earlier round strikes; one on sheets cannot, for it stands on them.
    """
    found: dict[str, str] = {}
    for entry in at.entries:
        why = gone_from(at, entry) or _barred(at, entry) or _missed(at, entry, figures)
        if why:
            found[entry] = why
    return found


def moves_up(at: Field) -> bool:
    """Whether any component of the round strikes before it counts places."""
    return any(
        isinstance(each, SheetComponent) and each.combine.struck == "move_up"
        for each in at.round.components
    )


def gone_from(at: Field, entry: str) -> str:
    """The word for why an entry is not in the round any more; empty where it is."""
    for kind in _GONE:
        if any(at.given.decided(kind, round=at.round.id, entry=entry)):
            return kind
    return ""


def _barred(at: Field, entry: str) -> str:
    if any(effect == "excluded" for _, _, effect in vetoes_of_entry(at, entry)):
        return "veto"
    owners = [
        ("", at.round.penalties),
        *((each.id, each.penalties) for each in at.round.components),
    ]
    for owner, penalties in owners:
        if any(effect == "excluded" for effect, _ in beyond_limits(at, owner, penalties, entry)):
            return "penalty"
    return ""


def _missed(at: Field, entry: str, figures: Mapping[str, Figures]) -> str:
    rule = at.round.must_pass
    if rule is None or rule.otherwise != "excluded":
        return ""
    attributes = at.given.entries[entry]
    missed = any(_misses(each, figures, entry) for each in rule.all)
    saved = any(
        conditions_hold((each,), attributes, entry=entry, rulebook=at.rulebook)
        for each in rule.or_facts
    )
    return "threshold" if missed and not saved else ""


def _misses(threshold: Threshold, figures: Mapping[str, Figures], entry: str) -> bool:
    if threshold.of not in figures or figures[threshold.of].component.kind == "sheet":
        return False
    value = figures[threshold.of].values.get(entry)
    if value is None:
        return True
    if threshold.at_least is not None and value < threshold.at_least:
        return True
    return threshold.above is not None and value <= threshold.above
