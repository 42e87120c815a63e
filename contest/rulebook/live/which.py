"""Which round of a document a room's round is, and which others it reads."""

from contest.rulebook.v1.components import EarlierComponent, SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


def round_judged(rulebook: Rulebook, code: str) -> int | None:
    """The place of the round that ``code`` names; a document of one round needs no name.

    Codes stand in addresses and have hyphens where ids have underscores. None where none fits.
    """
    if len(rulebook.rounds) == 1:
        return 0
    wanted = code.replace("-", "_")
    ids = [each.id for each in rulebook.rounds]
    return ids.index(wanted) if wanted in ids else None


def sheet_of(each: Round) -> SheetComponent:
    """The sheet that a round's judges fill: rooms have exactly one."""
    return next(part for part in each.components if isinstance(part, SheetComponent))


def rounds_read(rulebook: Rulebook, each: Round) -> tuple[str, ...]:
    """The ids of the earlier rounds whose results count in a round, in its score or its ladder."""
    read = [part.round for part in each.components if isinstance(part, EarlierComponent)]
    before = rulebook.round_before(each.id)
    ladder = [
        step.round or (before.id if before else "")
        for step in each.ties
        if step.rule == "earlier_round"
    ]
    return tuple(name for name in dict.fromkeys([*read, *ladder]) if name)
