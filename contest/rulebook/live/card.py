"""The lines of a sheet as cards show them: what is typed, what it counts, what may be chosen."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.live.lines import chosen, grades_of
from contest.rulebook.v1.leaves import Leaf, rubric_leaves
from contest.rulebook.v1.names import Band, Name
from contest.rulebook.v1.rubrics import Criterion, Rubric, criteria_walk
from core.numbers import HUNDREDTHS, mark_text

Document = dict[str, Any]

_STEP_TEXT: Final = {100: "1", 50: "0.5", 10: "0.1", 1: "0.01"}


def name_of(name: Name) -> Document:
    """A name in both languages."""
    return {"zh": name.zh, "en": name.en}


def band_of(band: Band | None) -> Document:
    """A recommended range, as the field of a card; nothing where there is none."""
    if band is None:
        return {}
    return {"band": {"low": mark_text(band.low), "high": mark_text(band.high)}}


def card_lines(rubric: Rubric) -> Iterator[Document]:
    """The marked lines; each says in its name which groups it stands in."""
    names = {row.id: row.name for row in criteria_walk(rubric.criteria)}
    for leaf in rubric_leaves(rubric):
        if leaf.criterion is None:
            yield {**_typed(leaf, rubric.name), "required": True}
            continue
        around = [names[group] for group in leaf.groups]
        yield _line(rubric, leaf, leaf.criterion, [*around, leaf.criterion.name])


def card_groups(rubric: Rubric) -> list[Document]:
    """The groups with their names: results may quote them."""
    return [
        {"id": row.id, "name": name_of(row.name)}
        for row in criteria_walk(rubric.criteria)
        if row.criteria
    ]


def _typed(leaf: Leaf, *names: Name) -> Document:
    line: Document = {
        "id": leaf.id,
        "name": {
            "zh": " · ".join(name.zh for name in names),
            "en": " · ".join(name.en for name in names),
        },
        "max": mark_text(leaf.high),
        "step": _STEP_TEXT[leaf.step],
    }
    if leaf.low:
        line["low"] = mark_text(leaf.low)
    # A hundredth of a mark is worth so many hundredths of a point.
    times = Fraction(leaf.points * HUNDREDTHS, leaf.high)
    if times != 1:
        line["times"] = [times.numerator, times.denominator]
        line["points"] = mark_text(round_half_up(leaf.points * HUNDREDTHS))
    return line


def round_half_up(value: Fraction) -> int:
    """The nearest whole number, a half upward; for figures that are not negative."""
    return int((2 * value + 1) // 2)


def _line(rubric: Rubric, leaf: Leaf, row: Criterion, names: list[Name]) -> Document:
    line = {**_typed(leaf, *names), "required": row.required, **band_of(row.band)}
    if row.hint is not None:
        line["hint"] = name_of(row.hint)
    if row.bonus:
        line["bonus"] = True
        if rubric.bonus_at_most is not None:
            line["bonus_at_most"] = mark_text(rubric.bonus_at_most)
    grades = grades_of(rubric, row)
    if row.all_or_nothing:
        line["choices"] = [{"mark": mark_text(leaf.high)}, {"mark": mark_text(0)}]
    elif chosen(grades):
        line["choices"] = [
            {"mark": mark_text(grade.gives or 0), "name": name_of(grade.name)} for grade in grades
        ]
    anchors = [(each.at_least, each.name) for each in row.anchors]
    if not anchors and not chosen(grades):
        # Grades that nobody chooses say what a mark means, best first; anchors lowest first.
        anchors = [(grade.at_least, grade.name) for grade in reversed(grades)]
    if anchors:
        line["anchors"] = [{"from": mark_text(at), "name": name_of(name)} for at, name in anchors]
    return line
