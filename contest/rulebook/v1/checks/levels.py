"""Award levels together: best first, no more than all, and the limit of all of them."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby, pairwise

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.awards import LADDER, Award
from contest.rulebook.v1.checks.words import mark_words, points_text
from contest.rulebook.v1.rulebook import Rulebook


def ladder_check(rulebook: Rulebook, look: Look) -> None:
    """Each round's levels in their order, then the limit over all."""
    for levels in ladders(rulebook):
        for (_, above), (index, below) in pairwise(levels):
            path = f"/awards/{index}"
            if above.by == "line" and below.by == "rank":
                look.found(f"{path}/by", "award_rank_after_line", award=below.id, line=above.id)
            else:
                _minimum(above, below, path, look)
        _ratios(levels, look)
    _limit(rulebook, look)


def ladders(rulebook: Rulebook) -> Iterator[list[tuple[int, Award]]]:
    """Levels of one ranking, in the document's order, with their index."""
    last = rulebook.rounds[-1].id
    rows = [(index, each) for index, each in enumerate(rulebook.awards) if each.by in LADDER]
    for round_ in rulebook.rounds:
        mine = [row for row in rows if (row[1].round or last) == round_.id]
        for _, levels in groupby(mine, key=lambda row: row[1].per):
            yield list(levels)


def _minimum(above: Award, below: Award, path: str, look: Look) -> None:
    high, low = above.minimum_score, below.minimum_score
    if high is None or low is None:
        return
    if low > high or (low == high and above.by == below.by == "line"):
        look.found(f"{path}/minimum_score", "award_minimum_order", award=below.id, above=above.id,
                   line=mark_words(low), high=mark_words(high))  # fmt: skip


def _ratios(levels: list[tuple[int, Award]], look: Look) -> None:
    total = Fraction(0)
    for index, award in levels:
        total += award.ratio or 0
        if award.ratio is not None and award.ratio <= 1 < total:
            look.found(f"/awards/{index}/ratio", "award_ratios_beyond", award=award.id,
                       sum=f"{points_text(total * 100)}%")  # fmt: skip
            return


def _limit(rulebook: Rulebook, look: Look) -> None:
    limit = rulebook.awards_at_most
    if limit is None:
        return
    if (limit.places is None) == (limit.ratio is None):
        look.found("/awards_at_most", "awards_limit_not_one")
    if limit.ratio is not None and not 0 < limit.ratio <= 1:
        look.found("/awards_at_most/ratio", "ratio_beyond")
    if not any(each.by in LADDER for each in rulebook.awards):
        look.found("/awards_at_most", "awards_limit_nothing")
