"""Where places are added the lowest figure is best: what adds, caps or asks for more is refused."""

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.components import rubric_ids, sheets_of
from contest.rulebook.v1.combination import PLACING
from contest.rulebook.v1.maxima import component_ascending, round_ascending
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


def ascending_check(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    """One round: its components made of places, then its total where that is made of them."""
    _components(each, path, look)
    panel = each.panel
    if panel is not None and panel.below_minimum == "mean":
        placing = [part.id for part in sheets_of(each) if part.combine.method in PLACING]
        if placing:
            look.found(f"{path}/panel/below_minimum", "below_mean_places", component=placing[0])
    if not round_ascending(each):
        return
    if each.penalties:
        look.found(f"{path}/penalties", "penalty_of_places", of=each.id)
    if each.at_most is not None:
        look.found(f"{path}/at_most", "places_not_scaled", component=each.id)
    _vetoes(rulebook, each, look)


def _components(each: Round, path: str, look: Look) -> None:
    """What a component of places, or one whose places are added, cannot have."""
    for index, component in enumerate(each.components):
        at = f"{path}/components/{index}"
        if component_ascending(component) and component.penalties:
            look.found(f"{at}/penalties", "penalty_of_places", of=component.id)
        if each.total.method == "rank-sum" and component.weight is not None:
            look.found(f"{at}/weight", "weight_of_places", component=component.id)


def _vetoes(rulebook: Rulebook, each: Round, look: Look) -> None:
    """No points would be the best sum of places."""
    used = {name for part in sheets_of(each) for name in rubric_ids(part)}
    for index, rubric in enumerate(rulebook.rubrics):
        for number, veto in enumerate(rubric.vetoes if rubric.id in used else ()):
            if veto.effect == "zero" and not veto.lines:
                at = f"/rubrics/{index}/vetoes/{number}/effect"
                look.found(at, "veto_zero_places", veto=veto.id, round=each.id)
