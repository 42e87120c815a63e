"""The announced rule of one round, as papers quote it."""

from api.pages.rules.combination import combine_words
from api.pages.rules.components import total_words
from api.pages.rules.names import Names
from api.pages.rules.ties import ties_words
from api.pages.rules.words import together
from contest.rulebook.live.which import sheet_of
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1.lift import rulebook_lift
from judging.ports import AnnouncedRule


def announced_rule(rulebook: Rulebook) -> AnnouncedRule:
    """How sheets become one figure, its one rounding, and the ladder, in the active language."""
    rules = rulebook.rules or rulebook_lift(rulebook)
    round_ = rules.round(rulebook.round) if rulebook.rules else rules.rounds[0]
    several = len(round_.components) > 1
    weighted = any(each.weight is not None for each in round_.components)
    names = Names(rules)
    combined = combine_words(names, sheet_of(round_).combine)
    total = total_words(round_.total, several=several, weighted=weighted)
    ladder = ties_words(names, round_)
    labels = [step.label for step in (rulebook.ties if rulebook.rules is None else round_.ties)]
    steps = dict(zip(labels, ladder, strict=False))
    return AnnouncedRule(together([*combined, *total]), ladder, steps)
