"""From panels of sheets to one figure an entry, by the rule of a component."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType

from contest.rulebook.v1.combination import LOWER_IS_BETTER, Combine
from contest.rulebook.v1.components import SheetComponent
from core.numbers import HUNDREDTHS
from judging.tally.combine.classes import weighted_classes
from judging.tally.combine.figure import Combined, CombineRefused, Figure
from judging.tally.combine.mean import mean, median, trimmed
from judging.tally.combine.ranks import majority_places, midranks, rank_sums
from judging.tally.edition.given import Given
from judging.tally.edition.lines import Lines
from judging.tally.edition.measured import place_points
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.sheets import Panel, Sheet
from judging.tally.exact import Exact, quotient
from judging.tally.rubric.node import worth_of

Rule = Callable[[Iterable[Figure]], Combined]
PLACE_METHODS = ("rank-sum", "majority", "points")


@dataclass(frozen=True, slots=True)
class Joined:
    """An entry's figure in hundredths, or why there is none; ``by_line`` where lines go apart."""

    combined: Combined | None
    why: str = ""
    by_line: Mapping[str, Combined] = field(default_factory=dict)


def lower_is_better(combine: Combine) -> bool:
    """Whether the figure is a place or a sum of places."""
    return combine.method in LOWER_IS_BETTER


def joined(
    component: SheetComponent, panel: Panel, lines: Lines, given: Given, *, entry: str
) -> Joined:
    """One entry's sheets by a rule that looks at no other entry."""
    combine = component.combine
    try:
        if combine.per == "criterion":
            return _per_criterion(combine, panel, lines, given)
        figures = [_figure(sheet, sheet.total, given) for sheet in panel.sheets.values()]
        return Joined(_rule(combine)(figures))
    except CombineRefused as refused:
        if refused.code in ("too_few_to_trim", "class_missing", "nothing_to_combine"):
            return Joined(None, refused.code)
        judge = next(
            sheet.judge
            for sheet in panel.sheets.values()
            if _kind(sheet.judge, given) not in (combine.classes or {})
        )
        raise ScoresRefused(
            "judge_of_no_class",
            judge=judge,
            kind=_kind(judge, given) or "-",
            component=component.id,
            entry=entry,
        ) from refused


def _rule(combine: Combine) -> Rule:
    def inner(figures: Iterable[Figure]) -> Combined:
        if combine.method == "trimmed":
            return trimmed(
                figures,
                high=combine.drop_high,
                low=combine.drop_low,
                minimum=combine.needs,
                below="mean" if combine.below == "mean" else "refuse",
            )
        if combine.method == "median":
            return median(figures)
        return _sum(figures) if combine.method == "sum" else mean(figures)

    if combine.classes is None:
        return inner
    classes = combine.classes
    if combine.class_weights == "per_judge":
        return lambda figures: _weighted_judges(figures, classes)
    missing = "redistribute" if combine.class_missing == "share_out" else "refuse"
    return lambda figures: weighted_classes(figures, weights=classes, inner=inner, missing=missing)


def _sum(figures: Iterable[Figure]) -> Combined:
    rows = list(figures)
    average = mean(rows)
    return replace(
        average,
        value=sum(row.value for row in rows),
        weights=MappingProxyType({row.judge: 1 for row in rows}),
    )


def _weighted_judges(figures: Iterable[Figure], weights: Mapping[str, Fraction]) -> Combined:
    """Each judge with the weight of the class."""
    rows = list(figures)
    if any(row.kind not in weights for row in rows):
        raise CombineRefused("class_unknown")
    whole = sum(weights[row.kind] for row in rows)
    if not whole:
        raise CombineRefused("nothing_to_combine")
    shares = {row.judge: quotient(weights[row.kind], whole) for row in rows}
    return replace(
        mean(rows),
        value=quotient(sum(row.value * weights[row.kind] for row in rows), whole),
        weights=MappingProxyType(shares),
    )


