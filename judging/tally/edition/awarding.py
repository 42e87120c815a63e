"""Awards of a round: levels of the ranking, awards beside it, checks before they are final."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import Any

from contest.rulebook.v1.awards import LADDER, Award
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS
from judging.tally.edition.component import Step
from judging.tally.edition.facts import grouped
from judging.tally.edition.granting import grants_of
from judging.tally.edition.ranking import Ranker
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact, quotient
from judging.tally.outcome.quotas import ratio
from judging.tally.outcome.seats import Level, Most, awards_give
from judging.tally.places.ladder import Place


@dataclass(slots=True)
class Awarded:
    """What awards say: entry -> levels, awards beside the ranking, places left empty."""

    levels: dict[str, list[str]] = field(default_factory=dict)
    others: list[dict[str, Any]] = field(default_factory=list)
    empty: list[dict[str, Any]] = field(default_factory=list)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    undecided: set[str] = field(default_factory=set)

    def give(self, entry: str, award: str, **facts: Any) -> None:
        """Give an entry an award and say why."""
        self.levels.setdefault(entry, []).append(award)
        self.tell(entry, "awarded", award=award, **facts)

    def tell(self, entry: str, step: str, **facts: Any) -> None:
        """Add one step to an entry's explanation."""
        self.steps.setdefault(entry, []).append({"step": step, **facts})


def award(ranker: Ranker, *, last: bool) -> Awarded:
    """The awards of this round; those without a round belong to the last one."""
    found = Awarded()
    mine = [
        each
        for each in ranker.at.rulebook.awards
        if each.round == ranker.at.round.id or (each.round is None and last)
    ]
    ranked = [each for each in mine if each.by in LADDER]
    for keys, levels in groupby(ranked, key=lambda each: each.per):
        _ladder(ranker, keys, list(levels), found)
    # Awards beside the ranking come after it, in the order of the document.
    for each in mine:
        if each.by == "component":
            _by_component(ranker, each, found)
        elif each.by not in LADDER:
            _decided(ranker, each, found)
    return found


def award_lines(rulebook: Rulebook, awards: Sequence[Award], group: str, size: int) -> list[int]:
    """The ranks behind which another level begins, and behind which nobody gets any."""
    places = [_places(each, group, size) for each in awards]
    most = _most(rulebook, size)
    lines = list(accumulate(each for each in places if each is not None))
    return lines if most is None else [*lines, most.count]


def _most(rulebook: Rulebook, size: int) -> Most | None:
    limit = rulebook.awards_at_most
    if limit is None:
        return None
    count = limit.places
    if limit.ratio is not None:
        count = ratio(size, percent=limit.ratio * 100, rounding=limit.rounded)
    return Most(count or 0, limit.equals)


def _places(award_: Award, group: str, size: int) -> int | None:
    if award_.numbers is not None:
        return award_.numbers.get(group, 0)
    if award_.ratio is not None:
        return ratio(size, percent=award_.ratio * 100, rounding=award_.rounded)
    return award_.places


def _ladder(ranker: Ranker, keys: Sequence[str], awards: Sequence[Award], found: Awarded) -> None:
    at = ranker.at
    for group, members in grouped(at.given, at.entries, keys, round_id=at.round.id).items():
        _group(ranker, group, members, awards, found)


def _group(
    ranker: Ranker, group: str, members: Sequence[str], awards: Sequence[Award], found: Awarded
) -> None:
    size = len(members)
    lines = award_lines(ranker.at.rulebook, awards, group, size)

    def crosses(first: int, last: int) -> bool:
        return any(first <= line < last for line in lines)

    places, holders = ranker.places(members, crosses), _holders(ranker)
    given = awards_give(
        [place.entries for place in places],
        [_level(each, group, size) for each in awards],
        _finals(ranker, places),
        barred=_failed(ranker, members),
        holders=holders,
        held=set(_held(holders, found)),
        most=_most(ranker.at.rulebook, size),
    )
    _wait(places, crosses, group, {*given.levels, *given.cut}, found)
    for entry, level in given.levels.items():
        if entry not in found.undecided:
            found.give(entry, level, group=group)
    for entry, level in given.cut.items():
        if entry not in found.undecided:
            found.tell(entry, "award_capped", award=level, group=group)
    for entry, level in given.over.items():
        _pass_over(found, entry, holders=holders, award=level, group=group)
    for key, count in given.empty.items():
        if count:
            found.empty.append({"award": key, "group": group, "places": count})


def _level(each: Award, group: str, size: int) -> Level:
    places = _places(each, group, size)
    return Level(each.id, places, each.minimum_score, by_line=each.by == "line")


def _wait(
    places: Sequence[Place],
    crosses: Callable[[int, int], bool],
    group: str,
    reach: set[str],
    found: Awarded,
) -> None:
    """Equals at the edge of a level whose order is not decided yet; only who reaches one waits."""
    rank = 1
    for place in places:
        last = rank + len(place.entries) - 1
        if place.waits and crosses(rank, last) and not reach.isdisjoint(place.entries):
            found.undecided.update(place.entries)
            for entry in place.entries:
                found.tell(entry, "award_undecided", group=group)
        rank = last + 1


