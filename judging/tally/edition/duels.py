"""A round of pairs: the bracket from the duels' marks."""

from collections.abc import Mapping

from contest.rulebook.v1.rounds import Knockout
from judging.tally.combine.figure import CombineRefused
from judging.tally.combine.pairs import Figures, knockout
from judging.tally.edition.collect import THIRD
from judging.tally.edition.component import Field
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact, mean_of, whole
from judging.tally.places.ladder import Place


def bracket(
    at: Field, rule: Knockout, scores: Mapping[str, Exact]
) -> tuple[list[Place], dict[str, list[dict[str, object]]]]:
    """The places of a knock-out, best first, and each entry's duels.

    A duel of stage k is marked under ``duel#k``, the match for the third
    place under ``third``: votes are added up, marks averaged. Where ``score``
    decides and a pair has no marks of its own, the round's ``scores`` do.
    """
    seeds = _seeds(at, rule)
    try:
        found = knockout(seeds, _figures(at, rule, scores), _decided(at))
    except CombineRefused as refused:
        raise ScoresRefused("seeds_missing", round=at.round.id) from refused
    told: dict[str, list[dict[str, object]]] = {entry: [] for entry in seeds}
    for duel in found.duels:
        for one, other, ours, theirs in (
            (duel.left, duel.right, duel.left_figure, duel.right_figure),
            (duel.right, duel.left, duel.right_figure, duel.left_figure),
        ):
            told[one].append(
                {
                    "step": "duel",
                    "stage": duel.level,
                    "against": other,
                    "figures": [str(ours), str(theirs)],
                    "won": duel.winner == one,
                }
            )
    waiting = {entry for pair in found.waits for entry in pair}
    places = [Place(each, waits=bool(waiting & set(each)), at_line="all") for each in found.places]
    return (_third(at, places) if rule.third_place else places), told


def _decided(at: Field) -> dict[frozenset[str], str]:
    """Who wins an even pair, by the recorded orders; the last one stands."""
    found: dict[frozenset[str], str] = {}
    for each in at.given.decided("tie", round=at.round.id):
        order = list(each["order"])
        for better, one in enumerate(order):
            for other in order[better + 1 :]:
                found[frozenset((one, other))] = one
    return found


def _seeds(at: Field, rule: Knockout) -> list[str]:
    """The order that the bracket pairs: recorded, else first against last of the round before."""
    decided = next(at.given.decided("seeds", round=at.round.id), None)
    if decided is not None:
        return [entry for entry in decided["order"] if entry in at.entries]
    before = at.rulebook.round_before(at.round.id)
    earlier = None if before is None else at.earlier.get(before.id)
    if rule.seeding != "earlier_round" or earlier is None:
        raise ScoresRefused("seeds_missing", round=at.round.id)
    ranked = sorted(at.entries, key=lambda entry: (earlier.ranks.get(entry, 10**6), entry))
    return spread(ranked)


def spread(ranked: list[str]) -> list[str]:
    """First against last, second against last but one; winners meet as in a usual draw."""
    size = 1
    slots = [0]
    while size < len(ranked):
        size *= 2
        slots = [each for slot in slots for each in (slot, size - 1 - slot)]
    return [ranked[slot] for slot in slots if slot < len(ranked)]


def _figures(at: Field, rule: Knockout, scores: Mapping[str, Exact]) -> Figures:
    def read(level: int, left: str, right: str) -> tuple[Exact, Exact] | None:
        marks = at.cells.duels.get(str(level), {})
        if left not in marks or right not in marks:
            if rule.pair_by == "votes" or left not in scores or right not in scores:
                return None
            return scores[left], scores[right]
        return _figure(rule, marks[left]), _figure(rule, marks[right])

    return read


def _figure(rule: Knockout, marks: Mapping[str, Exact]) -> Exact:
    return whole(sum(marks.values())) if rule.pair_by == "votes" else mean_of(marks.values())


def _third(at: Field, places: list[Place]) -> list[Place]:
    """The losers of the last but one stage parted by their own match."""
    marks = at.cells.duels.get(THIRD, {})
    if len(places) < 3 or len(places[2].entries) != 2 or not set(places[2].entries) <= set(marks):
        return places
    rule = at.round.knockout
    assert rule is not None
    one, other = sorted(places[2].entries, key=lambda entry: (-_figure(rule, marks[entry]), entry))
    if _figure(rule, marks[one]) == _figure(rule, marks[other]):
        return places
    parted = [Place((entry,), (THIRD,), at_line="all") for entry in (one, other)]
    return [*places[:2], *parted, *places[3:]]
