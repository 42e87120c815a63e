"""Conditions as clauses: the check is made from the same data that these words are."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from api.pages.rules.names import Names
from api.pages.rules.words import day_text, joined, listed, number_text, say
from contest.rulebook.v1.conditions import Condition, Test


def condition_text(names: Names, condition: Condition) -> str:
    """One condition as a clause without a full stop."""
    if isinstance(condition, Test):
        return _test(names, condition)
    inner = joined(condition_text(names, each) for each in condition.of)
    return say(f"page.rules.joint.{condition.joint}", conditions=inner)


def conditions_text(names: Names, conditions: Iterable[Condition]) -> str:
    """Conditions of which all must hold."""
    return joined(condition_text(names, each) for each in conditions)


def _test(names: Names, test: Test) -> str:
    fact, value = names.fact(test.fact), test.value
    if isinstance(value, bool):
        answer = "yes" if value else "no"
        return say(f"page.rules.test.{test.operator}_{answer}", fact=fact)
    if test.operator == "within_years":
        return _years(names, fact, str(value))
    return say(f"page.rules.test.{test.operator}", fact=fact, value=_value(names, test))


def _value(names: Names, test: Test) -> str:
    value = test.value
    if isinstance(value, Fraction):
        return f"{number_text(value)}{names.unit(test.fact)}"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple):
        return listed(names.answer(test.fact, each) for each in value)
    return names.answer(test.fact, value)


def _years(names: Names, fact: str, years: str) -> str:
    close = names.rulebook.entries_close
    if close is None:
        return say("page.rules.test.within_years", fact=fact, years=years)
    return say("page.rules.test.within_years_of", fact=fact, years=years, day=day_text(close))
