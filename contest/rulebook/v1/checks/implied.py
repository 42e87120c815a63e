"""Conditions that follow from others: cases never reached, vetoes of all, divisions of nobody."""

from collections.abc import Iterable, Iterator
from typing import Any

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.facts import apart
from contest.rulebook.v1.conditions import Condition, Test
from contest.rulebook.v1.eligibility import Check
from contest.rulebook.v1.places import Division
from contest.rulebook.v1.rulebook import Rulebook

# The operators that say how far a value lies up or down, and whether the limit itself is out.
_FROM = {"at_least": False, "above": True, "on_or_after": False}
_UP_TO = {"at_most": False, "below": True, "on_or_before": False}


def all_implied(held: Iterable[Condition], wanted: Iterable[Condition]) -> bool:
    """Whether whoever fulfills all of ``held`` fulfills all of ``wanted``, as far as can be told.

    Each of the wanted must follow from a single one of the held: what only several
    together make so is not seen, and nothing is said that is not so.
    """
    held = tuple(held)
    return all(any(_implies(one, each) for one in held) for each in wanted)


def _implies(held: Condition, wanted: Condition) -> bool:
    if held == wanted:
        return True
    if not isinstance(held, Test) or not isinstance(wanted, Test) or held.fact != wanted.fact:
        return False
    if (wanted.operator, wanted.value) == ("given", True):
        return held.operator != "given"  # what is not given fulfills nothing else
    for limits, sign in ((_FROM, 1), (_UP_TO, -1)):
        if held.operator in limits and wanted.operator in limits:
            return _farther(held, wanted, limits, sign)
    have = _answers(held)
    if have is None:
        return False
    if wanted.operator == "none_of":
        assert isinstance(wanted.value, tuple)
        return not have & set(wanted.value)
    known = _answers(wanted)
    return known is not None and have <= known


def _farther(held: Test, wanted: Test, limits: dict[str, bool], sign: int) -> bool:
    """Whether the held limit lies at the wanted one or beyond."""
    one: Any = held.value
    other: Any = wanted.value
    if one == other:
        return limits[held.operator] or not limits[wanted.operator]
    return bool(one > other) == (sign > 0)


def _answers(test: Test) -> set[object] | None:
    """The answers of which a test takes any; None where it is no such test."""
    if test.operator == "is":
        return {test.value}
    if test.operator == "one_of" and isinstance(test.value, tuple):
        return set(test.value)
    return None


def vetoes_of_all_check(rulebook: Rulebook, look: Look) -> None:
    """No veto by a fact concerns everybody who may enter at all."""
    entered = [each for check in rulebook.eligibility if _general(check) for each in check.when]
    for index, rubric in enumerate(rulebook.rubrics):
        for number, veto in enumerate(rubric.vetoes):
            if veto.when and all_implied(entered, veto.when):
                look.found(f"/rubrics/{index}/vetoes/{number}/when", "veto_of_all", veto=veto.id)


def divisions_check(rulebook: Rulebook, look: Look) -> None:
    """What a division asks for can be fulfilled beside what the contest asks of it."""
    for index, division in enumerate(rulebook.divisions):
        asked = list(_asked(rulebook, division))
        for number, check in enumerate(division.eligibility):
            fact = next(_against(check, asked), None)
            if fact is not None:
                look.found(f"/divisions/{index}/eligibility/{number}/when",
                           "division_contradicts", division=division.id, fact=fact)  # fmt: skip


def _asked(rulebook: Rulebook, division: Division) -> Iterator[Test]:
    """What the contest asks of every entry of the division."""
    for check in rulebook.eligibility:
        if not check.tracks and (not check.divisions or division.id in check.divisions):
            yield from (each for each in check.when if isinstance(each, Test))


def _against(check: Check, asked: list[Test]) -> Iterator[str]:
    """Facts of which no value fulfills the check and what is asked besides."""
    if check.tracks:
        return
    for own in check.when:
        for other in asked:
            if isinstance(own, Test) and (apart(own, other) or apart(other, own)):
                yield own.fact


def _general(check: Check) -> bool:
    return not check.divisions and not check.tracks
