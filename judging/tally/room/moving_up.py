"""Who moves up where an entry that came through leaves the round it was sent to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1.promotion import Promotion
from judging.tally.room.rules import Before, rules_held
from judging.tally.sheet import Sheet, TieDecision, sheets_check


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that left, so many whole days after the list was published (0 before that)."""

    entry: str
    days: int


@dataclass(frozen=True, slots=True)
class Going:
    """Who goes on once they have left; ``moved`` names for each who moved up whose place it is."""

    entries: tuple[str, ...]
    moved: Mapping[str, str]


def rules_to(rulebook: Rulebook, to: str) -> tuple[Promotion, ...]:
    """The rules by which the round sends entries to the round ``to``."""
    if rulebook.rules is None:
        return ()
    own = rulebook.rules.round(rulebook.round)
    return tuple(rule for rule in own.promotion if rule.to == to)


def moving_up(
    rulebook: Rulebook,
    sheets: Mapping[str, Iterable[Sheet]],
    decisions: Iterable[TieDecision],
    earlier: Before,
    *,
    to: str,
    gone: Sequence[Gone],
) -> Going:
    """Count the round again with those who left ``to``, in the order in which they left.

    Takes what counted the round itself. Raises ``TallyRefused``.
    """
    rows = {entry: list(each) for entry, each in sheets.items()}
    sheets_check(rulebook, rows)
    votes = tuple(sorted(decisions, key=lambda decision: decision.number))
    left = tuple(
        {"kind": "withdrawal", "round": to, "entry": each.entry, "days": each.days} for each in gone
    )
    promoted = rules_held(rulebook, rows, votes, earlier, left).promoted
    moved = {
        entry: str(step["instead_of"])
        for entry, steps in promoted.steps.items()
        for step in steps
        if step["step"] == "moved_up" and promoted.to.get(entry) == to
    }
    going = tuple(entry for entry, where in promoted.to.items() if where == to)
    return Going(going, moved)
