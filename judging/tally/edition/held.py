"""Whether a round has anything to count."""

from contest.rulebook.v1.components import BallotComponent, SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.collect import Names
from judging.tally.edition.given import Given


def round_held(rulebook: Rulebook, given: Given, round_: Round) -> bool:
    """Whether a round has scores, or needs none: facts, earlier rounds, lists or people decide."""
    if given.sheets.get(round_.id) or any(given.decided("list", round=round_.id)):
        return True
    if not round_.components and round_.knockout is None:
        return _decided(rulebook, given, round_)
    names = Names(rulebook, round_)
    for component in round_.components:
        if isinstance(component, BallotComponent):
            return False
        if isinstance(component, SheetComponent) and any(
            lines.judged for lines in names.lines.values()
        ):
            return False
    return bool(round_.components)


def _decided(rulebook: Rulebook, given: Given, round_: Round) -> bool:
    """Whether people decided anything in a round that nobody marks."""
    last = round_.id == rulebook.rounds[-1].id
    mine = {
        each.id
        for each in rulebook.awards
        if each.round == round_.id or (each.round is None and last)
    }
    return any(given.decided("wildcard", round=round_.id)) or any(
        each["award"] in mine for each in given.decided("award")
    )
