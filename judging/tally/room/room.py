"""A room's result and one entry's score, by a rulebook of any version."""

from collections.abc import Iterable, Mapping

from contest.rulebook.rulebook import Rulebook
from judging.tally.result import Tally
from judging.tally.room.rules import rules_score, rules_tally
from judging.tally.score import Score, score
from judging.tally.sheet import Sheet, TieDecision
from judging.tally.tally import tally


def room_tally(
    rulebook: Rulebook, sheets: Mapping[str, Iterable[Sheet]], decisions: Iterable[TieDecision] = ()
) -> Tally:
    """Score and rank all entries of a round, as ``tally`` does; raises ``TallyRefused``."""
    if rulebook.rules is None:
        return tally(rulebook, sheets, decisions)
    return rules_tally(rulebook, sheets, decisions)


def room_score(rulebook: Rulebook, sheets: Iterable[Sheet]) -> Score:
    """One entry's score; without a figure where it hangs on the other entries."""
    if rulebook.rules is None:
        return score(rulebook, sheets)
    return rules_score(rulebook, sheets)
