"""A round's components: ids, weights, judges, carry-over, penalties."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from contest.rulebook.shape.look import Look, near
from contest.rulebook.v1.checks.combine import Fillers, combine_check
from contest.rulebook.v1.checks.earlier import earlier_check
from contest.rulebook.v1.checks.facts import number_fact_check
from contest.rulebook.v1.checks.groups import group_check
from contest.rulebook.v1.checks.joint import joint_check
from contest.rulebook.v1.checks.measures import measure_check
from contest.rulebook.v1.checks.words import points_text
from contest.rulebook.v1.combination import LOWER_IS_BETTER
from contest.rulebook.v1.components import (
    BallotComponent,
    Component,
    EarlierComponent,
    FixedComponent,
    MeasureComponent,
    Penalty,
    SheetComponent,
)
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import criteria_walk
from contest.rulebook.v1.rulebook import Rulebook


def components_check(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    """All components of a round, each and together."""
    for index, component in enumerate(each.components):
        at = f"{path}/components/{index}"
        _common(rulebook, component, at, look)
        _own(rulebook, each, component, at, look)
    penalties_check(each.penalties, f"{path}/penalties", look, scaled=False)
    _ids(rulebook, each, path, look)
    if each.components:
        _weights(each, path, look)
        _judges(rulebook, each, path, look)
        _places(each, path, look)


def sheets_of(each: Round) -> list[SheetComponent]:
    """The round's sheet components."""
    return [part for part in each.components if isinstance(part, SheetComponent)]


def fillers_of(each: Round, component: SheetComponent) -> Fillers:
    """Who fills a component: the panel or some kinds of it, and votes that sit in."""
    jurors = tuple(
        part.id
        for part in each.components
        if isinstance(part, BallotComponent) and part.as_juror_of == component.id
    )
    if each.panel is None:
        return Fillers(None, {}, jurors)
    kinds = dict(each.panel.kinds or {})
    own = {kind: count for kind, count in kinds.items() if kind in component.judges}
    if not own:
        return Fillers(each.panel.seats, kinds, jurors)
    return Fillers(sum(own.values()), own, jurors)


def rubric_ids(component: SheetComponent) -> list[str]:
    """The rubrics that a component uses."""
    return [component.rubric, *(other.rubric for other in component.rubric_for)]


def _common(rulebook: Rulebook, component: Component, path: str, look: Look) -> None:
    runs = component.runs
    if runs is not None:
        if isinstance(component, BallotComponent | EarlierComponent | FixedComponent):
            look.found(f"{path}/runs", "runs_unfit", kind=component.kind)
        if (runs.take == "mean_best") != (runs.best is not None):
            look.found(f"{path}/runs/best", "runs_best", take=runs.take)
        elif runs.best is not None and runs.best > runs.count:
            look.found(f"{path}/runs/best", "runs_beyond", best=runs.best, count=runs.count)
        if isinstance(component, MeasureComponent) and _of_facts(component):
            look.found(f"{path}/runs", "runs_fact", component=component.id)
    if component.at_most == 0:
        look.found(f"{path}/at_most", "max_zero", of=component.id)
    if component.scale is not None:
        group_check(rulebook, component.scale.per, f"{path}/scale/per", look)
        if component.scale.points == 0:
            look.found(f"{path}/scale/points", "max_zero", of=component.id)
    measured = isinstance(component, MeasureComponent) and component.measure.formula != "cases"
    scaled = component.scale is not None or measured
    penalties_check(component.penalties, f"{path}/penalties", look, scaled=scaled)


def _of_facts(component: MeasureComponent) -> bool:
    """Whether a fact decides, which has one value whatever the number of runs."""
    measure = component.measure
    return measure.formula == "cases" or getattr(measure, "fact", None) is not None


