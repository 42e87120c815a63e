"""What a round's score is made of: each part by its own rule, then the total."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from api.pages.rules.combination import combine_words
from api.pages.rules.measures import measure_text, places_points
from api.pages.rules.names import Names
from api.pages.rules.words import (
    Block,
    listed,
    number_text,
    pick,
    points_text,
    points_words,
    say,
    share_text,
)
from contest.rulebook.v1.components import (
    BallotComponent,
    Component,
    EarlierComponent,
    FixedComponent,
    MeasureComponent,
    Penalty,
    RubricFor,
    SheetComponent,
    penalty_by_run,
)
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.rounds import Round, Total


def component_block(names: Names, round_: Round, component: Component) -> Block:
    """One part of the score under its own heading, with its share."""
    name = names.component(component)
    if not component.counts:
        title = say("page.rules.component.beside", name=name)
    elif component.weight is not None:
        title = say("page.rules.component.share", name=name, share=share_text(component.weight))
    else:
        title = name
    return Block(title, tuple(component_words(names, round_, component)))


def component_words(names: Names, round_: Round, component: Component) -> Iterator[str]:
    """The sentences of one part."""
    yield from _KINDS[type(component)](names, round_, component)
    if component.runs is not None:
        runs = component.runs
        key = f"page.rules.runs.{runs.take}"
        yield say(key, count=runs.count, best=runs.best or 1)
    if component.scale is not None:
        points = points_text(component.scale.points)
        if component.scale.per:
            keys = names.keys(component.scale.per)
            yield say("page.rules.scaled_within", points=points, keys=keys)
        else:
            yield say("page.rules.scaled", points=points)
    for penalty in component.penalties:
        yield penalty_text(penalty)
    if any(penalty_by_run(component, each) for each in component.penalties):
        yield say("page.rules.penalty.by_run")
    if component.at_most is not None:
        yield say("page.rules.component.at_most", points=points_text(component.at_most))
    if component.decimals is not None:
        yield say("page.rules.component.decimals", decimals=component.decimals)


_ROUNDED: Final = {
    "half_up": "page.rules.decimals",
    "half_even": "page.rules.decimals_half_even",
    "down": "page.rules.decimals_down",
}


def total_words(total: Total, *, several: bool, weighted: bool) -> Iterator[str]:
    """How the parts are put together, and the one rounding."""
    if total.method == "rank-sum":
        yield say("page.rules.total.rank_sum")
    elif several:
        yield say("page.rules.total.weighted" if weighted else "page.rules.total.sum")
    yield say(_ROUNDED[total.rounding], decimals=total.decimals)
    yield say(f"page.rules.ties_on.{total.ties_on}")


def penalty_text(penalty: Penalty) -> str:
    """One reason for which points are taken away."""
    scaled = penalty.when == "after_scaling"
    single = f"page.rules.penalty_each.{penalty.when}"
    text = say(
        single if penalty.each == 1 else f"page.rules.penalty.{penalty.when}",
        name=pick(penalty.name),
        points=points_words(penalty.points) if scaled else points_text(penalty.points),
        each=number_text(penalty.each),
    )
    if penalty.free:
        text += say("page.rules.penalty.free", free=number_text(penalty.free))
    if penalty.at_most is not None:
        text += say("page.rules.penalty.at_most", points=points_text(penalty.at_most))
    if penalty.beyond is not None:
        above = number_text(penalty.beyond.above)
        text += say(f"page.rules.penalty.beyond.{penalty.beyond.effect}", above=above)
    return text


def _sheet(names: Names, round_: Round, component: SheetComponent) -> Iterator[str]:
    if len(round_.components) > 1:
        yield say("page.rules.component.sheet", rubric=names.rubric(component.rubric))
    for other in component.rubric_for:
        yield _other_rubric(names, other)
    if component.judges:
        kinds = listed(names.kind_name(kind) for kind in component.judges)
        yield say("page.rules.component.judges", kinds=kinds)
    if _from_facts(names, component):
        yield say("page.rules.from_facts")
    else:
        yield from combine_words(names, component.combine)
    if component.absent == "zero":
        yield say("page.rules.component.absent")


def _from_facts(names: Names, component: SheetComponent) -> bool:
    """Whether every line of the sheet is measured and nobody marks it."""
    rubrics = [each for each in names.rulebook.rubrics if each.id == component.rubric]
    lines = [leaf.criterion for rubric in rubrics for leaf in rubric_leaves(rubric)]
    return bool(lines) and all(line is not None and line.measure is not None for line in lines)


def _other_rubric(names: Names, other: RubricFor) -> str:
    groups = [names.group(each) for each in (*other.divisions, *other.tracks)]
    whose = listed([*groups, *other.stages])
    return say("page.rules.component.rubric_for", groups=whose, rubric=names.rubric(other.rubric))


def _measure(names: Names, round_: Round, component: MeasureComponent) -> Iterator[str]:
    yield say("page.rules.component.max", points=points_text(component.max))
    yield measure_text(names, component.measure)


def _ballot(names: Names, round_: Round, component: BallotComponent) -> Iterator[str]:
    voters = say(f"page.rules.voters.{component.voters}")
    only = "_only" if component.form == "name_one" and component.points == 1 else ""
    yield say(f"page.rules.ballot.{component.form}{only}", voters=voters, count=component.points)
    if component.most_per_entry is not None:
        yield say("page.rules.ballot.most", count=component.most_per_entry)
    yield say(f"page.rules.ballot.turned.{component.turned}", points=points_text(component.max))
    if component.as_juror_of is not None:
        sheet = names.figure(round_, component.as_juror_of)
        yield say("page.rules.ballot.as_juror", component=sheet)


def _earlier(names: Names, round_: Round, component: EarlierComponent) -> Iterator[str]:
    name = names.round(component.round)
    if component.take == "component":
        earlier = [each for each in names.rulebook.rounds if each.id == component.round]
        part = names.figure(earlier[0] if earlier else None, component.component or "")
        yield say("page.rules.earlier.component", round=name, component=part)
    elif component.take == "place_points":
        points = places_points(component.points)
        yield say("page.rules.earlier.place_points", round=name, places=points)
    else:
        yield say("page.rules.earlier.score", round=name)
    if component.absent is not None:
        yield say(f"page.rules.earlier.absent.{component.absent}", round=name)


def _fixed(names: Names, round_: Round, component: FixedComponent) -> Iterator[str]:
    points = points_text(component.max)
    if component.fact is None:
        yield say("page.rules.fixed", points=points)
    else:
        yield say("page.rules.fixed_fact", points=points, fact=names.fact(component.fact))


_KINDS: Final[dict[type, Callable[[Names, Round, Any], Iterator[str]]]] = {
    SheetComponent: _sheet,
    MeasureComponent: _measure,
    BallotComponent: _ballot,
    EarlierComponent: _earlier,
    FixedComponent: _fixed,
}
