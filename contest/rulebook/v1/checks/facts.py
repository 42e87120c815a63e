"""Facts and the conditions on them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from contest.rulebook.shape.look import Look, pointer
from contest.rulebook.v1.conditions import Condition, Joined, Test
from contest.rulebook.v1.facts import BUILT_IN, Fact
from contest.rulebook.v1.rulebook import Rulebook

_NUMBERS: Final = ("count", "amount")
_FITTING: Final = {
    "at_least": _NUMBERS,
    "at_most": _NUMBERS,
    "above": _NUMBERS,
    "below": _NUMBERS,
    "on_or_after": ("date",),
    "on_or_before": ("date",),
    "within_years": ("date",),
    "is": ("text", "choice", "yes_no"),
    "one_of": ("text", "choice"),
    "none_of": ("text", "choice"),
    "given": ("text", "count", "amount", "date", "yes_no", "choice"),
}


def fact_of(rulebook: Rulebook, fact_id: str) -> Fact | None:
    """The declared fact, or None for one that every entry has."""
    return next((fact for fact in rulebook.facts if fact.id == fact_id), None)


def facts_check(rulebook: Rulebook, look: Look) -> None:
    """A choice has answers, nothing else has."""
    for index, fact in enumerate(rulebook.facts):
        path = f"/facts/{index}"
        if fact.type == "choice" and not fact.options:
            look.found(path, "fact_options_missing", fact=fact.id)
        if fact.type != "choice" and fact.options:
            look.found(f"{path}/options", "fact_options_unfit", fact=fact.id, type=fact.type)
        if fact.unit is not None and fact.type not in _NUMBERS:
            look.found(f"{path}/unit", "fact_unit_unfit", fact=fact.id, type=fact.type)
        for number, option in enumerate(fact.options):
            if option.id in [each.id for each in fact.options[:number]]:
                at = f"{path}/options/{number}/id"
                look.found(at, "id_doubled", value=option.id, first=f"{path}/options")


def number_fact_check(rulebook: Rulebook, fact_id: str | None, path: str, look: Look) -> None:
    """A fact that is measured has to be a number."""
    fact = None if fact_id is None else fact_of(rulebook, fact_id)
    if fact_id in BUILT_IN or (fact is not None and fact.type not in _NUMBERS):
        look.found(path, "fact_not_number", fact=fact_id)


def conditions_check(
    rulebook: Rulebook, conditions: Iterable[Condition], path: str, look: Look
) -> None:
    """Operators fit their facts, answers exist, and the whole can be fulfilled at all."""
    conditions = tuple(conditions)
    for index, each in enumerate(conditions):
        _condition(rulebook, each, pointer(path, index), look)
    _together(conditions, path, look)


def _condition(rulebook: Rulebook, each: Condition, path: str, look: Look) -> None:
    if isinstance(each, Joined):
        inner = f"{path}/{each.joint}"
        for index, part in enumerate(each.of):
            _condition(rulebook, part, pointer(inner, index), look)
        if each.joint == "all":
            _together(each.of, inner, look)
        return
    fact = fact_of(rulebook, each.fact)
    kind = "choice" if fact is None else fact.type
    at = f"{path}/{each.operator}"
    if kind not in _FITTING[each.operator]:
        fitting = [word for word, kinds in _FITTING.items() if kind in kinds]
        look.found(
            at, "operator_unfit", value=each.operator, fact=each.fact, type=kind,
            options=", ".join(fitting),
        )  # fmt: skip
        return
    if isinstance(each.value, bool) != (kind == "yes_no") and each.operator == "is":
        look.found(at, "answer_unfit", fact=each.fact, type=kind)
    if each.operator == "within_years" and rulebook.entries_close is None:
        look.found(at, "entries_close_missing")
    _answers(rulebook, each, fact, at, look)


def _answers(rulebook: Rulebook, test: Test, fact: Fact | None, path: str, look: Look) -> None:
    known = _known_answers(rulebook, test.fact, fact)
    if not known or test.operator not in ("is", "one_of", "none_of"):
        return
    values = test.value if isinstance(test.value, tuple) else (test.value,)
    for value in values:
        if isinstance(value, str) and value not in known:
            look.found(
                path, "answer_unknown", value=value, fact=test.fact, options=", ".join(known)
            )


def _known_answers(rulebook: Rulebook, fact_id: str, fact: Fact | None) -> list[str]:
    if fact is not None:
        return [option.id for option in fact.options]
    ids: dict[str, Iterable[str]] = {
        "track": (each.id for each in rulebook.tracks),
        "division": (each.id for each in rulebook.divisions),
        "region": (each.id for each in rulebook.regions),
        "stage": rulebook.stages,
    }
    return list(ids[fact_id])


def _together(conditions: tuple[Condition, ...], path: str, look: Look) -> None:
    """Two limits of one fact between which nothing lies."""
    tests = [each for each in conditions if isinstance(each, Test)]
    for low in tests:
        for high in tests:
            if apart(low, high):
                look.found(path, "conditions_contradict", fact=low.fact)
                return


def apart(low: Test, high: Test) -> bool:
    """Whether no value of one fact lies from the first limit up to the second, or is both.

    What is not given fulfills nothing but ``given: false``.
    """
    if low.fact != high.fact:
        return False
    pair = (low.operator, high.operator)
    if pair == ("is", "is"):
        return low.value != high.value
    if low.operator == "given" and low.value is False:
        return (high.operator, high.value) != ("given", False)
    if pair == ("on_or_after", "on_or_before"):
        return str(low.value) > str(high.value)
    if low.operator not in ("at_least", "above") or high.operator not in ("at_most", "below"):
        return False
    assert isinstance(low.value, Fraction)
    assert isinstance(high.value, Fraction)
    if pair == ("at_least", "at_most"):
        return low.value > high.value
    return low.value >= high.value


def conditions_of(rulebook: Rulebook) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """All lists of conditions outside rubrics and measures, with their paths."""
    for index, check in enumerate(rulebook.eligibility):
        yield f"/eligibility/{index}/when", check.when
    for index, division in enumerate(rulebook.divisions):
        for number, check in enumerate(division.eligibility):
            yield f"/divisions/{index}/eligibility/{number}/when", check.when
    for index, way in enumerate(rulebook.paths):
        yield f"/paths/{index}/when", way.when
    for index, each in enumerate(rulebook.rounds):
        if each.must_pass is not None:
            yield f"/rounds/{index}/must_pass/or_facts", each.must_pass.or_facts
