"""Eligibility as teams read it: each sentence is made from the check itself."""

from collections.abc import Iterable

from contest.rulebook.v1.conditions import Condition, Joined, Test
from contest.rulebook.v1.eligibility import Check
from contest.rulebook.v1.facts import Fact
from contest.rulebook.v1.rulebook import Rulebook
from contest.words.say import listed, number, pick, say, with_unit


def check_sentence(rulebook: Rulebook, check: Check) -> str:
    """One check in one sentence, and for whom it is."""
    sentence = _rule(rulebook, check)
    only = [
        *(pick(each.name) for each in rulebook.divisions if each.id in check.divisions),
        *(pick(each.name) for each in rulebook.tracks if each.id in check.tracks),
    ]
    if only:
        sentence = say("only_for", who=listed(only), what=sentence)
    return say("may_mend", what=sentence) if check.may_mend else sentence


def _rule(rulebook: Rulebook, check: Check) -> str:
    if check.human is not None:
        return pick(check.human)
    if check.one_per:
        return say("one_per", keys=listed(say(f"key.{key}") for key in check.one_per))
    if check.past_wins is not None:
        most = check.past_wins.at_most
        if not check.past_wins.again_if:
            return say("past_wins", count=most)
        again = say("or").join(say(f"again.{word}") for word in check.past_wins.again_if)
        return say("past_wins_again", count=most, again=again)
    return conditions_sentence(rulebook, check.when)


def conditions_sentence(rulebook: Rulebook, conditions: Iterable[Condition]) -> str:
    """Conditions that all must hold."""
    return say("and").join(_condition(rulebook, each) for each in conditions)


def _condition(rulebook: Rulebook, each: Condition) -> str:
    if isinstance(each, Joined):
        parts = [_condition(rulebook, part) for part in each.of]
        joint = say("and") if each.joint == "all" else say("or")
        return say(f"joined.{each.joint}", what=joint.join(parts))
    return _test(rulebook, each)


def _test(rulebook: Rulebook, test: Test) -> str:
    fact = next((fact for fact in rulebook.facts if fact.id == test.fact), None)
    name = say(f"key.{test.fact}") if fact is None else pick(fact.name)
    unit = None if fact is None else fact.unit
    if test.operator == "given":
        return say("given" if test.value else "not_given", fact=name)
    values = test.value if isinstance(test.value, tuple) else (test.value,)
    words = say("or").join(_answer(rulebook, fact, test.fact, value) for value in values)
    key = "is_flag" if isinstance(test.value, bool) else test.operator
    return say(f"test.{key}", fact=name, value=with_unit(words, unit))


def _answer(rulebook: Rulebook, fact: Fact | None, key: str, value: object) -> str:
    """A value by its name where it has one."""
    if fact is not None:
        names = {option.id: pick(option.name) for option in fact.options}
        return names.get(str(value), number(value))
    return group_name(rulebook, str(value)) if key != "stage" else str(value)


def group_name(rulebook: Rulebook, group: str) -> str:
    """The name of a track, division or region; a stage is its own."""
    names = {each.id: pick(each.name) for each in rulebook.tracks}
    names |= {each.id: pick(each.name) for each in rulebook.divisions}
    names |= {each.id: pick(each.name) for each in rulebook.regions}
    return names.get(group, group)
