"""How many entries can come into a round, and what asks for more than that."""

from fractions import Fraction

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.groups import group_count
from contest.rulebook.v1.promotion import Promotion
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


def field_check(rulebook: Rulebook, look: Look) -> None:
    """Every round is reached, and nobody promotes or awards more than come in."""
    first = rulebook.rounds[0].id
    reached = {rule.to for each in rulebook.rounds for rule in each.promotion}
    reached |= {way.enters for way in rulebook.paths}
    for index, each in enumerate(rulebook.rounds):
        path = f"/rounds/{index}"
        if each.id != first and each.id not in reached:
            look.found(f"{path}/id", "round_unreachable", round=each.id)
            continue
        field = field_of(rulebook, each.id)
        if field is not None:
            _promotions(each, field, path, look)
            _awards(rulebook, each, field, look)


def field_of(rulebook: Rulebook, round_id: str) -> int | None:
    """The most entries that can come into a round; None where nothing limits them."""
    if round_id == rulebook.rounds[0].id:
        return None
    total = 0
    for each in rulebook.rounds:
        for rule in each.promotion:
            if rule.to == round_id:
                count = promoted_by(rulebook, each, rule)
                if count is None:
                    return None
                total += count
    for way in rulebook.paths:
        if way.enters == round_id and not way.uses_quota:
            if way.at_most is None:
                return None
            total += way.at_most
    return total


def promoted_by(rulebook: Rulebook, each: Round, rule: Promotion) -> int | None:
    """The most that one rule promotes; None where the document does not say."""
    count = _promoted(rulebook, each, rule)
    if rule.at_most is not None:
        return rule.at_most if count is None else min(count, rule.at_most)
    return count


def _promoted(rulebook: Rulebook, each: Round, rule: Promotion) -> int | None:
    if rule.take == "number":
        if rule.numbers is not None:
            return sum(rule.numbers.values())
        groups = group_count(rulebook, rule.per, each.level)
        return None if groups is None or rule.number is None else rule.number * groups
    if rule.take in ("wildcard", "proportional"):
        return rule.number
    if rule.take in ("quota", "list"):
        levels = [one for one in rulebook.regions if each.level in (None, one.level)]
        return sum(region.quota or 0 for region in levels)
    return None


def _promotions(each: Round, field: int, path: str, look: Look) -> None:
    for index, rule in enumerate(each.promotion):
        # Groups may differ in size, so only what one group gets is held against the field.
        numbers = dict(rule.numbers or {}) or {"": rule.number or 0}
        for key, count in numbers.items():
            if count > field:
                at = f"{path}/promotion/{index}" + (f"/numbers/{key}" if key else "")
                look.found(at, "quota_beyond_field", count=count, field=field, round=each.id)
        if rule.least == 0 and _nobody(rule.ratio, rule.rounded, field):
            at = f"{path}/promotion/{index}/ratio"
            look.found(at, "ratio_nobody", field=field, round=each.id)


def _nobody(share: Fraction | None, rounded: str, field: int) -> bool:
    """Whether a share, its part of a place dropped, is no place even of all."""
    return share is not None and rounded == "floor" and share * field < 1


def _awards(rulebook: Rulebook, each: Round, field: int, look: Look) -> None:
    last = rulebook.rounds[-1].id
    total = 0
    for index, award in enumerate(rulebook.awards):
        if (award.round or last) != each.id:
            continue
        if _nobody(award.ratio, award.rounded, field):
            look.found(f"/awards/{index}/ratio", "ratio_nobody", field=field, round=each.id)
        if award.by != "rank":
            continue
        largest = max((award.numbers or {"": award.places or 0}).values())
        total = largest if award.per else total + largest
        if total > field:
            look.found(f"/awards/{index}", "awards_beyond_field", count=total, field=field,
                       round=each.id)  # fmt: skip
            return
