"""Penalties that cost more than points once they pass a limit."""

from collections.abc import Iterable, Iterator

from contest.rulebook.v1.components import Penalty
from judging.tally.edition.component import Field, Step
from judging.tally.exact import exact_text


def beyond_limits(
    at: Field, component: str, penalties: Iterable[Penalty], entry: str
) -> Iterator[tuple[str, Step]]:
    """What each limit that an entry passed leads to, with the step that says so.

    ``component`` is empty for the round's own penalties. The effect is excluded, zero, committee
    (it was not decided yet) or kept (the committee decided so).
    """
    for penalty in penalties:
        value = at.cells.penalties.get((component, penalty.id), {}).get(entry)
        limit = penalty.beyond
        if limit is None or value is None or value <= limit.above:
            continue
        effect: str = limit.effect
        if effect == "committee":
            decided = next(
                at.given.decided("penalty", round=at.round.id, entry=entry, penalty=penalty.id),
                None,
            )
            effect = "committee" if decided is None else str(decided["effect"])
        facts = {"value": exact_text(value), "above": exact_text(limit.above)}
        yield effect, {"step": "penalty_beyond", "penalty": penalty.id, **facts, "effect": effect}
