"""Carry-over: only from rounds that are over."""

from contest.rulebook.shape.look import Look, near
from contest.rulebook.v1.checks.measures import places_check
from contest.rulebook.v1.components import EarlierComponent
from contest.rulebook.v1.maxima import figure_ascending
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


def round_at(rulebook: Rulebook, round_id: str) -> int:
    """A round's place in the document."""
    return [each.id for each in rulebook.rounds].index(round_id)


def carried_from(each: Round) -> list[str]:
    """The rounds whose scores go into this one."""
    return [part.round for part in each.components if isinstance(part, EarlierComponent)]


def _leads_back(rulebook: Rulebook, start: str, goal: str) -> bool:
    """Whether the score of ``start`` is made of the score of ``goal``."""
    seen: set[str] = set()
    open_ids = [start]
    while open_ids:
        at = open_ids.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            open_ids.extend(carried_from(rulebook.round(at)))
    return False


def earlier_check(
    rulebook: Rulebook, each: Round, component: EarlierComponent, path: str, look: Look
) -> None:
    """One carried component."""
    if _leads_back(rulebook, component.round, each.id):
        look.found(f"{path}/round", "carry_circular", round=each.id, other=component.round)
        return
    if round_at(rulebook, component.round) >= round_at(rulebook, each.id):
        look.found(f"{path}/round", "carry_not_before", round=each.id, other=component.round)
        return
    before = rulebook.round(component.round)
    if not before.components:
        look.found(f"{path}/round", "round_without_score", round=before.id)
    ids = [part.id for part in before.components]
    if (component.take == "component") != (component.component is not None):
        look.found(f"{path}/component", "carry_part", take=component.take, field="component")
    elif component.component is not None and component.component not in ids:
        look.found(f"{path}/component", "reference_unknown", noun="component",
                   value=component.component, **near(component.component, ids))  # fmt: skip
    elif component.take != "place_points" and _of_places(before, component):
        look.found(f"{path}/round", "carry_of_places", round=each.id, other=before.id)
    if (component.take == "place_points") != bool(component.points):
        look.found(f"{path}/points", "carry_part", take=component.take, field="points")
    places_check(component.points, f"{path}/points", look)
    if component.absent is None and component.counts and _past(rulebook, each.id, before.id):
        look.found(f"{path}/absent", "carry_absent", round=each.id, other=before.id)


def _past(rulebook: Rulebook, goal: str, over: str) -> bool:
    """Whether one can come into ``goal`` by a path or by promotion without being in ``over``."""
    open_ids = [rulebook.rounds[0].id, *(way.enters for way in rulebook.paths)]
    seen = {over}
    while open_ids:
        at = open_ids.pop()
        if at not in seen:
            seen.add(at)
            open_ids += [rule.to for rule in rulebook.round(at).promotion if rule.to is not None]
    return goal in seen


def _of_places(before: Round, component: EarlierComponent) -> bool:
    """Whether what is carried over is made of places, the lowest best."""
    return figure_ascending(before, component.component or "total")