def _finals(ranker: Ranker, places: Sequence[Place]) -> dict[str, Exact]:
    """Shown scores in hundredths; a minimum is compared with what is shown."""
    found: dict[str, Exact] = {}
    for place in places:
        for entry in place.entries:
            score = ranker.totals.scores[entry]
            found[entry] = quotient((score.units or 0) * HUNDREDTHS, 10**score.decimals)
    return found


def _failed(ranker: Ranker, members: Sequence[str]) -> set[str]:
    return {entry for entry in members if ranker.totals.scores[entry].failed}


def _holders(ranker: Ranker) -> dict[str, str]:
    """Who holds each entry's prize where one gets one only."""
    rule = ranker.at.rulebook.one_prize_per
    if rule == "none":
        return {}
    entries = ranker.at.given.entries
    return {entry: str(entries.get(entry, {}).get(rule, entry)) for entry in ranker.at.entries}


def _held(holders: Mapping[str, str], found: Awarded) -> dict[str, str]:
    """Holders who have an award of this round, with the entry that won it."""
    return {holders[entry]: entry for entry in found.levels if entry in holders}


def _pass_over(
    found: Awarded, entry: str, *, holders: Mapping[str, str], award: str, group: str
) -> None:
    """Tell who does not get an award, and for which other one of the same holder."""
    won = _held(holders, found).get(holders[entry])
    if won is None:  # A tie decides whether the other one has it.
        found.undecided.add(entry)
        found.tell(entry, "award_undecided", group=group)
    else:
        facts = {"held": found.levels[won][0], "by": won}
        found.tell(entry, "award_passed_over", award=award, group=group, **facts)


def _by_component(ranker: Ranker, award_: Award, found: Awarded) -> None:
    at, component = ranker.at, award_.component or ""
    everyone = grouped(at.given, at.entries, award_.per, round_id=at.round.id)
    figures = ranker.totals.components[component]
    sign = -1 if figures.ascending else 1
    for group, members in everyone.items():
        there = {
            entry: sign * value
            for entry in members
            if (value := figures.values.get(entry)) is not None
        }
        places = _places(award_, group, len(members)) or 1
        holders = _holders(ranker)
        _most_points(award_, there, found, holders=holders, group=group, places=places)


def _most_points(
    award_: Award,
    there: Mapping[str, Exact],
    found: Awarded,
    *,
    holders: Mapping[str, str],
    group: str,
    places: int,
) -> None:
    """The greatest figures get it, equals all of them; who has a prize lets the next move up."""
    ordered = sorted(there, key=lambda entry: (-there[entry], entry))
    left = places
    for value, equals in groupby(ordered, key=lambda entry: there[entry]):
        least = award_.minimum_score
        if left <= 0 or (least is not None and value < least):
            return
        tied, held = list(equals), _held(holders, found)
        waiting = {holders[entry] for entry in found.undecided if entry in holders}
        if any(holders.get(entry) in waiting for entry in tied):
            # Whether one of them has a prize is not decided yet, so who is next is not either.
            found.undecided.update(tied)
            for entry in tied:
                found.tell(entry, "award_undecided", award=award_.id, group=group)
            return
        for entry in tied:
            if holders.get(entry) in held:
                _pass_over(found, entry, holders=holders, award=award_.id, group=group)
            else:
                found.give(entry, award_.id, group=group, component=award_.component)
                left -= 1


def _decided(ranker: Ranker, award_: Award, found: Awarded) -> None:
    decisions = list(ranker.at.given.decided("award", award=award_.id))
    lists = [[str(name) for name in each["to"]][: award_.places] for each in decisions]
    amounts = {name: each for row in decisions for name, each in row.get("amounts", {}).items()}
    everybody = list(dict.fromkeys(name for names in lists for name in names))
    grants = grants_of(award_, ranker.at.given, everybody, amounts)
    if award_.to == "entry":
        _one_prize_each(ranker, award_, everybody, found)
    for names in lists:
        for name in names:
            if award_.to == "entry":
                facts = grants[name].facts(award_.prize) if name in grants and award_.prize else {}
                found.give(name, award_.id, by=award_.by, **facts)
            else:
                found.others.append({"award": award_.id, "to": name, "by": award_.by})


def _one_prize_each(ranker: Ranker, award_: Award, names: Sequence[str], found: Awarded) -> None:
    """People decide who gets it, so nobody moves up: the decision is refused."""
    holders = _holders(ranker)
    held = {
        holder: (entry, found.levels[entry][0]) for holder, entry in _held(holders, found).items()
    }
    for name in names:
        if name in holders:
            won = held.setdefault(holders[name], (name, award_.id))
            if won != (name, award_.id):
                raise ScoresRefused("prize_second", award=award_.id, entry=name, held=won[1],
                                    by=won[0], per=ranker.at.rulebook.one_prize_per)  # fmt: skip


def diligence_picks(ranker: Ranker) -> list[str]:
    """The entries that must be checked on site before awards are final, by rank."""
    rule = ranker.at.rulebook.diligence
    if rule is None or rule.after != ranker.at.round.id or rule.pick != "rank":
        return []
    picked: list[str] = []
    groups = grouped(ranker.at.given, ranker.at.entries, rule.per, round_id=ranker.at.round.id)
    for members in groups.values():
        least = max(rule.at_least, ratio(len(members), percent=rule.share * 100, rounding="ceil"))
        order = [
            entry
            for place in ranker.places(members, lambda first, last: False)
            for entry in place.entries
        ]
        picked += order[:least]
    return picked
