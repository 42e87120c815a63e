"""Keys by which entries are grouped, and how many groups that makes."""

from collections.abc import Mapping, Sequence

from contest.rulebook.shape.look import Look, near
from contest.rulebook.v1.rulebook import Rulebook


def group_ids(rulebook: Rulebook, key: str) -> list[str] | None:
    """The ids of one key's groups; None where the document does not list them."""
    known = {
        "track": [each.id for each in rulebook.tracks],
        "division": [each.id for each in rulebook.divisions],
        "region": [each.id for each in rulebook.regions],
        "stage": list(rulebook.stages),
    }
    return known.get(key)


def group_check(rulebook: Rulebook, keys: Sequence[str], path: str, look: Look) -> None:
    """A key by which entries are grouped has groups, and stands once."""
    for index, key in enumerate(keys):
        ids = group_ids(rulebook, key)
        levels = key == "region" and rulebook.levels
        if ids is not None and not ids and not levels:
            look.found(f"{path}/{index}", "group_without_ids", key=key)
        if key in keys[:index]:
            look.found(f"{path}/{index}", "group_key_doubled", key=key)


def numbers_check(
    rulebook: Rulebook,
    numbers: Mapping[str, int] | None,
    keys: Sequence[str],
    path: str,
    look: Look,
) -> None:
    """Numbers by group: one key, each id known, each group with a number."""
    if numbers is None:
        return
    if len(keys) != 1:
        look.found(path, "numbers_need_one_key", count=len(keys))
        return
    if not any(numbers.values()):
        look.found(path, "numbers_zero")
    ids = group_ids(rulebook, keys[0])
    if not ids:
        return
    for name in numbers:
        if name not in ids:
            look.found(f"{path}/{name}", "reference_unknown", noun=keys[0], value=name,
                       **near(name, ids))  # fmt: skip
    missing = [name for name in ids if name not in numbers]
    if missing:
        look.found(path, "numbers_missing", groups=", ".join(missing))


def group_count(rulebook: Rulebook, keys: Sequence[str], level: str | None) -> int | None:
    """How many groups keys make; None where that is not known from the document."""
    count = 1
    for key in keys:
        if key == "region" and level is not None:
            ids: list[str] | None = [each.id for each in rulebook.regions if each.level == level]
        else:
            ids = group_ids(rulebook, key)
        if not ids:
            return None
        count *= len(ids)
    return count
