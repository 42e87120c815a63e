"""Who came through the rounds before, where those were judged in rooms as well."""

from contest.models import Round
from core.errors import Problem
from judging.models import ResultRow, ResultSet, ResultState
from judging.selectors.rulebooks import rulebook_of

# An award of an earlier round never goes beyond its promotion: `contest/rulebook/live/beyond.py`.
_THROUGH = ("passed", "award")


def rounds_into(round: Round) -> list[Round]:  # noqa: A002 - the noun of the table
    """The edition's rounds that send entries into this one by its rulebook, in order.

    None where the document has no such round, or it was held elsewhere.
    """
    try:
        rulebook = rulebook_of(round)
    except Problem:
        return []  # not judged in rooms: opening it says so
    if rulebook.rules is None:
        return []
    sending = {
        each.id
        for each in rulebook.rules.rounds
        if any(rule.to == rulebook.round for rule in each.promotion)
    }
    rows = Round.objects.filter(edition_id=round.edition_id).exclude(pk=round.pk).order_by("seq")
    return [each for each in rows if each.code.replace("-", "_") in sending]


def round_undecided(rounds: list[Round]) -> Round | None:
    """The first of the rounds whose result is not locked yet."""
    locked = ResultSet.objects.filter(round__in=rounds, state=ResultState.LOCKED)
    decided = set(locked.values_list("round_id", flat=True))
    return next((each for each in rounds if each.pk not in decided), None)


def numbers_through(rounds: list[Round]) -> set[str]:
    """The numbers of all entries that these rounds let through."""
    rows = ResultRow.objects.filter(
        result_set__round__in=rounds,
        result_set__state=ResultState.LOCKED,
        outcome__in=_THROUGH,
    )
    return set(rows.values_list("entry__number", flat=True))
