"""Vetoes: how many judges they take, and which lines they concern."""

from contest.rulebook.shape.look import Look, near
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import Rubric, Veto, criteria_walk
from contest.rulebook.v1.rulebook import Rulebook


def veto_check(rubric: Rubric, veto: Veto, path: str, look: Look) -> None:
    """A number exactly where it is asked for, and lines that the sheet has and that can be 0."""
    if (veto.by == "number") != (veto.number is not None):
        look.found(f"{path}/number", "veto_number", veto=veto.id)
    if veto.lines and veto.effect != "zero":
        look.found(f"{path}/criteria", "veto_lines_effect", veto=veto.id)
    known = [row.id for row in criteria_walk(rubric.criteria)]
    for index, name in enumerate(veto.lines):
        if name not in known:
            at = f"{path}/criteria/{index}"
            look.found(at, "reference_unknown", noun="criterion", value=name, **near(name, known))


def vetoes_reached_check(rulebook: Rulebook, look: Look) -> None:
    """No veto takes more judges than ever mark an entry."""
    for index, rubric in enumerate(rulebook.rubrics):
        seats = max(
            (
                _judges(each, component)
                for each in rulebook.rounds
                for component in each.components
                if isinstance(component, SheetComponent) and _uses(component, rubric.id)
            ),
            default=0,
        )
        for number, veto in enumerate(rubric.vetoes):
            if veto.number is not None and veto.number > seats:
                look.found(f"/rubrics/{index}/vetoes/{number}/number", "veto_number_beyond",
                           veto=veto.id, number=veto.number, seats=seats)  # fmt: skip


def _uses(component: SheetComponent, rubric: str) -> bool:
    return rubric in (component.rubric, *(other.rubric for other in component.rubric_for))


def _judges(each: Round, component: SheetComponent) -> int:
    """How many judges fill the component's sheet for one entry."""
    if each.panel is None:
        return 0
    kinds = each.panel.kinds or {}
    if component.judges and kinds:
        return sum(kinds.get(kind, 0) for kind in component.judges)
    return each.panel.seats