def _own(rulebook: Rulebook, each: Round, component: Component, path: str, look: Look) -> None:
    if isinstance(component, SheetComponent):
        _sheet(rulebook, each, component, path, look)
    elif isinstance(component, MeasureComponent):
        _some(component.max, component.id, path, look)
        measure_check(rulebook, component.measure, component.max, f"{path}/measure", look)
    elif isinstance(component, BallotComponent):
        _ballot(rulebook, each, component, path, look)
    elif isinstance(component, EarlierComponent):
        earlier_check(rulebook, each, component, path, look)
    else:
        _some(component.max, component.id, path, look)
        number_fact_check(rulebook, component.fact, f"{path}/fact", look)


def _some(top: int, name: str, path: str, look: Look) -> None:
    if top == 0:
        look.found(f"{path}/max", "max_zero", of=name)


def _sheet(
    rulebook: Rulebook, each: Round, component: SheetComponent, path: str, look: Look
) -> None:
    rubric = rulebook.rubric(component.rubric)
    fillers = fillers_of(each, component)
    at = f"{path}/combine"
    combine_check(rulebook, component.combine, rubric, fillers=fillers, path=at, look=look)
    joint_check(rulebook, each, component, f"{at}/rounds", look)
    kinds = {} if each.panel is None else dict(each.panel.kinds or {})
    for index, kind in enumerate(component.judges):
        if kind not in kinds:
            look.found(
                f"{path}/judges/{index}", "kind_unknown", kind=kind, options=", ".join(kinds)
            )
    for index, other in enumerate(component.rubric_for):
        at = f"{path}/rubric_for/{index}"
        if not (other.divisions or other.tracks or other.stages):
            look.found(at, "rubric_for_all", rubric=other.rubric)
        total = rulebook.rubric(other.rubric).total
        if total != rubric.total:
            look.found(f"{at}/rubric", "rubric_totals_differ", rubric=other.rubric,
                       main=rubric.id)  # fmt: skip
    placing = component.combine.method in LOWER_IS_BETTER
    if placing and (component.scale is not None or component.at_most is not None):
        look.found(path, "places_not_scaled", component=component.id)
    if placing and component.absent == "zero":
        look.found(f"{path}/absent", "absent_places", component=component.id)


def _ballot(
    rulebook: Rulebook, each: Round, ballot: BallotComponent, path: str, look: Look
) -> None:
    _some(ballot.max, ballot.id, path, look)
    if ballot.form == "yes_no" and ballot.points != 1:
        look.found(f"{path}/points", "ballot_points_unfit")
    most = ballot.most_per_entry
    if most is not None and (ballot.form != "points" or most > ballot.points):
        look.found(f"{path}/most_per_entry", "ballot_most", points=ballot.points)
    if ballot.as_juror_of is None:
        return
    if ballot.weight is not None:
        look.found(f"{path}/weight", "juror_weighted", component=ballot.id)
    if not ballot.counts:
        look.found(f"{path}/counts", "juror_side", component=ballot.id)
    juries = {part.id: part for part in sheets_of(each)}
    jury = juries.get(ballot.as_juror_of)
    if jury is None:
        look.found(f"{path}/as_juror_of", "reference_unknown", noun="component",
                   value=ballot.as_juror_of, **near(ballot.as_juror_of, juries))  # fmt: skip
    elif ballot.max != rulebook.rubric(jury.rubric).total:
        look.found(f"{path}/max", "juror_scale", component=ballot.id, jury=jury.id)


def penalties_check(penalties: Iterable[Penalty], path: str, look: Look, *, scaled: bool) -> None:
    """Penalties take something, and come where there is something to take from."""
    for index, penalty in enumerate(penalties):
        at = f"{path}/{index}"
        if penalty.points == 0:
            look.found(f"{at}/points", "penalty_zero", penalty=penalty.id)
        if penalty.each <= 0:
            look.found(f"{at}/each", "number_not_positive")
        if penalty.free < 0:
            look.found(f"{at}/free", "number_negative")
        if penalty.at_most is not None and penalty.at_most < penalty.points:
            look.found(f"{at}/at_most", "penalty_cap_low", penalty=penalty.id)
        if penalty.beyond is not None and penalty.beyond.above < penalty.free:
            look.found(f"{at}/beyond/above", "penalty_beyond_free", penalty=penalty.id)
        if penalty.when == "before_scaling" and not scaled:
            look.found(f"{at}/when", "penalty_without_scaling", penalty=penalty.id)


