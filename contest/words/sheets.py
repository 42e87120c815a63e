"""A sheet in words: its lines with their points."""

from collections.abc import Iterator
from fractions import Fraction

from contest.rulebook.v1.checks.words import points_text
from contest.rulebook.v1.leaves import points_of
from contest.rulebook.v1.rubrics import Criterion, Rubric
from contest.rulebook.v1.rulebook import Rulebook
from contest.words.eligibility import conditions_sentence
from contest.words.measures import measure_sentence
from contest.words.say import listed, number, pick, points, say
from core.numbers import HUNDREDTHS


def sheet_lines(rulebook: Rulebook, rubric: Rubric) -> Iterator[str]:
    """The rubric's lines, groups before what they hold."""
    if rubric.input == "ranks":
        yield say("sheet_ranks")
    elif rubric.total_only:
        yield say("sheet_total", total=points(rubric.total), step=rubric.step)
    else:
        yield say("sheet_lines", total=points(rubric.total))
    whole = Fraction(rubric.total, HUNDREDTHS)
    for row in rubric.criteria:
        yield from _criterion(rulebook, rubric, row, whole)
    if rubric.scale is not None:
        scale = rubric.scale
        yield say("scale", low=points(scale.low), high=points(scale.high), step=scale.step)
    if rubric.grades:
        yield listed(
            say("grade", name=pick(grade.name), at_least=points(grade.at_least))
            for grade in rubric.grades
        )
    if rubric.band is not None:
        yield say("band", low=points(rubric.band.low), high=points(rubric.band.high))
    for veto in rubric.vetoes:
        what = say(f"veto_effect.{veto.effect}")
        if veto.by == "fact":
            when = conditions_sentence(rulebook, veto.when)
            yield say("veto_fact", name=pick(veto.name), when=when, what=what)
        else:
            yield say(f"veto.{veto.by}", name=pick(veto.name), what=what)


def _criterion(
    rulebook: Rulebook, rubric: Rubric, row: Criterion, around: Fraction
) -> Iterator[str]:
    worth = points_of(row, around)
    key = "bonus" if row.bonus else "deducts" if row.deducts else "line"
    if row.criteria:
        key = "best_of" if row.take == "best" else "group"
    line = say(f"criterion.{key}", name=pick(row.name), points=points_text(worth))
    if row.hint is not None:
        line = say("with_hint", what=line, hint=pick(row.hint))
    if row.all_or_nothing:
        line = say("with_hint", what=line, hint=say("all_or_nothing"))
    if row.divisions:
        who = listed(pick(each.name) for each in rulebook.divisions if each.id in row.divisions)
        line = say("only_for", who=who, what=line)
    yield line
    if row.measure is not None:
        yield measure_sentence(rulebook, row.measure)
    if row.range_by is not None:
        fact = next(fact for fact in rulebook.facts if fact.id == row.range_by.fact)
        for each in row.range_by.ranges:
            least = each.at_least
            when = say("otherwise") if least is None else say("from_on", value=number(least))
            yield say(
                "range", fact=pick(fact.name), when=when, low=points(each.low),
                high=points(each.high),
            )  # fmt: skip
    for inner in row.criteria:
        yield from _criterion(rulebook, rubric, inner, worth)
