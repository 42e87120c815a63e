"""What is done to a component's points once it has them."""

from contest.rulebook.v1.components import MeasureComponent
from judging.tally.edition.component import Field, Figures, penalty_points, rounded_points, text
from judging.tally.edition.facts import grouped
from judging.tally.edition.limits import beyond_limits
from judging.tally.exact import Exact
from judging.tally.measure.scaling import to_best


def finish(at: Field, found: Figures) -> None:
    """What is beyond a limit, penalties before scaling, scaling, penalties after it, the limit,
    the rounding.
    """
    component = found.component
    _beyond(at, found)
    if not isinstance(component, MeasureComponent):
        # A measured value was made worse in its own unit, before it became points.
        _penalties(at, found, "before_scaling")
    if component.scale is not None:
        _scale(at, found)
    _penalties(at, found, "after_scaling")
    for entry, value in found.values.items():
        if value is not None:
            found.values[entry] = _limited(found, entry, value)


def _beyond(at: Field, found: Figures) -> None:
    """0 points where a penalty passed its limit; first, so that nobody is scaled to such a best."""
    for entry, value in list(found.values.items()):
        for effect, step in beyond_limits(at, found.component.id, found.component.penalties, entry):
            if effect == "zero" and value is not None:
                found.values[entry] = 0
                found.steps[entry].append({**step, "component": found.component.id})


def _limited(found: Figures, entry: str, value: Exact) -> Exact:
    component = found.component
    if component.at_most is not None and value > component.at_most:
        value = component.at_most
        found.tell(entry, "at_most", points=text(value))
    if component.decimals is not None:
        value = rounded_points(value, component.decimals)
        found.tell(entry, "rounded", decimals=component.decimals, points=text(value))
    return value


def _penalties(at: Field, found: Figures, when: str) -> None:
    for penalty in found.component.penalties:
        if penalty.when == when:
            given = at.cells.penalties.get((found.component.id, penalty.id), {})
            for entry, value in given.items():
                before = found.values.get(entry)
                if before is not None:
                    taken = penalty_points(penalty, value)
                    found.values[entry] = max(0, before - taken)
                    found.tell(
                        entry,
                        "penalty",
                        penalty=penalty.id,
                        value=str(value),
                        taken=text(taken),
                        points=text(found.values[entry]),
                    )


def _scale(at: Field, found: Figures) -> None:
    scale = found.component.scale
    assert scale is not None
    there = [entry for entry, value in found.values.items() if value is not None]
    groups = grouped(at.given, there, scale.per, round_id=at.round.id)
    for group, members in groups.items():
        own = {entry: found.values[entry] or 0 for entry in members}
        for entry, value in to_best(own, top=scale.points).items():
            found.values[entry] = value
            best = text(max(own.values()))
            found.tell(entry, "scaled", group=group, best=best, points=text(value))
