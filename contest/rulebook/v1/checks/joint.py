"""A joint fit over rounds: earlier ones, with one kind of sheets each, out of the same total."""

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.earlier import round_at
from contest.rulebook.v1.combination import JOINT_METHODS, PLACING
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.maxima import rubric_most
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


def joint_check(
    rulebook: Rulebook, each: Round, component: SheetComponent, path: str, look: Look
) -> None:
    """The earlier rounds whose sheets enter a component's fit."""
    rounds = component.combine.rounds
    if rounds and component.combine.method not in JOINT_METHODS:
        method, options = component.combine.method, ", ".join(JOINT_METHODS)
        look.found(path, "joint_method", method=method, options=options)
        return
    if rounds and (component.runs is not None or len(set(rounds)) < len(rounds)):
        look.found(path, "joint_sheets", round=each.id)
    for index, name in enumerate(rounds):
        if round_at(rulebook, name) >= round_at(rulebook, each.id):
            look.found(f"{path}/{index}", "carry_not_before", round=each.id, other=name)
            continue
        sheets = joint_component(rulebook.round(name))
        if sheets is None or _most(rulebook, sheets) != _most(rulebook, component):
            look.found(f"{path}/{index}", "joint_sheets", round=name)


def joint_component(each: Round) -> SheetComponent | None:
    """The one component of a round whose sheets a joint fit can take; None where there is none."""
    sheets = [part for part in each.components if isinstance(part, SheetComponent) and part.counts]
    if len(sheets) != 1 or sheets[0].runs is not None or sheets[0].combine.method in PLACING:
        return None
    return sheets[0]


def _most(rulebook: Rulebook, component: SheetComponent) -> object:
    rubrics = {rubric.id: rubric for rubric in rulebook.rubrics}
    found = rubrics.get(component.rubric)
    return None if found is None else rubric_most(found)
