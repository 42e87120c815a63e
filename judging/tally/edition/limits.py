"""Penalties that cost more than points once they pass a limit."""

from collections.abc import Iterable, Iterator

from contest.rulebook.v1.components import Penalty
from judging.tally.edition.component import Field, Step
from judging.tally.exact import Exact, exact_text


def beyond_limits(
    at: Field, component: str, penalties: Iterable[Penalty], entry: str
) -> Iterator[tuple[str, Step]]:
    """What each limit that an entry passed leads to, with the step that says so.

    ``component`` is empty for the round's own penalties. The effect is excluded, zero, committee
    (it was not decided yet) or kept (the committee decided so).
    """
    for penalty in penalties:
        limit = penalty.beyond
        value = max(_typed(at, component, penalty, entry), default=None)
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


def _typed(at: Field, component: str, penalty: Penalty, entry: str) -> Iterator[Exact]:
    """What was typed for all, and for single runs; a run of a sheet that has 0 has it already."""
    plain = at.cells.penalties.get((component, penalty.id), {}).get(entry)
    if plain is not None:
        yield plain
    sheets = any(each.id == component and each.kind == "sheet" for each in at.round.components)
    if sheets and penalty.beyond is not None and penalty.beyond.effect == "zero":
        return
    for row in at.cells.run_penalties.get((component, penalty.id), {}).values():
        if entry in row:
            yield row[entry]
