"""Whom people name in a simulated round: wildcards, awards beside the ranking, grants."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from contest.rulebook.v1.awards import Award, Prize
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.currencies import minor_digits
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.facts import fact_number

Decision = dict[str, Any]
Attributes = Mapping[str, Mapping[str, Any]]


def wildcards_named(round_: Round, free: Sequence[str], stream: Stream) -> Iterator[Decision]:
    """Whom the committee sends on, by lot among those who are left."""
    for rule in round_.promotion:
        if rule.take == "wildcard" and rule.by == "committee" and free:
            chosen = stream.of("wildcard").shuffled(free)[: rule.number or 1]
            yield {"kind": "wildcard", "round": round_.id, "entries": chosen}


def awards_named(
    rulebook: Rulebook,
    round_: Round,
    best: Sequence[str],
    *,
    attributes: Attributes,
    stream: Stream,
    awarded: Collection[str] = (),
) -> Iterator[Decision]:
    """Awards beside the ranking, by lot; grants from the best down until the pot is used up.

    ``best`` are the entries that may get one, in the order of the last ranking. Where one gets
    one prize only, nobody is named who is among ``awarded`` or of the same holder.
    """
    rule = rulebook.one_prize_per
    used = {_holder(rule, entry, attributes) for entry in awarded}
    last = round_.id == rulebook.rounds[-1].id
    for award in rulebook.awards:
        mine = award.round == round_.id or (award.round is None and last)
        if not mine or award.by not in ("recommended", "committee"):
            continue
        free = best
        if rule != "none" and award.to == "entry":
            first = {_holder(rule, entry, attributes): entry for entry in reversed(best)}
            free = [entry for entry in best if entry in first.values()]
            free = [entry for entry in free if _holder(rule, entry, attributes) not in used]
        decision = _award(award, free, attributes, stream.of("award", award.id))
        if decision["to"]:
            if award.to == "entry":
                used.update(_holder(rule, entry, attributes) for entry in decision["to"])
            yield decision


def _holder(rule: str, entry: str, attributes: Attributes) -> str:
    return str(attributes.get(entry, {}).get(rule, entry))


def _award(award: Award, best: Sequence[str], attributes: Attributes, stream: Stream) -> Decision:
    count = award.places or 1
    if award.to != "entry":
        to = [f"{award.to}{number + 1}" for number in range(count)]
        return {"kind": "award", "award": award.id, "to": to}
    if award.prize is not None and award.prize.up_to is not None:
        amounts = _grants(award.prize, best[: award.places], attributes)
        return {"kind": "award", "award": award.id, "to": list(amounts), "amounts": amounts}
    return {"kind": "award", "award": award.id, "to": stream.shuffled(best)[:count]}


def _grants(prize: Prize, best: Sequence[str], attributes: Attributes) -> dict[str, int]:
    """All that is asked for, the last one what is left."""
    found: dict[str, int] = {}
    left = prize.pot
    for entry in best:
        asked = fact_number(attributes[entry], prize.up_to or "", entry=entry) or 0
        amount = int(asked * 10 ** minor_digits(prize.currency))
        if left is not None:
            amount = min(amount, left)
            left -= amount
        if amount > 0:
            found[entry] = amount
    return found


def meeting_decided(
    rulebook: Rulebook,
    round_: Round,
    entries: Sequence[str],
    *,
    ranks: Mapping[str, int],
    attributes: Attributes,
    stream: Stream,
) -> list[Decision]:
    """What people decide in a round that nobody marks; ``ranks`` are those of the round before."""
    if round_.components or round_.knockout is not None:
        return []
    best = sorted(entries, key=lambda entry: (ranks.get(entry, 10**6), entry))
    return [
        *wildcards_named(round_, best, stream),
        *awards_named(rulebook, round_, best, attributes=attributes, stream=stream),
    ]
