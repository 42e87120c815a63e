"""How many entries a simulated edition has where nobody says."""

from math import ceil
from typing import Final

from contest.rulebook.v1.measures import GroupKey
from contest.rulebook.v1.promotion import Promotion
from contest.rulebook.v1.rulebook import Rulebook

LEAST: Final = 12
MOST: Final = 400
# So many stand before each place.
_RUSH: Final = 3
_RATIO_FIELD: Final = 10


def entries_wanted(rulebook: Rulebook) -> int:
    """Three for each place of the first round's promotions and of all awards, 12 to 400."""
    first = rulebook.rounds[0]
    wanted = [LEAST, _RUSH * sum(each.places or 1 for each in rulebook.awards)]
    wanted += [_of_rule(rulebook, rule) for rule in first.promotion]
    return min(MOST, max(wanted))


def _of_rule(rulebook: Rulebook, rule: Promotion) -> int:
    groups = _groups(rulebook, rule.per)
    if rule.take == "ratio":
        return groups * max(_RATIO_FIELD, ceil(_RUSH / (rule.ratio or 1)))
    if rule.take in ("quota", "list"):
        return _RUSH * sum(region.quota or 1 for region in rulebook.regions)
    if rule.take == "score_line":
        return groups * LEAST
    if rule.numbers is not None:
        return _RUSH * max(rule.numbers.values()) * groups
    return _RUSH * (rule.number or 1) * (1 if rule.take == "proportional" else groups)


def _groups(rulebook: Rulebook, keys: tuple[GroupKey, ...]) -> int:
    sizes = {
        "track": len(rulebook.tracks),
        "division": len(rulebook.divisions),
        "region": len(rulebook.regions),
        "stage": len(rulebook.stages),
    }
    found = 1
    for key in keys:
        found *= max(1, sizes.get(key, 1))
    return found
