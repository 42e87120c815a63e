"""How fragile a round's result is."""

from judging.sandbox.compare import Document, podium, winners
from judging.sandbox.desk import Desk
from judging.sandbox.removals import judges_left_out, sheets_left_out
from judging.sandbox.smallest import BUDGET, smallest
from judging.tally.edition.edition import EditionTally, RoundTally


def fragility(held: RoundTally, *, budget: int = BUDGET) -> Document:
    """The smallest changes of one mark, the result without each judge and without each sheet.

    ``budget`` is how many changes are tried at most for each question; where
    it ends the search the answer says below which size there is none.
    """
    desk = Desk(held)
    return {
        "round": held.round.id,
        "winner": winners(held),
        "podium": podium(held),
        "smallest": [smallest(desk, question, budget=budget) for question in ("winner", "cut")],
        "without_judge": judges_left_out(desk),
        "without_sheet": sheets_left_out(desk),
    }


def fragility_all(tally: EditionTally, *, budget: int = BUDGET) -> list[Document]:
    """Every round that was held, in order."""
    return [fragility(held, budget=budget) for held in tally.rounds]
