"""Who came through the rounds before and with what, where those were judged in rooms too."""

import json
from fractions import Fraction

from contest.models import Round, RoundState
from contest.rulebook.live.which import rounds_read
from core.errors import Problem
from core.numbers import HUNDREDTHS
from judging.models import ResultRow, ResultSet, ResultState, Substitution
from judging.selectors.rulebooks import rulebook_of
from judging.tally.edition.component import Earlier
from judging.tally.exact import whole
from judging.tally.room.rules import NOTHING, Before

# An award of an earlier round never goes beyond its promotion: `contest/rulebook/live/beyond.py`.
THROUGH = ("passed", "award")


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
        outcome__in=THROUGH,
    )
    return set(rows.values_list("entry__number", flat=True))


def numbers_moved_up(round: Round) -> set[str]:  # noqa: A002 - the noun of the table
    """The numbers of those who take the place of an entry that came through and left."""
    live = Substitution.objects.filter(round=round, ended_at__isnull=True)
    return set(live.values_list("entry__number", flat=True))


def results_before(round: Round) -> Before:  # noqa: A002 - the noun of the table
    """The locked results of rounds before that count in this one; those not locked are not there.

    No statement where the rulebook reads none.
    """
    rulebook = rulebook_of(round)
    if rulebook.rules is None:
        return NOTHING
    wanted = rounds_read(rulebook.rules, rulebook.rules.round(rulebook.round))
    if not wanted:
        return NOTHING
    locked = ResultSet.objects.filter(
        round__edition_id=round.edition_id, state=ResultState.LOCKED
    ).exclude(round_id=round.pk)
    found = {each.round.code.replace("-", "_"): each for each in locked.select_related("round")}
    return {name: _earlier(found[name]) for name in wanted if name in found}


def _earlier(result: ResultSet) -> Earlier:
    """As it was published: the rounded final, in hundredths."""
    rows = json.loads(result.body)["rows"]
    return Earlier(
        scores={
            row["entry"]: whole(Fraction(row["final"]) * HUNDREDTHS)
            for row in rows
            if row["final"] is not None
        },
        ranks={row["entry"]: row["rank"] for row in rows if row["rank"] is not None},
        components={},
    )


def result_wanted(round: Round) -> str | None:  # noqa: A002 - the noun of the table
    """The first round before whose result counts here and is not locked; None where all are."""
    rulebook = rulebook_of(round)
    if rulebook.rules is None:
        return None
    there = results_before(round)
    wanted = rounds_read(rulebook.rules, rulebook.rules.round(rulebook.round))
    return next((name for name in wanted if name not in there), None)


def round_built_on(round: Round) -> str | None:  # noqa: A002 - the noun of the table
    """The first round that was opened and reads this one's result, or took its entries from it."""
    others = Round.objects.filter(edition_id=round.edition_id).exclude(pk=round.pk)
    for other in others.exclude(state=RoundState.PREPARED).order_by("seq"):
        rules = rulebook_of(other).rules
        if rules is None:
            continue
        read = rounds_read(rules, rules.round(rulebook_of(other).round))
        if round.code.replace("-", "_") in read or round in rounds_into(other):
            return other.code
    return None
