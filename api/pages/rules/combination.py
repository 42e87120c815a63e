"""How several sheets become one figure."""

from collections.abc import Iterator

from api.pages.rules.measures import places_points
from api.pages.rules.names import Names
from api.pages.rules.words import listed, points_text, say, share_text
from contest.rulebook.v1.combination import FAR, LOWER_IS_BETTER, Combine, LeaveOut


def combine_words(names: Names, combine: Combine) -> Iterator[str]:
    """The method, its classes, who is left out, and its own rounding."""
    yield _method(combine)
    if combine.rounds:
        rounds = listed(names.round(each) for each in combine.rounds)
        yield say("page.rules.combine.rounds", rounds=rounds)
    if combine.method in (*LOWER_IS_BETTER, "points"):
        yield say(f"page.rules.combine.struck.{combine.struck}")
    if combine.per == "criterion":
        yield say("page.rules.combine.per_criterion")
    if combine.classes:
        yield from _classes(names, combine)
    for rule in combine.leave_out:
        yield _left_out(rule)
    if combine.decimals is not None:
        yield say("page.rules.combine.decimals", decimals=combine.decimals)


def _method(combine: Combine) -> str:
    if combine.method == "trimmed":
        return say(
            f"page.rules.trimmed.{combine.below}",
            high=combine.drop_high,
            low=combine.drop_low,
            minimum=combine.needs,
        )
    if combine.method == "points":
        return say("page.rules.method.points", places=places_points(combine.points))
    return say(f"page.rules.method.{combine.method}")


def _classes(names: Names, combine: Combine) -> Iterator[str]:
    classes = combine.classes or {}
    shares = listed(
        say("page.rules.combine.class", kind=names.kind_name(kind), share=share_text(share))
        for kind, share in classes.items()
    )
    yield say(f"page.rules.combine.{combine.class_weights}", classes=shares)
    yield say(f"page.rules.combine.class_missing.{combine.class_missing}")


def _left_out(rule: LeaveOut) -> str:
    if rule.rule == "same":
        return say("page.rules.leave_out.same", attribute=_attribute(rule.attribute or ""))
    if rule.rule in FAR:
        return say(f"page.rules.leave_out.{rule.rule}", points=points_text(rule.points or 0))
    return say(f"page.rules.leave_out.{rule.rule}")


def _attribute(attribute: str) -> str:
    if attribute in ("region", "organization", "track", "division"):
        return say(f"page.rules.key.{attribute}")
    return attribute
