"""A room's result and one entry's score, by a rulebook of any version."""

from collections.abc import Iterable, Mapping

from contest.rulebook.rulebook import Rulebook
from judging.tally.result import Tally
from judging.tally.room.rules import NOTHING, Before, rules_score, rules_tally
from judging.tally.score import Score, score
from judging.tally.sheet import Sheet, TieDecision
from judging.tally.tally import tally


def room_tally(
    rulebook: Rulebook,
    sheets: Mapping[str, Iterable[Sheet]],
    decisions: Iterable[TieDecision] = (),
    *,
    earlier: Before = NOTHING,
) -> Tally:
    """Score and rank all entries of a round, as ``tally`` does; raises ``TallyRefused``.

    ``earlier`` are the results of rounds before that count here, by the round's id.
    """
    if rulebook.rules is None:
        return tally(rulebook, sheets, decisions)
    return rules_tally(rulebook, sheets, decisions, earlier)


def room_score(
    rulebook: Rulebook, sheets: Iterable[Sheet], *, entry: str = "", earlier: Before = NOTHING
) -> Score:
    """One entry's score; without a figure where it hangs on the other entries."""
    if rulebook.rules is None:
        return score(rulebook, sheets)
    return rules_score(rulebook, sheets, entry, earlier)
