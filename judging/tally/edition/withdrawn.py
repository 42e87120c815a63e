"""What becomes of the places of those who withdraw from the round they were sent to."""

from collections.abc import Sequence
from dataclasses import replace

from contest.rulebook.v1.promotion import Promotion
from judging.tally.edition.facts import number_of
from judging.tally.edition.listing import Limits
from judging.tally.edition.ranking import Ranker
from judging.tally.outcome.fill import fill
from judging.tally.outcome.filled import Filled
from judging.tally.outcome.quotas import Cap, caps_cross
from judging.tally.outcome.seats import substitute
from judging.tally.places.ladder import Place

NEXT = "next"


def substituted(
    ranker: Ranker,
    rule: Promotion,
    places: Sequence[Place],
    filled: Filled,
    limits: Limits,
) -> tuple[list[str], dict[str, str]]:
    """Who goes on once the withdrawals from the next round are known, and who moved up for whom."""
    left = _left(ranker, rule)
    gone = [entry for entry in left if entry in filled.taken]
    if not gone:
        return list(filled.taken), {}
    late = [entry for entry in gone if not _in_time(ranker, rule, entry)]
    if rule.substitution.mode != NEXT:
        taken, _ = substitute(filled.taken, (), gone, rule="none")
        return list(taken), {}
    without = [
        Place(kept, place.steps, place.told, place.waits, place.at_line)
        for place in places
        if (kept := tuple(entry for entry in place.entries if entry not in left))
    ]
    fewer = None if limits.quota is None else limits.quota - len(late)
    before = set(filled.taken)
    free = [entry for entry in gone if entry not in late]
    if caps_cross(limits.caps):
        stay = [entry for entry in filled.taken if entry not in gone]
        new = _beside(stay, without, fewer, limits)
    else:
        again = fill(without, quota=fewer, caps=limits.caps)
        stay = [entry for entry in again.taken if entry in before]
        new = [entry for entry in again.taken if entry not in before]
    return [*stay, *new], dict(zip(new, free, strict=False))


def _beside(
    stay: Sequence[str], places: Sequence[Place], quota: int | None, limits: Limits
) -> list[str]:
    """Who goes on beside those that stay; a fuller list may not push them out."""
    going = set(stay)
    others = [
        replace(place, entries=rest)
        for place in places
        if (rest := tuple(entry for entry in place.entries if entry not in going))
    ]
    left = [
        Cap(cap.name, cap.members, max(0, cap.places - len(cap.members & going)))
        for cap in limits.caps
    ]
    room = None if quota is None else max(0, quota - len(stay))
    return fill(others, quota=room, caps=left, by_rank=limits.by_rank).taken


def _left(ranker: Ranker, rule: Promotion) -> list[str]:
    """Those who withdrew from the round that is the rule's, in the order they left.

    Who had only moved up is among them, and moves up no more.
    """
    return [
        each["entry"]
        for each in ranker.at.given.decisions
        if each["kind"] in ("withdrawal", "disqualified")
        and rule.to is not None
        and each.get("round") == rule.to
    ]


def _in_time(ranker: Ranker, rule: Promotion, entry: str) -> bool:
    within = rule.substitution.within_days
    if within is None:
        return True
    decision = next(
        each
        for each in ranker.at.given.decisions
        if each["kind"] in ("withdrawal", "disqualified")
        and each["entry"] == entry
        and each.get("round") == rule.to
    )
    days = number_of(decision.get("days", 0))
    return days is not None and days <= within
