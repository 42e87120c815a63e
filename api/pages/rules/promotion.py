"""Who goes on, rule after rule."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from api.pages.rules.conditions import conditions_text
from api.pages.rules.names import Names
from api.pages.rules.words import joined, listed, points_text, say, share_text, together
from contest.rulebook.v1.promotion import Cap, Promotion, Threshold, caps_may_cross
from contest.rulebook.v1.rounds import Pass, Round


def promotion_words(names: Names, round_: Round, *, lifted: bool) -> tuple[str, ...]:
    """A sentence for each rule, and those that limit it."""
    return tuple(together(_rule(names, round_, each, lifted)) for each in round_.promotion)


def pass_words(names: Names, round_: Round, rule: Pass) -> str:
    """What must be reached apart from the ranking."""
    asked = thresholds_text(names, round_, rule.all)
    if rule.or_facts:
        facts = conditions_text(names, rule.or_facts)
        asked = say("page.rules.pass.or_facts", asked=asked, conditions=facts)
    return say(f"page.rules.pass.{rule.otherwise}", asked=asked)


def thresholds_text(names: Names, round_: Round, rows: Iterable[Threshold]) -> str:
    """Figures that must be reached."""
    return joined(_threshold(names, round_, each) for each in rows)


def _threshold(names: Names, round_: Round, line: Threshold) -> str:
    figure = names.figure(round_, line.of)
    parts = []
    if line.at_least is not None:
        points = points_text(line.at_least)
        parts.append(say("page.rules.threshold.at_least", figure=figure, points=points))
    if line.above is not None:
        points = points_text(line.above)
        parts.append(say("page.rules.threshold.above", figure=figure, points=points))
    return joined(parts) or figure


def _rule(names: Names, round_: Round, rule: Promotion, lifted: bool) -> Iterator[str]:
    yield _taken(names, round_, rule, awards=lifted or _awarded(names, round_))
    if rule.least:
        yield say("page.rules.promotion.least", count=rule.least)
    if rule.at_most is not None:
        yield say("page.rules.promotion.at_most", count=rule.at_most)
    for cap in rule.caps:
        yield _cap(names, cap)
    if rule.crossing == "by_rank":
        yield say("page.rules.promotion.crossing.by_rank")
    elif caps_may_cross(rule):
        yield say("page.rules.promotion.crossing.most_places")
    if rule.needs:
        needs = thresholds_text(names, round_, rule.needs)
        yield say("page.rules.promotion.needs", needs=needs)
    if lifted:
        return
    yield from _substitution(rule)
    if rule.needs_objections_closed:
        yield say("page.rules.promotion.objections_closed")


def _awarded(names: Names, round_: Round) -> bool:
    """Whether the round's ranking gives awards, so that its last line is theirs."""
    last = names.rulebook.rounds[-1].id
    return any(
        each.by in ("rank", "line") and (each.round or last) == round_.id
        for each in names.rulebook.awards
    )


def _taken(names: Names, round_: Round, rule: Promotion, *, awards: bool) -> str:
    whole = rule.take == "number" and not rule.per and not rule.numbers
    if whole and rule.to is None and awards:
        return say("page.rules.cut", place=rule.number or 0)
    group, where = _group(names, rule), _where(names, rule)
    if rule.numbers:
        numbers = numbers_text(names, rule.numbers.items())
        return say("page.rules.promotion.numbers", numbers=numbers, where=where)
    if rule.take == "ratio":
        key = f"page.rules.promotion.ratio_{rule.rounded}"
        return say(key, group=group, where=where, ratio=share_text(rule.ratio or Fraction(0)))
    if rule.take == "score_line":
        line = _threshold(names, round_, rule.line or Threshold())
        return say("page.rules.promotion.score_line", group=group, where=where, line=line)
    key = f"wildcard_{rule.by}" if rule.take == "wildcard" else rule.take
    return say(f"page.rules.promotion.{key}", group=group, where=where, count=rule.number or 0)


def _group(names: Names, rule: Promotion) -> str:
    if not rule.per:
        return say("page.rules.all_together")
    return say("page.rules.each_group", keys=names.keys(rule.per))


def _where(names: Names, rule: Promotion) -> str:
    if rule.to is None:
        return say("page.rules.passes")
    return say("page.rules.enters", round=names.round(rule.to))


def numbers_text(names: Names, numbers: Iterable[tuple[str, int]]) -> str:
    """How many of each group."""
    return listed(
        say("page.rules.group_number", group=names.group(group), count=count)
        for group, count in numbers
    )


def _cap(names: Names, cap: Cap) -> str:
    return say("page.rules.promotion.cap", keys=names.keys(cap.per), count=cap.at_most)


def _substitution(rule: Promotion) -> Iterator[str]:
    substitution = rule.substitution
    if substitution.mode == "none":
        yield say("page.rules.substitution.none")
    elif substitution.within_days is None:
        yield say("page.rules.substitution.next")
    else:
        yield say("page.rules.substitution.next_within", days=substitution.within_days)
