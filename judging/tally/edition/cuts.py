"""The ranks of a group behind which somebody is cut."""

from contest.rulebook.v1.awards import LADDER
from judging.tally.edition.awarding import award_lines
from judging.tally.edition.ranking import Ranker
from judging.tally.outcome.quotas import ratio


def cut_lines(ranker: Ranker, group: str, size: int, *, last: bool) -> list[int]:
    """The ranks behind which somebody is cut, where they can be told from the rules alone."""
    lines: list[int] = []
    taken = 0
    for rule in ranker.at.round.promotion:
        apart = set(rule.per) != set(ranker.at.round.rank_within)
        if apart or rule.caps or rule.take in ("proportional", "quota", "list"):
            return list(range(1, size))
        if rule.take == "ratio":
            percent = (rule.ratio or 0) * 100
            taken += max(rule.least, ratio(size, percent=percent, rounding=rule.rounded))
        elif rule.take in ("number", "wildcard"):
            number = rule.number if rule.numbers is None else rule.numbers.get(group, 0)
            taken += number or 0
        lines.append(taken)
    mine = [
        each
        for each in ranker.at.rulebook.awards
        if each.by in LADDER and (each.round == ranker.at.round.id or (each.round is None and last))
    ]
    return lines + award_lines(ranker.at.rulebook, mine, group, size)
