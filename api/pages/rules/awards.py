"""Awards, prizes, and checks before they become final."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from api.pages.rules.money import currency_text
from api.pages.rules.names import Names
from api.pages.rules.promotion import numbers_text
from api.pages.rules.words import Block, listed, number_text, pick, points_text, say, share_text
from contest.rulebook.v1.awards import Award, AwardsLimit, Diligence, Installment, Prize
from core.currencies import minor_digits


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A level, its places, and what it takes."""

    name: str
    places: str
    notes: tuple[str, ...]


def award_line(names: Names, award: Award) -> AwardLine:
    """One award as the table shows it."""
    return AwardLine(pick(award.name), _places(names, award), tuple(_notes(names, award)))


def awards_blocks(names: Names) -> Iterator[Block]:
    """What holds for all awards, and checks on site."""
    rulebook = names.rulebook
    if rulebook.awards_at_most is not None:
        sentences = tuple(_limit(rulebook.awards_at_most))
        yield Block(say("page.rules.awards_limit"), sentences)
    if rulebook.one_prize_per != "none":
        sentence = say(f"page.rules.one_prize.{rulebook.one_prize_per}")
        yield Block(say("page.rules.awards_rules"), (sentence,))
    if rulebook.diligence is not None:
        sentences = tuple(_diligence(names, rulebook.diligence))
        yield Block(say("page.rules.diligence"), sentences)


def _limit(limit: AwardsLimit) -> Iterator[str]:
    if limit.ratio is None:
        yield say("page.rules.awards_at_most.places", count=limit.places or 0)
    else:
        ratio = share_text(limit.ratio)
        yield say(f"page.rules.awards_at_most.ratio.{limit.rounded}", ratio=ratio)
    yield say(f"page.rules.awards_at_most.equals.{limit.equals}")


def _places(names: Names, award: Award) -> str:
    if award.by == "line":
        return say("page.rules.award.everybody")
    if award.numbers:
        return numbers_text(names, award.numbers.items())
    if award.ratio is not None:
        ratio = share_text(award.ratio)
        return say(f"page.rules.award.ratio.{award.rounded}", ratio=ratio)
    if award.places is None:
        return say("page.rules.award.open")
    return say("page.rules.places", places=award.places)


def _notes(names: Names, award: Award) -> Iterator[str]:
    if award.per:
        yield say("page.rules.award.per", keys=names.keys(award.per))
    if award.round is not None:
        yield say("page.rules.award.round", round=names.round(award.round))
    if award.by == "component":
        component = names.figure(None, award.component or "")
        yield say("page.rules.award.by.component", component=component)
    elif award.by == "line":
        minimum = points_text(award.minimum_score or 0)
        yield say("page.rules.award.by.line", points=minimum)
    elif award.by != "rank":
        yield say(f"page.rules.award.by.{award.by}")
    if award.to != "entry":
        yield say(f"page.rules.award.to.{award.to}")
    if award.minimum_score is not None and award.by != "line":
        yield say("page.rules.award.minimum", points=points_text(award.minimum_score))
    if award.prize is not None:
        yield from _prize(names, award.prize)


def _amount(prize: Prize, minor: int | None) -> str:
    return number_text(Fraction(minor or 0, 10 ** minor_digits(prize.currency)))


def _prize(names: Names, prize: Prize) -> Iterator[str]:
    currency = currency_text(prize.currency)
    if prize.up_to is None:
        yield say("page.rules.prize", amount=_amount(prize, prize.amount), currency=currency)
    else:
        yield say("page.rules.prize.up_to", fact=names.fact(prize.up_to), currency=currency)
    if prize.pot is not None:
        yield say("page.rules.prize.pot", amount=_amount(prize, prize.pot), currency=currency)
    if prize.condition is not None:
        yield say("page.rules.prize.condition", condition=pick(prize.condition))
    if prize.installments:
        yield say("page.rules.prize.installments", parts=listed(map(_part, prize.installments)))


def _part(part: Installment) -> str:
    share = share_text(part.share)
    if part.condition is None:
        return say("page.rules.prize.part", share=share)
    return say("page.rules.prize.part_when", share=share, condition=pick(part.condition))


def _diligence(names: Names, rule: Diligence) -> Iterator[str]:
    group = say("page.rules.all_together")
    if rule.per:
        group = say("page.rules.each_group", keys=names.keys(rule.per))
    yield say(
        f"page.rules.diligence.{rule.pick}",
        round=names.round(rule.after),
        group=group,
        share=share_text(rule.share),
        count=rule.at_least,
    )
    yield say("page.rules.diligence.team", count=rule.team)
    if rule.checklist:
        yield say("page.rules.diligence.list", items=listed(map(pick, rule.checklist)))
    if rule.correct_days:
        yield say("page.rules.diligence.correct", days=rule.correct_days)
    yield say(f"page.rules.diligence.mismatch.{rule.mismatch}")
    yield say(f"page.rules.diligence.refused.{rule.refused}")
