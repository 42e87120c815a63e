"""What a ranking says in sentences: the announced rule, steps, refusals."""

from api.bilingual import Both, both, in_both
from api.pages.rules.combination import combine_words
from api.pages.rules.components import total_words
from api.pages.rules.names import Names
from api.pages.rules.words import together
from api.rankings import refusal_words
from contest.rulebook.live.which import sheet_of
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1.lift import rulebook_lift
from judging.insight.chances import LEAST_JUDGES, Chances
from judging.insight.explain import Explanation, Told
from judging.insight.whatif import rules_of


def rule_words(rulebook: Rulebook) -> Both:
    """The announced rule: how sheets become one figure, and its one rounding."""
    rules = rulebook.rules or rulebook_lift(rulebook)
    round_ = rules.round(rulebook.round) if rulebook.rules else rules.rounds[0]
    component = sheet_of(round_)
    several = len(round_.components) > 1
    weighted = any(each.weight is not None for each in round_.components)

    def make() -> str:
        parts = combine_words(Names(rules), component.combine)
        return together([*parts, *total_words(round_.total, several=several, weighted=weighted)])

    return in_both(make)


def chances_words(chances: Chances) -> Both | None:
    """Why there is no chance, or why another model stands in; None: nothing to say."""
    if chances.state == "few_judges":
        return both("ranking.chances.few_judges", least=LEAST_JUDGES)
    if chances.state == "no_cut":
        return both("ranking.chances.no_cut")
    if not chances.refused:
        return None
    why = refusal_words(chances.refused[0])
    key = "ranking.chances.stands_in" if chances.state == "shown" else "ranking.chances.refused"
    return {tag: both(key, why=words)[tag] for tag, words in why.items()}


def formula_words(explained: Explanation) -> Both:
    """How the figure comes from the totals that count."""
    return both(f"ranking.formula.{explained.formula}", **explained.facts)


def step_words(step: Told) -> Both:
    """One step of the way to a place."""
    return both(f"ranking.step.{step.id}", **step.facts)


def what_if_rules(rulebook: Rulebook) -> list[dict[str, object]]:
    """The rules that can be tried, by name."""
    return [
        {"id": rule, "name": both(f"ranking.what_if.rule.{rule}")} for rule in rules_of(rulebook)
    ]
