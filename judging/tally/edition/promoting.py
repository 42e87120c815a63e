"""Who goes on from a round: rule after rule, group after group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contest.rulebook.v1.promotion import Promotion
from judging.tally.edition.component import Step
from judging.tally.edition.facts import grouped
from judging.tally.edition.listing import Limits
from judging.tally.edition.quotas import quotas_of
from judging.tally.edition.ranking import Ranker
from judging.tally.edition.withdrawn import substituted
from judging.tally.outcome.fill import fill
from judging.tally.outcome.filled import PassedOver
from judging.tally.outcome.quotas import Cap


@dataclass(slots=True)
class Promoted:
    """What promotion says of a round's entries.

    ``to``: entry -> the round it goes to (empty: it passed); ``undecided``
    entries wait for a decision; ``steps`` and, for whoever a full list kept
    back, ``blocked`` tell each entry why, ``crossed`` more of those whom crossing
    limits kept back (by entry and rule), ``quotas`` each list how it was filled.
    """

    to: dict[str, str] = field(default_factory=dict)
    undecided: set[str] = field(default_factory=set)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    blocked: list[tuple[Mapping[str, str], int, str]] = field(default_factory=list)
    crossed: dict[tuple[str, int], PassedOver] = field(default_factory=dict)
    quotas: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, entry: str, step: str, **facts: Any) -> None:
        """Add one step to an entry's explanation."""
        self.steps.setdefault(entry, []).append({"step": step, **facts})

    def steps_of(self, entry: str) -> list[Step]:
        """An entry's steps, what kept it back by rule among them."""
        kept_back = [
            {"step": "not_promoted", "why": why[entry], "rule": number, "group": group}
            | self._crossed(entry, number)
            for why, number, group in self.blocked
            if entry in why
        ]
        told = self.steps.get(entry, [])
        return sorted([*kept_back, *told], key=lambda step: step.get("rule", len(self.blocked) + 1))

    def _crossed(self, entry: str, number: int) -> Step:
        told = self.crossed.get((entry, number))
        if told is None:
            return {}
        return {"limits": list(told.limits), "most": told.most, "with_it": told.with_it}

    def told(self) -> set[str]:
        """Every entry of which anything is said."""
        return {*self.steps, *(entry for why, _, _ in self.blocked for entry in why)}


def promote(ranker: Ranker) -> Promoted:
    """Apply the round's promotion rules in order."""
    found = Promoted()
    for number, rule in enumerate(ranker.at.round.promotion, 1):
        _rule(ranker, rule, number, found)
    told = found.told()
    for entry in ranker.at.entries:
        if entry in told:
            continue
        for rule in ranker.at.round.promotion[:1]:
            found.tell(entry, "not_promoted", why=_misses(ranker, rule, entry) or "not_named")
    return found


def _rule(ranker: Ranker, rule: Promotion, number: int, found: Promoted) -> None:
    pool = [
        entry
        for entry in ranker.at.entries
        if entry not in found.to
        and entry not in found.undecided
        and not _misses(ranker, rule, entry)
    ]
    if rule.take == "list" or (rule.take == "wildcard" and rule.by == "committee"):
        _named(ranker, rule, number, pool, found)
        return
    keys = rule.per or (("region",) if rule.take == "quota" else ())
    groups = grouped(ranker.at.given, pool, keys, round_id=ranker.at.round.id)
    quotas = quotas_of(ranker, rule, keys, groups)
    if rule.at_most is None and not rule.caps:
        for group, members in groups.items():
            limits = Limits(quotas[group])
            _fill(ranker, rule, members, limits, found, number=number, group=group)
        return
    caps = [
        Cap(f"{'/'.join(keys)} {group}", frozenset(members), places)
        for group, members in groups.items()
        if keys and (places := quotas[group]) is not None
    ]
    for cap in rule.caps:
        by = grouped(ranker.at.given, pool, cap.per, round_id=ranker.at.round.id)
        caps += [
            Cap(f"{'/'.join(cap.per)} {group}", frozenset(members), cap.at_most)
            for group, members in by.items()
        ]
    whole = [each for each in (rule.at_most, None if keys else quotas.get("")) if each is not None]
    limits = Limits(min(whole, default=None), tuple(caps), rule.crossing == "by_rank")
    _fill(ranker, rule, pool, limits, found, number=number, group="")


def _misses(ranker: Ranker, rule: Promotion, entry: str) -> str:
    """Why a rule cannot take an entry whatever its rank; empty where it can."""
    score = ranker.totals.scores[entry]
    if rule.take == "list" or (rule.by == "committee" and not ranker.at.round.scored):
        # People named it, with scores or without.
        return score.barred or score.failed
    if score.failed or not ranker.ranked(entry):
        return score.barred or score.failed or "no_result"
    if rule.take == "score_line" and rule.line is not None and not ranker.reaches(entry, rule.line):
        return "line"
    return "" if all(ranker.reaches(entry, need) for need in rule.needs) else "needs"


def _fill(
    ranker: Ranker,
    rule: Promotion,
    members: Sequence[str],
    limits: Limits,
    found: Promoted,
    *,
    number: int,
    group: str,
) -> None:
    places = ranker.places(members, limits.crosses)
    filled = fill(places, quota=limits.quota, caps=limits.caps, by_rank=limits.by_rank)
    taken, moved = substituted(ranker, rule, places, filled, limits)
    over, going = set(filled.over), set(taken)
    for entry in taken:
        facts = {"over_quota": True} if entry in over else {}
        found.to[entry] = rule.to or ""
        found.tell(entry, "promoted", to=rule.to, rule=number, take=rule.take, group=group, **facts)
    for entry, gone in moved.items():
        found.tell(entry, "moved_up", rule=number, instead_of=gone)
    for entry in filled.taken:
        if entry not in going:
            found.tell(entry, "not_promoted", why="withdrawal", rule=number, group=group)
    for entry in filled.undecided:
        found.undecided.add(entry)
        found.tell(entry, "undecided", rule=number, group=group)
    kept_back = {entry: why for entry, why in filled.blocked.items() if entry not in going}
    found.blocked.append((kept_back, number, group))
    found.crossed |= {
        (entry, number): told for entry, told in filled.crossed.items() if entry in kept_back
    }
    found.quotas.append(
        {
            "rule": number,
            "take": rule.take,
            "to": rule.to,
            "group": group,
            "places": limits.quota,
            "taken": len(taken),
            "over": len(filled.over),
            "undecided": len(filled.undecided),
        }
        | limits.told(taken)
    )


def _named(
    ranker: Ranker, rule: Promotion, number: int, pool: Sequence[str], found: Promoted
) -> None:
    """Regions' own lists, or whoever the committee names."""
    at = ranker.at
    kind = "list" if rule.take == "list" else "wildcard"
    quotas = {region.id: region.quota for region in at.rulebook.regions}
    for decision in at.given.decided(kind, round=at.round.id):
        group = str(decision.get("region", ""))
        quota = quotas.get(group) if kind == "list" else rule.number
        there = set(pool)
        fitting = [entry for entry in decision["entries"] if entry in there]
        taken = fitting if quota is None else fitting[:quota]
        for entry in taken:
            found.to[entry] = rule.to or ""
            found.tell(entry, "promoted", to=rule.to, rule=number, take=rule.take, group=group)
        for entry in fitting[len(taken) :]:
            found.tell(entry, "not_promoted", why="places", rule=number, group=group)
        found.quotas.append(
            {
                "rule": number,
                "take": rule.take,
                "to": rule.to,
                "group": group,
                "places": quota,
                "taken": len(taken),
                "over": 0,
                "undecided": 0,
            }
        )