def _per_criterion(combine: Combine, panel: Panel, lines: Lines, given: Given) -> Joined:
    """Each line over the judges, then the tree over the lines."""
    rule, by_line = _rule(combine), dict[str, Combined]()
    marks: dict[str, Exact | None] = {}
    sheets = list(panel.sheets.values())
    absent = frozenset.intersection(*(sheet.absent for sheet in sheets)) if sheets else frozenset()
    for key, node in lines.nodes.items():
        rows = [sheet for sheet in sheets if key not in sheet.absent]
        if node.measured:
            marks[key] = next((sheet.marks.get(key) for sheet in sheets), None)
        elif rows:
            by_line[key] = rule(
                [_figure(sheet, sheet.marks.get(key) or 0, given) for sheet in rows]
            )
            marks[key] = by_line[key].value
    if not by_line:
        raise CombineRefused("nothing_to_combine")
    counted = tuple(sheet.judge for sheet in sheets)
    value = worth_of(lines.root, marks, absent=absent)
    return Joined(Combined(value, counted, note="per_criterion"), by_line=by_line)


def _figure(sheet: Sheet, value: Exact, given: Given) -> Figure:
    return Figure(sheet.judge, value, _kind(sheet.judge, given))


def _kind(judge: str, given: Given) -> str:
    # A vote that sits in as one more juror is a class of its own name.
    return str(given.judges.get(judge, {"kind": judge}).get("kind", ""))


def placed(
    component: SheetComponent, panels: Mapping[str, Panel], *, as_places: bool
) -> dict[str, Joined]:
    """All entries of one group by judges' places: their sum, majorities, or points.

    ``as_places``: what judges wrote are places already (1 is the best). The
    figure is in hundredths, of a place or of a point.
    """
    method = component.combine.method
    table = _table(component, panels)
    if method == "points":
        return _points(component, panels, table, as_places)
    if method == "majority":
        return _majority(table, panels, as_places)
    sums = rank_sums(table, more_is_better=not as_places)
    return {
        entry: Joined(Combined(sums.get(entry, 0) * HUNDREDTHS, tuple(panel.sheets)))
        for entry, panel in panels.items()
    }


def _table(component: SheetComponent, panels: Mapping[str, Panel]) -> dict[str, dict[str, Exact]]:
    table: dict[str, dict[str, Exact]] = {}
    for entry, panel in panels.items():
        for judge, sheet in panel.sheets.items():
            table.setdefault(judge, {})[entry] = quotient(sheet.total, HUNDREDTHS)
    for judge, row in table.items():
        for entry in panels:
            if entry not in row:
                raise ScoresRefused(
                    "panel_incomplete", component=component.id, judge=judge, entry=entry
                )
    return table


def _majority(
    table: Mapping[str, Mapping[str, Exact]], panels: Mapping[str, Panel], as_places: bool
) -> dict[str, Joined]:
    places = {judge: midranks(row, more_is_better=not as_places) for judge, row in table.items()}
    found: dict[str, Joined] = {}
    rank = 1
    for placement in majority_places(places):
        note = f"column {placement.column}: {placement.votes} judges, sum {placement.total}"
        for entry in placement.entries:
            counted = tuple(panels[entry].sheets)
            found[entry] = Joined(Combined(rank * HUNDREDTHS, counted, note=note))
        rank += len(placement.entries)
    return found


def _points(
    component: SheetComponent,
    panels: Mapping[str, Panel],
    table: Mapping[str, Mapping[str, Exact]],
    as_places: bool,
) -> dict[str, Joined]:
    sums: dict[str, Exact] = {}
    for row in table.values():
        given = place_points(row, component.combine.points, more_is_better=not as_places)
        for entry, value in given.items():
            sums[entry] = sums.get(entry, 0) + value
    return {
        entry: Joined(Combined(sums.get(entry, 0), tuple(panel.sheets)))
        for entry, panel in panels.items()
    }


def farthest(sheets: Iterable[Sheet], middle: Exact) -> str:
    """The judge whose total lies farthest from ``middle``; of equals the later seat."""

    def key(sheet: Sheet) -> tuple[Exact, int, str]:
        gap = sheet.total - middle
        return (max(gap, -gap), len(sheet.judge), sheet.judge)

    return max(sheets, key=key).judge
