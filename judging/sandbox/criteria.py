"""Variations of the sheet: without a criterion, with other points."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.leaves import Leaf, rubric_leaves
from contest.rulebook.v1.promotion import Promotion
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import STEPS, Criterion, Rubric, Scale, criteria_walk
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.ties import SHARE
from core.numbers import HUNDREDTHS, mark_parse
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.rules import shares
from judging.tally.edition.collect import rubrics_of

Change = tuple[Rulebook, tuple[str, ...]]
# No stage of a document has this name, so the line applies to nobody.
NOBODY: Final = ("\x00",)


def without_criterion(rulebook: Rulebook, name: str, what: str) -> Change:
    """The criterion applies to nobody; the others fill its points in proportion.

    Tie steps and thresholds that read it go with it.
    """
    rubric_id, _, criterion = what.rpartition(".")
    rubrics = {
        each.id
        for each in rulebook.rubrics
        if rubric_id in ("", each.id) and criterion in _ids(each)
    }
    if not rubrics:
        names = ", ".join(dict.fromkeys(_all(rulebook)))
        raise SandboxRefused("criterion_unknown", criterion=what, known=names or "-")
    told = [f"{each}: without {criterion}, its points filled by the others" for each in rubrics]
    changed = tuple(
        _without(each, criterion) if each.id in rubrics else each for each in rulebook.rubrics
    )
    rounds = tuple(_reading(each, rubrics, criterion, told) for each in rulebook.rounds)
    return replace(rulebook, rubrics=changed, rounds=rounds), tuple(sorted(told))


def points_changed(rulebook: Rulebook, name: str, what: str) -> Change:
    """Other points (or shares, where the document has shares) of lines of one rubric.

    What judges typed stays on its old scale.
    """
    rubric_id, _, list_ = what.partition(":")
    wanted = shares(name, list_, "points:RUBRIC:A=30,B=10")
    known = [each.id for each in rulebook.rubrics]
    if rubric_id not in known:
        raise SandboxRefused("criterion_unknown", criterion=rubric_id, known=", ".join(known))
    rubric = rulebook.rubric(rubric_id)
    leaves = {leaf.id: leaf for leaf in rubric_leaves(rubric) if leaf.criterion is not None}
    for criterion in wanted:
        if criterion not in leaves:
            raise SandboxRefused("criterion_unknown", criterion=criterion, known=", ".join(leaves))
    old = sum(_worth(leaves[each]) for each in wanted)
    if old != sum(wanted.values()):
        raise SandboxRefused(
            "points_sum", names=", ".join(wanted), found=sum(wanted.values()), wanted=old
        )

    def change(each: Criterion) -> Criterion:
        if each.id not in wanted:
            return each
        return _rescaled(rubric, each, leaves[each.id], wanted[each.id])

    changed = replace(rubric, criteria=_mapped(rubric.criteria, change))
    rubrics = tuple(changed if each.id == rubric_id else each for each in rulebook.rubrics)
    told = tuple(
        f"{rubric_id}: {each} is worth {share} instead of {_worth(leaves[each])}"
        for each, share in wanted.items()
    )
    return replace(rulebook, rubrics=rubrics), told


def _worth(leaf: Leaf) -> Any:
    assert leaf.criterion is not None
    return leaf.points if leaf.criterion.max is not None else leaf.criterion.weight


def _rescaled(rubric: Rubric, criterion: Criterion, leaf: Leaf, worth: Any) -> Criterion:
    if criterion.max is None:
        criterion = replace(criterion, weight=worth)
    else:
        criterion = replace(criterion, max=int(worth * HUNDREDTHS))
    if criterion.measure is not None or criterion.scale or rubric.scale:
        return criterion
    steps = {mark_parse(step): step for step in STEPS}
    scale = Scale(low=leaf.low, high=leaf.high, step=steps[leaf.step])
    return replace(criterion, low=0, step=None, scale=scale)


def _ids(rubric: Rubric) -> list[str]:
    return [each.id for each in criteria_walk(rubric.criteria)]


def _all(rulebook: Rulebook) -> Iterator[str]:
    for each in rulebook.rubrics:
        yield from _ids(each)


def _without(rubric: Rubric, criterion: str) -> Rubric:
    gone = {
        inner.id
        for each in criteria_walk(rubric.criteria)
        if each.id == criterion
        for inner in criteria_walk((each,))
    }
    if all(
        leaf.id in gone
        for leaf in rubric_leaves(rubric)
        if leaf.criterion and not (leaf.criterion.bonus or leaf.criterion.deducts)
    ):
        raise SandboxRefused("criterion_last", criterion=criterion, rubric=rubric.id)

    def change(each: Criterion) -> Criterion:
        return replace(each, stages=NOBODY) if each.id == criterion else each

    return replace(rubric, absent="proportional", criteria=_mapped(rubric.criteria, change))


def _mapped(
    criteria: tuple[Criterion, ...], change: Callable[[Criterion], Criterion]
) -> tuple[Criterion, ...]:
    return tuple(
        change(replace(each, criteria=_mapped(each.criteria, change))) for each in criteria
    )


def _reading(round_: Round, rubrics: set[str], criterion: str, told: list[str]) -> Round:
    """The round without the steps and thresholds that read the criterion."""
    used = {
        rubric
        for component in round_.components
        if isinstance(component, SheetComponent)
        for rubric in rubrics_of(component)
    }
    if not used & rubrics:
        return round_
    ties = tuple(each for each in round_.ties if each.criterion != criterion)
    must = round_.must_pass
    if must is not None:
        left = tuple(each for each in must.all if each.of != criterion)
        must = replace(must, all=left) if left else None
    promotion = tuple(_promotion(each, round_.id, criterion) for each in round_.promotion)
    for what, was, now in (
        ("tie step", round_.ties, ties),
        ("threshold", round_.must_pass, must),
        ("threshold", round_.promotion, promotion),
    ):
        if was != now:
            told.append(f"{round_.id}: {what} on {criterion} left out")
    return replace(round_, ties=ties or (SHARE,), must_pass=must, promotion=promotion)


def _promotion(rule: Promotion, round_id: str, criterion: str) -> Promotion:
    if rule.line is not None and rule.line.of == criterion:
        raise SandboxRefused("criterion_line", round=round_id, criterion=criterion)
    return replace(rule, needs=tuple(each for each in rule.needs if each.of != criterion))