def _ids(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    """Scores name lines, vetoes, measures, ballots and penalties of a round by id alone."""
    seen: dict[str, str] = {}
    for name, at in _named(rulebook, each, path):
        first = seen.setdefault(name, at)
        if first != at:
            look.found(at, "id_shared", value=name, first=first)


def _named(rulebook: Rulebook, each: Round, path: str) -> Iterator[tuple[str, str]]:
    for index, part in enumerate(each.components):
        at = f"{path}/components/{index}"
        yield part.id, f"{at}/id"
        if isinstance(part, SheetComponent):
            for name in sorted(_lines(rulebook, part)):
                yield name, f"{at}/rubric"
        for number, penalty in enumerate(part.penalties):
            yield penalty.id, f"{at}/penalties/{number}/id"
    for number, penalty in enumerate(each.penalties):
        yield penalty.id, f"{path}/penalties/{number}/id"


def _lines(rulebook: Rulebook, component: SheetComponent) -> set[str]:
    """Ids of lines and vetoes; a sheet of one total goes by its component's."""
    names: set[str] = set()
    for rubric_id in rubric_ids(component):
        rubric = rulebook.rubric(rubric_id)
        names.update(row.id for row in criteria_walk(rubric.criteria))
        names.update(veto.id for veto in rubric.vetoes)
    return names


def _weights(each: Round, path: str, look: Look) -> None:
    weights: list[Fraction | None] = []
    for index, part in enumerate(each.components):
        if not part.counts and part.weight is not None:
            at = f"{path}/components/{index}/weight"
            look.found(at, "side_weighted", component=part.id)
        if part.counts and not getattr(part, "as_juror_of", None):
            weights.append(part.weight)
            if part.weight == 0:
                at = f"{path}/components/{index}/weight"
                look.found(at, "max_zero", of=part.id)
    given = [weight for weight in weights if weight is not None]
    if not weights:
        look.found(f"{path}/components", "nothing_counts")
    elif all(getattr(part, "absent", None) == "zero" for part in each.components if part.counts):
        look.found(f"{path}/components", "absent_all", round=each.id)
    elif given and len(given) < len(weights):
        look.found(f"{path}/components", "weights_partly")
    elif given and sum(given) != 1:
        look.found(f"{path}/components", "weights_sum", sum=points_text(sum(given, Fraction(0))))


def _judges(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    """Somebody sits where marks are given, and nobody where none are."""
    judged = any(
        isinstance(part, BallotComponent) and part.voters == "judges" for part in each.components
    )
    for part in sheets_of(each):
        for rubric_id in rubric_ids(part):
            leaves = rubric_leaves(rulebook.rubric(rubric_id))
            judged |= any(leaf.criterion is None or not leaf.criterion.measure for leaf in leaves)
    if judged and each.panel is None:
        look.found(path, "panel_missing", round=each.id)
    if not judged and each.panel is not None and each.knockout is None:
        look.found(f"{path}/panel", "panel_idle", round=each.id)


def _places(each: Round, path: str, look: Look) -> None:
    """Sums of places cannot be added to points."""
    counting = [part for part in each.components if part.counts]
    placing = [part for part in sheets_of(each) if part.combine.method in LOWER_IS_BETTER]
    placing = [part for part in placing if part.counts]
    if placing and len(counting) > 1 and each.total.method != "rank-sum":
        look.found(f"{path}/total/method", "places_not_added", component=placing[0].id)
