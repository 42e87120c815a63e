"""A sheet as a table: groups, lines, points, and what holds for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from api.pages.rules.conditions import conditions_text
from api.pages.rules.measures import measure_text
from api.pages.rules.names import Names
from api.pages.rules.words import (
    Block,
    joined,
    listed,
    number_text,
    pick,
    points_text,
    points_words,
    say,
    share_text,
)
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.measures import LinearMeasure
from contest.rulebook.v1.rubrics import (
    Criterion,
    FactRange,
    Grade,
    GuideLine,
    RangeByFact,
    Rubric,
    Scale,
    Veto,
)
from core.numbers import mark_parse


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as the table shows it; ``depth`` is 0 for what stands outermost."""

    name: str
    hint: str
    notes: tuple[str, ...]
    points: str
    depth: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rubric as a table with what holds for all of it."""

    title: str
    lines: tuple[Line, ...]
    total: str
    notes: tuple[str, ...]
    vetoes: Block | None


def sheet_words(names: Names, rubric: Rubric) -> Sheet:
    """The sheet of a rubric."""
    lines = tuple(line for row in rubric.criteria for line in _lines(names, rubric, row, 0))
    vetoes = tuple(_veto(names, each) for each in rubric.vetoes)
    return Sheet(
        title=pick(rubric.name),
        lines=lines,
        total=points_text(rubric.total),
        notes=(*_guide(rubric), *_notes(rubric)),
        vetoes=Block(say("page.rules.vetoes"), vetoes) if vetoes else None,
    )


def _lines(names: Names, rubric: Rubric, row: Criterion, depth: int) -> Iterator[Line]:
    yield Line(
        name=pick(row.name),
        hint="" if row.hint is None else pick(row.hint),
        notes=tuple(_line_notes(names, rubric, row)),
        points=_points(row),
        depth=depth,
    )
    for inner in row.criteria:
        yield from _lines(names, rubric, inner, depth + 1)


def _points(row: Criterion) -> str:
    if row.max is None:
        return "" if row.weight is None else share_text(row.weight)
    text = points_text(row.max)
    if row.bonus:
        return f"+{text}"
    if row.deducts and not row.all_or_nothing:
        return say("page.rules.line.minus", points=text)
    return f"\N{MINUS SIGN}{text}" if row.deducts else text


def _line_notes(names: Names, rubric: Rubric, row: Criterion) -> Iterator[str]:
    if row.criteria and row.take == "best":
        yield say("page.rules.line.best")
    if row.bonus:
        yield say("page.rules.line.bonus")
    if row.deducts:
        yield say("page.rules.line.deducts")
    if row.divisions:
        yield say("page.rules.line.only", groups=names.groups(row.divisions))
    if row.stages:
        yield say("page.rules.line.only", groups=listed(row.stages))
    if row.measure is not None:
        yield measure_text(names, row.measure)
        yield from _each(row)
    if not row.criteria and row.measure is None:
        yield from _marking(rubric, row)
        yield from _meaning(names, row)


def _each(row: Criterion) -> Iterator[str]:
    """What one unit takes away, where it is the same for each from nothing on."""
    line = row.measure
    if not (row.deducts and row.max and isinstance(line, LinearMeasure) and line.full_at):
        return
    each = Fraction(row.max) / line.full_at
    if line.none_at == 0 and each > 0 and each.denominator == 1:
        one = f"1 {line.unit}" if line.unit else "1"
        yield say("page.rules.line.each", points=points_words(each.numerator), one=one)


def _marking(rubric: Rubric, row: Criterion) -> Iterator[str]:
    """Which marks the line takes."""
    if row.scale is not None:
        yield _scale(row.scale)
    elif row.step is not None and _one_step(rubric) is None:
        yield say("page.rules.line.step", step=row.step)
    if row.low:
        yield say("page.rules.line.low", points=points_text(row.low))
    if row.all_or_nothing:
        yield say("page.rules.line.all_or_nothing")
    if not row.required:
        yield say("page.rules.line.optional")


def _meaning(names: Names, row: Criterion) -> Iterator[str]:
    """What guides a judge within them."""
    if row.range_by is not None:
        yield _range_by(names, row.range_by)
    if row.band is not None:
        low, high = points_text(row.band.low), points_text(row.band.high)
        yield say("page.rules.line.band", low=low, high=high)
    if row.anchors:
        yield joined(
            say("page.rules.from", points=points_text(each.at_least), name=pick(each.name))
            for each in row.anchors
        )
    if row.grades:
        yield _grades(row.grades)
    if row.comment != "optional":
        yield say(f"page.rules.line.comment.{row.comment}")


def _scale(scale: Scale) -> str:
    low, high = points_text(scale.low), points_text(scale.high)
    return say("page.rules.scale", low=low, high=high, step=scale.step)


def _grades(grades: tuple[Grade, ...]) -> str:
    return joined(_grade(each) for each in grades)


def _grade(grade: Grade) -> str:
    text = say("page.rules.from", points=points_text(grade.at_least), name=pick(grade.name))
    if grade.gives is None:
        return text
    return text + say("page.rules.grade_gives", points=points_text(grade.gives))


def _range_by(names: Names, rule: RangeByFact) -> str:
    ranges = joined(_range(each) for each in rule.ranges)
    return say("page.rules.range_by", fact=names.fact(rule.fact), ranges=ranges)


def _range(each: FactRange) -> str:
    if each.at_least is None:
        begin = say("page.rules.band.below")
    else:
        begin = say("page.rules.band.at_least", value=number_text(each.at_least))
    low, high = points_text(each.low), points_text(each.high)
    return say("page.rules.range", begin=begin, low=low, high=high)


def _veto(names: Names, veto: Veto) -> str:
    by = say(f"page.rules.veto.by.{veto.by}", count=veto.number or 2)
    if veto.when:
        by = say("page.rules.veto.when", conditions=conditions_text(names, veto.when))
    effect = say(f"page.rules.veto.effect.{veto.effect}")
    if veto.lines:
        lines = listed(map(names.criterion, veto.lines))
        effect = say(f"page.rules.veto.lines.{veto.effect}", lines=lines)
    return say("page.rules.veto", name=pick(veto.name), by=by, effect=effect)


def _one_step(rubric: Rubric) -> str | None:
    """The step of all judged lines, where it is the same for all."""
    judged = _judged(rubric)
    return points_text(judged[0]) if len(set(judged)) == 1 else None


def _judged(rubric: Rubric) -> list[int]:
    """The steps of the lines that judges mark."""
    return [
        leaf.step
        for leaf in rubric_leaves(rubric)
        if leaf.criterion is None or leaf.criterion.measure is None
    ]


def _notes(rubric: Rubric) -> Iterator[str]:
    if rubric.input == "ranks":
        yield from _ranks(rubric)
        return
    if rubric.total_only:
        yield say("page.rules.sheet.total_only")
        if rubric.low:
            yield say("page.rules.line.low", points=points_text(rubric.low))
    if rubric.scale is not None:
        yield _scale(rubric.scale)
    elif _judged(rubric):
        step = _one_step(rubric)
        yield say("page.rules.line.step", step=step or points_text(mark_parse(rubric.step)))
    if rubric.band is not None:
        low, high = points_text(rubric.band.low), points_text(rubric.band.high)
        yield say("page.rules.sheet.band", low=low, high=high)
    if rubric.typing == "total_first":
        yield say("page.rules.sheet.total_first")
    if rubric.bonus_at_most is not None:
        yield say("page.rules.sheet.bonus_at_most", points=points_text(rubric.bonus_at_most))
    yield from _left_out(rubric)
    if rubric.grades:
        yield say("page.rules.sheet.grades", grades=_grades(rubric.grades))
    yield from _comments(rubric)


def _ranks(rubric: Rubric) -> Iterator[str]:
    if rubric.places_given is None:
        yield say("page.rules.sheet.ranks")
    else:
        yield say("page.rules.sheet.places_given", count=rubric.places_given)
        yield say(f"page.rules.sheet.faulty.{rubric.faulty}")


def _guide(rubric: Rubric) -> Iterator[str]:
    if rubric.guide:
        yield say("page.rules.sheet.guide", lines=listed(map(_guide_line, rubric.guide)))


def _guide_line(line: GuideLine) -> str:
    name = pick(line.name)
    if line.points is None:
        return name
    return say("page.rules.sheet.guide_line", name=name, points=points_text(line.points))


def _left_out(rubric: Rubric) -> Iterator[str]:
    rows = [leaf.criterion for leaf in rubric_leaves(rubric) if leaf.criterion is not None]
    apart = any(row.divisions or row.stages for row in rows)
    if apart or rubric.not_applicable:
        yield say(f"page.rules.sheet.absent.{rubric.absent}")
    if rubric.not_applicable:
        yield say("page.rules.sheet.not_applicable", count=rubric.not_applicable)


def _comments(rubric: Rubric) -> Iterator[str]:
    if rubric.comment != "optional":
        yield say(f"page.rules.sheet.comment.{rubric.comment}")
    kinds = {leaf.criterion.comment for leaf in rubric_leaves(rubric) if leaf.criterion}
    if "extremes" in {rubric.comment, *kinds}:
        extremes = rubric.extremes
        low, high = share_text(extremes.at_most), share_text(extremes.at_least)
        yield say("page.rules.sheet.extremes", low=low, high=high)
    if rubric.phrases:
        phrases = listed(pick(each) for each in rubric.phrases)
        yield say("page.rules.sheet.phrases", phrases=phrases)
