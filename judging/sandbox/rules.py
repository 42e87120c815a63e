"""Variations of how sheets are combined, rounded and weighted."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from contest.rulebook.v1.combination import Combine
from contest.rulebook.v1.components import Component, SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.refusal import SandboxRefused

Change = tuple[Rulebook, tuple[str, ...]]


def rule_mean(rulebook: Rulebook, name: str, what: str) -> Change:
    """Every component of sheets by the plain mean; classes and leave-out rules stay."""
    return _combined(rulebook, name, lambda combine: _method(combine, "mean"))


def rule_median(rulebook: Rulebook, name: str, what: str) -> Change:
    """Every component of sheets by the median."""
    return _combined(rulebook, name, lambda combine: _method(combine, "median"))


def rule_trimmed(rulebook: Rulebook, name: str, what: str) -> Change:
    """Every component of sheets without the H highest and L lowest, where enough came in."""
    match = re.fullmatch(r"([0-9]{1,2})\+([0-9]{1,2})", what)
    if match is None:
        raise SandboxRefused("variation_malformed", variation=name, wanted="trimmed:1+1")
    high, low = int(match[1]), int(match[2])

    def changed(combine: Combine) -> Combine:
        plain = _method(combine, "trimmed")
        return replace(plain, drop_high=high, drop_low=low, needs=high + low + 1)

    return _combined(rulebook, name, changed, seats=high + low + 1)


def total_rounded(rulebook: Rulebook, name: str, what: str) -> Change:
    """Every round's score to N decimals, a half up, to the even digit, or cut off."""
    match = re.fullmatch(r"([0-6])(:down|:half_up|:half_even)?", what)
    if match is None:
        raise SandboxRefused("variation_malformed", variation=name, wanted="rounding:2:down")
    words: dict[str, Any] = {"decimals": int(match[1])}
    if match[2]:
        words["rounding"] = match[2][1:]
    return _totals(rulebook, name, words)


def ties_on(rulebook: Rulebook, name: str, what: str) -> Change:
    """Ties are read on the rounded or on the exact score."""
    if what not in ("exact", "rounded"):
        raise SandboxRefused("variation_malformed", variation=name, wanted="ties-on:exact")
    return _totals(rulebook, name, {"ties_on": what})


def weights_changed(rulebook: Rulebook, name: str, what: str) -> Change:
    """Other weights of one round's components; those not named keep theirs."""
    round_id, _, list_ = what.partition(":")
    wanted = shares(name, list_, "weights:ROUND:A=0.4,B=0.6")
    known = [each.id for each in rulebook.rounds]
    if round_id not in known:
        raise SandboxRefused("round_unknown", round=round_id, known=", ".join(known))
    round_ = rulebook.round(round_id)
    names = [each.id for each in round_.components]
    for component in wanted:
        if component not in names:
            raise SandboxRefused(
                "component_unknown", round=round_id, component=component, known=", ".join(names)
            )
    components = tuple(
        replace(each, weight=wanted[each.id]) if each.id in wanted else each
        for each in round_.components
    )
    told = tuple(f"{round_id}: weight of {each} {share}" for each, share in wanted.items())
    return _round_replaced(rulebook, replace(round_, components=components)), told


def shares(name: str, list_: str, wanted: str) -> dict[str, Fraction]:
    """``A=0.4,B=0.6`` as exact shares."""
    found: dict[str, Fraction] = {}
    for part in list_.split(","):
        match = re.fullmatch(r"([a-z][a-z0-9_]*)=([0-9]{1,6}(?:\.[0-9]{1,6})?)", part)
        if match is None or match[1] in found:
            raise SandboxRefused("variation_malformed", variation=name, wanted=wanted)
        found[match[1]] = Fraction(match[2])
    return found


def _method(combine: Combine, method: Any) -> Combine:
    return replace(combine, method=method, drop_high=0, drop_low=0, needs=0, points=(), rounds=())


def _combined(
    rulebook: Rulebook, name: str, change: Callable[[Combine], Combine], *, seats: int = 1
) -> Change:
    """The rule for each component that it fits; what keeps its own rule is told too."""
    told: list[str] = []
    changes: list[bool] = []

    def inner(round_: Round, component: Component) -> Component:
        if not isinstance(component, SheetComponent):
            return component
        was = _words(component.combine)
        if rulebook.rubric(component.rubric).input == "ranks":
            told.append(f"{round_.id}: {component.id} stays {was}: judges give places")
            return component
        if round_.panel is not None and round_.panel.seats < seats:
            told.append(f"{round_.id}: {component.id} stays {was}: {round_.panel.seats} seats")
            return component
        combine = change(component.combine)
        if combine != component.combine:
            changes.append(True)
            told.append(f"{round_.id}: {component.id} by {_words(combine)} instead of {was}")
        return replace(component, combine=combine)

    rounds = tuple(
        replace(each, components=tuple(inner(each, component) for component in each.components))
        for each in rulebook.rounds
    )
    if not changes:
        why = "; ".join(told) or "every component of sheets goes by it"
        raise SandboxRefused("variation_changes_nothing", variation=name, why=why)
    return replace(rulebook, rounds=rounds), tuple(told)


def _words(combine: Combine) -> str:
    if combine.method == "trimmed":
        return f"trimmed {combine.drop_high}+{combine.drop_low}"
    return combine.method


def _totals(rulebook: Rulebook, name: str, words: dict[str, Any]) -> Change:
    told: list[str] = []
    rounds: list[Round] = []
    for each in rulebook.rounds:
        total = replace(each.total, **words)
        for word, now in words.items():
            was = getattr(each.total, word)
            if was != now:
                told.append(f"{each.id}: {word} {now} instead of {was}")
        rounds.append(replace(each, total=total))
    if not told:
        raise SandboxRefused(
            "variation_changes_nothing", variation=name, why="every round has it so"
        )
    return replace(rulebook, rounds=tuple(rounds)), tuple(told)


def _round_replaced(rulebook: Rulebook, round_: Round) -> Rulebook:
    rounds = tuple(round_ if each.id == round_.id else each for each in rulebook.rounds)
    return replace(rulebook, rounds=rounds)
