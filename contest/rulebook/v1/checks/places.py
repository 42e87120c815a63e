"""Eligibility, regions and ways in."""

from collections.abc import Iterable

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.eligibility import Check
from contest.rulebook.v1.places import Region
from contest.rulebook.v1.rulebook import Rulebook


def places_check(rulebook: Rulebook, look: Look) -> None:
    """Everything before the first round."""
    _checks(rulebook.eligibility, "/eligibility", look)
    for index, division in enumerate(rulebook.divisions):
        _checks(division.eligibility, f"/divisions/{index}/eligibility", look)
    _regions(rulebook, look)
    _paths(rulebook, look)


def _checks(checks: Iterable[Check], path: str, look: Look) -> None:
    for index, check in enumerate(checks):
        given = [word for word in ("when", "one_per", "past_wins", "human") if getattr(check, word)]
        if len(given) != 1:
            look.found(f"{path}/{index}", "check_not_one", check=check.id, count=len(given))
        wins = check.past_wins
        if wins is not None and wins.again_if and wins.at_most < 2:
            look.found(f"{path}/{index}/past_wins/again_if", "wins_never_again")


def _regions(rulebook: Rulebook, look: Look) -> None:
    known = {region.id: region for region in rulebook.regions}
    levels = [level.id for level in rulebook.levels]
    for index, region in enumerate(rulebook.regions):
        path = f"/regions/{index}"
        if _circle(region, known):
            look.found(f"{path}/parent", "region_circle", region=region.id)
        elif levels and region.level is None:
            look.found(path, "region_level_missing", region=region.id, options=", ".join(levels))
        else:
            _parent(region, known, levels, path, look)
        if region.ranked_list and region.quota is None:
            look.found(path, "list_without_quota", region=region.id)


def _circle(region: Region, known: dict[str, Region]) -> bool:
    seen: set[str] = set()
    at: Region | None = region
    while at is not None and at.parent is not None:
        if at.id in seen:
            return True
        seen.add(at.id)
        at = known.get(at.parent)
    return False


def _parent(
    region: Region, known: dict[str, Region], levels: list[str], path: str, look: Look
) -> None:
    if region.parent is None or region.level is None:
        return
    above = known[region.parent].level
    if above is None or levels.index(above) <= levels.index(region.level):
        look.found(f"{path}/parent", "region_parent_level", region=region.id, parent=region.parent)


def _paths(rulebook: Rulebook, look: Look) -> None:
    targets = {rule.to for each in rulebook.rounds for rule in each.promotion}
    for index, way in enumerate(rulebook.paths):
        path = f"/paths/{index}"
        if way.enters == rulebook.rounds[0].id:
            look.found(f"{path}/enters", "path_into_first", round=way.enters)
        elif way.uses_quota and way.enters not in targets:
            look.found(f"{path}/uses_quota", "path_without_quota", round=way.enters)
