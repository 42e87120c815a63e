"""Who goes on: forward, by numbers that fit, to rounds that can be reached."""

from typing import Final

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.earlier import round_at
from contest.rulebook.v1.checks.groups import group_check, group_count, numbers_check
from contest.rulebook.v1.checks.thresholds import threshold_check, thresholds_check
from contest.rulebook.v1.promotion import Promotion, caps_may_cross
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook

# What each way of taking needs (one of) and may have; the rest is none of its business.
_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "number": ("number", "numbers"),
    "ratio": ("ratio",),
    "score_line": ("line",),
    "proportional": ("number",),
    "quota": (),
    "list": (),
    "wildcard": ("number",),
}
_OWN: Final = ("number", "numbers", "ratio", "line")


def promotions_check(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    """All promotion rules of a round."""
    for index, rule in enumerate(each.promotion):
        at = f"{path}/promotion/{index}"
        if rule.to is not None and round_at(rulebook, rule.to) <= round_at(rulebook, each.id):
            look.found(f"{at}/to", "promotion_not_forward", round=each.id, to=rule.to)
        if rule in each.promotion[:index]:
            look.found(at, "promotion_twice", take=rule.take)
        _parts(rule, at, look)
        _groups(rulebook, each, rule, at, look)
        _figures(rulebook, each, rule, at, look)


def _parts(rule: Promotion, path: str, look: Look) -> None:
    wanted = _NEEDS[rule.take]
    given = [word for word in _OWN if getattr(rule, word) is not None]
    for word in given:
        if word not in wanted:
            look.found(f"{path}/{word}", "promotion_part_extra", take=rule.take, field=word)
    if wanted and len([word for word in given if word in wanted]) != 1:
        look.found(path, "promotion_part_missing", take=rule.take, options=", ".join(wanted))
    if rule.by != "score" and rule.take != "wildcard":
        look.found(f"{path}/by", "promotion_part_extra", take=rule.take, field="by")
    if rule.least and rule.take not in ("proportional", "ratio"):
        look.found(f"{path}/least", "promotion_part_extra", take=rule.take, field="least")
    if rule.crossing != "most_places" and not caps_may_cross(rule):
        look.found(f"{path}/crossing", "crossing_idle")
    if rule.rounded == "ceil" and rule.ratio is None:
        look.found(f"{path}/rounded", "rounded_without_ratio")
    if _named(rule):
        _named_parts(rule, path, look)
    days = rule.substitution.within_days
    if rule.substitution.mode == "none" and days is not None:
        look.found(f"{path}/substitution/within_days", "substitution_days")


def _named(rule: Promotion) -> bool:
    """Whether people name who goes on, one by one."""
    return rule.take == "list" or (rule.take == "wildcard" and rule.by == "committee")


def _named_parts(rule: Promotion, path: str, look: Look) -> None:
    """Of a list the first so many go on; nothing else limits it."""
    unfit = ["at_most", "caps", *(["needs"] if rule.take == "list" else ["per"])]
    for word in unfit:
        if getattr(rule, word):
            look.found(f"{path}/{word}", "promotion_named_part", take=rule.take, field=word)


def _groups(rulebook: Rulebook, each: Round, rule: Promotion, path: str, look: Look) -> None:
    group_check(rulebook, rule.per, f"{path}/per", look)
    numbers_check(rulebook, rule.numbers, rule.per, f"{path}/numbers", look)
    if rule.take == "proportional" and not rule.per:
        look.found(path, "proportional_without_groups")
    across = [key for key in each.rank_within if key not in rule.per]
    if across and rule.take in ("number", "ratio", "proportional"):
        look.found(f"{path}/per", "promotion_across", keys=", ".join(across))
    if rule.take in ("quota", "list"):
        if any(key != "region" for key in rule.per):
            look.found(f"{path}/per", "quota_per", take=rule.take)
        _quotas(rulebook, each, rule, path, look)
    for index, cap in enumerate(rule.caps):
        keys = [key for key in cap.per if key != "organization"]
        group_check(rulebook, keys, f"{path}/caps/{index}/per", look)


def _quotas(rulebook: Rulebook, each: Round, rule: Promotion, path: str, look: Look) -> None:
    regions = [
        (index, region)
        for index, region in enumerate(rulebook.regions)
        if each.level is None or region.level == each.level
    ]
    if not regions:
        look.found(f"{path}/take", "quota_without_regions", take=rule.take)
    for index, region in regions:
        if region.quota is None:
            look.found(f"/regions/{index}", "region_without_quota", region=region.id)


def _figures(rulebook: Rulebook, each: Round, rule: Promotion, path: str, look: Look) -> None:
    if not _named(rule) and not each.scored:
        look.found(path, "round_without_score", round=each.id)
    if rule.line is not None:
        threshold_check(rulebook, each, rule.line, f"{path}/line", look)
    thresholds_check(rulebook, each, rule.needs, f"{path}/needs", look)
    if rule.ratio is not None and not 0 < rule.ratio <= 1:
        look.found(f"{path}/ratio", "ratio_beyond")
    groups = group_count(rulebook, rule.per, each.level)
    if rule.number is None:
        return
    if rule.take == "proportional" and groups and rule.least * groups > rule.number:
        look.found(f"{path}/least", "least_too_many", needed=rule.least * groups,
                   number=rule.number)  # fmt: skip
    if rule.at_most is not None and rule.at_most < rule.number:
        look.found(f"{path}/at_most", "at_most_below", at_most=rule.at_most, number=rule.number)
