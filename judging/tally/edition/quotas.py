"""How many places each group of a promotion has, and who comes in beside it."""

from collections.abc import Iterable, Mapping, Sequence

from contest.rulebook.v1.promotion import Promotion
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.facts import conditions_hold, group_of, grouped, number_of
from judging.tally.edition.given import Given
from judging.tally.edition.ranking import Ranker
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.outcome.quotas import proportional, ratio


def direct_entries(given: Given, rulebook: Rulebook, round_id: str) -> dict[str, str]:
    """The entries that come into a round by a path of their own, and which."""
    found: dict[str, str] = {}
    for path in rulebook.paths:
        if path.enters != round_id:
            continue
        named = [each["entry"] for each in given.decided("direct", path=path.id)]
        if path.when:
            named += [
                entry
                for entry, attributes in given.entries.items()
                if conditions_hold(path.when, attributes, entry=entry, rulebook=rulebook)
            ]
        named = sorted(set(named))
        if path.at_most is not None and len(named) > path.at_most:
            raise ScoresRefused("path_full", path=path.id, found=len(named), at_most=path.at_most)
        found.update({entry: path.id for entry in named if entry not in found})
    return found


def quotas_of(
    ranker: Ranker, rule: Promotion, keys: Sequence[str], groups: Mapping[str, list[str]]
) -> dict[str, int | None]:
    """How many places each group has; None for no limit."""
    at = ranker.at
    everyone = grouped(at.given, at.entries, keys, round_id=at.round.id)
    if rule.take == "score_line":
        return dict.fromkeys(groups)
    places: dict[str, int]
    if rule.take == "ratio":
        percent = (rule.ratio or 0) * 100
        places = {
            group: max(rule.least, ratio(len(members), percent=percent, rounding=rule.rounded))
            for group, members in everyone.items()
        }
    elif rule.take == "proportional":
        places = _proportional(ranker, rule, everyone)
    elif rule.take == "quota":
        own = {region.id: region.quota or 0 for region in at.rulebook.regions}
        places = {group: own.get(group, 0) for group in everyone}
    else:
        places = {
            group: rule.number or 0 if rule.numbers is None else rule.numbers.get(group, 0)
            for group in everyone
        }
    used = _direct_places(ranker, rule, keys)
    return {group: max(0, places.get(group, 0) - used.get(group, 0)) for group in groups}


def _proportional(
    ranker: Ranker, rule: Promotion, everyone: Mapping[str, list[str]]
) -> dict[str, int]:
    sizes = {group: _registered(ranker, members) for group, members in everyone.items()}
    total = rule.number or 0
    least = {group: min(rule.least, len(members)) for group, members in everyone.items()}
    given = proportional(sizes, places=total)
    raised = {group: max(given[group], least[group]) for group in sizes}
    over = sum(raised.values()) - total
    # What the smallest groups are owed comes from the largest shares.
    for group in sorted(raised, key=lambda each: (-raised[each], each)):
        if over <= 0:
            break
        taken = min(over, raised[group] - least[group])
        raised[group] -= taken
        over -= taken
    return raised


def _registered(ranker: Ranker, members: Iterable[str]) -> int:
    """The registrations of a group: the number its entries carry, else how many they are."""
    rows = list(members)
    numbers = {number_of(ranker.at.given.entries[entry].get("registered")) for entry in rows}
    numbers.discard(None)
    return int(max(n for n in numbers if n is not None)) if numbers else len(rows)


def _direct_places(ranker: Ranker, rule: Promotion, keys: Sequence[str]) -> dict[str, int]:
    """Places already taken by entries that come into the same round by a path."""
    used: dict[str, int] = {}
    if rule.to is None:
        return used
    counting = {path.id for path in ranker.at.rulebook.paths if path.uses_quota}
    for entry, path in direct_entries(ranker.at.given, ranker.at.rulebook, rule.to).items():
        if path in counting:
            group = group_of(ranker.at.given, entry, keys, round_id=ranker.at.round.id)
            used[group] = used.get(group, 0) + 1
    return used
