"""Awards, prizes and the checks before them."""

from fractions import Fraction
from typing import Final

from contest.rulebook.shape.look import Look, near
from contest.rulebook.v1.awards import LADDER, Award
from contest.rulebook.v1.checks.groups import group_check, numbers_check
from contest.rulebook.v1.checks.levels import ladder_check
from contest.rulebook.v1.checks.prizes import prize_check
from contest.rulebook.v1.checks.thresholds import figure_most
from contest.rulebook.v1.checks.words import mark_words, points_text
from contest.rulebook.v1.maxima import figure_ascending, round_ascending
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS

# People decide who gets these.
_DECIDED: Final = ("recommended", "committee")


def awards_check(rulebook: Rulebook, look: Look) -> None:
    """All awards, then diligence."""
    for index, award in enumerate(rulebook.awards):
        path = f"/awards/{index}"
        each = rulebook.rounds[-1] if award.round is None else rulebook.round(award.round)
        _places(rulebook, award, path, look)
        _component(award, each, path, look)
        _figures(rulebook, award, each, path, look)
        prize_check(rulebook, award, path, look)
        _prize(award, path, look)
    ladder_check(rulebook, look)
    _diligence(rulebook, look)


def _places(rulebook: Rulebook, award: Award, path: str, look: Look) -> None:
    given = [word for word in ("places", "numbers", "ratio") if getattr(award, word) is not None]
    if award.by == "line":
        for word in given:
            look.found(f"{path}/{word}", "award_line_places", award=award.id, field=word)
    elif len(given) > 1 or (not given and award.by != "committee"):
        look.found(path, "award_places_not_one", award=award.id, count=len(given))
    if award.ratio is not None and not 0 < award.ratio <= 1:
        look.found(f"{path}/ratio", "ratio_beyond")
    if award.by in _DECIDED:
        _decided(award, path, look)
    if award.rounded == "ceil" and award.ratio is None:
        look.found(f"{path}/rounded", "rounded_without_ratio")
    group_check(rulebook, award.per, f"{path}/per", look)
    numbers_check(rulebook, award.numbers, award.per, f"{path}/numbers", look)


def _decided(award: Award, path: str, look: Look) -> None:
    """Of a decision the first so many names count, and nothing else."""
    for word in ("numbers", "ratio", "minimum_score", "per"):
        if getattr(award, word):
            look.found(f"{path}/{word}", "award_part_unfit", award=award.id, by=award.by,
                       field=word)  # fmt: skip


def _component(award: Award, each: Round, path: str, look: Look) -> None:
    if (award.by == "component") != (award.component is not None):
        look.found(f"{path}/component", "award_component", award=award.id, by=award.by)
    elif award.component is not None:
        ids = [part.id for part in each.components]
        if award.component not in ids:
            look.found(f"{path}/component", "reference_unknown", noun="component",
                       value=award.component, **near(award.component, ids))  # fmt: skip
    if award.by == "recommended" and award.to == "entry":
        look.found(f"{path}/to", "award_recommended_to", award=award.id)


def _figures(rulebook: Rulebook, award: Award, each: Round, path: str, look: Look) -> None:
    if award.by == "rank" and not each.scored:
        look.found(path, "award_without_ranking", award=award.id, round=each.id)
    if award.by == "line":
        _line(rulebook, award, each, path, look)
    across = [key for key in each.rank_within if key not in award.per]
    if award.by in LADDER and across:
        look.found(f"{path}/per", "promotion_across", keys=", ".join(across))
    if award.minimum_score is None:
        return
    of = award.component if award.component is not None else "total"
    if award.by != "line" and figure_ascending(each, of):
        look.found(f"{path}/minimum_score", "award_minimum_places", award=award.id)
        return
    most = figure_most(rulebook, each, of)
    if most is not None and Fraction(award.minimum_score, HUNDREDTHS) > most:
        look.found(f"{path}/minimum_score", "threshold_beyond", of=of,
                   line=mark_words(award.minimum_score), most=points_text(most))  # fmt: skip


def _line(rulebook: Rulebook, award: Award, each: Round, path: str, look: Look) -> None:
    if award.minimum_score is None:
        look.found(path, "award_line_minimum", award=award.id)
    if not each.components:
        look.found(path, "round_without_score", round=each.id)
    elif round_ascending(each):
        look.found(f"{path}/by", "award_line_places_total", award=award.id, round=each.id)


def _prize(award: Award, path: str, look: Look) -> None:
    if award.prize is None or not award.prize.installments:
        return
    total = sum((part.share for part in award.prize.installments), Fraction(0))
    if total != 1:
        look.found(f"{path}/prize/installments", "weights_sum", sum=points_text(total))


def _diligence(rulebook: Rulebook, look: Look) -> None:
    diligence = rulebook.diligence
    if diligence is None:
        return
    group_check(rulebook, diligence.per, "/diligence/per", look)
    if diligence.share > 1:
        look.found("/diligence/share", "ratio_beyond")
    if diligence.share == 0 and diligence.at_least == 0:
        look.found("/diligence/share", "diligence_nobody")
    if diligence.pick == "rank" and not rulebook.round(diligence.after).scored:
        look.found("/diligence/after", "round_without_score", round=diligence.after)
