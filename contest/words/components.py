"""What a score is made of, in words."""

from collections.abc import Iterator

from contest.rulebook.v1.combination import Combine
from contest.rulebook.v1.components import (
    BallotComponent,
    Component,
    EarlierComponent,
    MeasureComponent,
    Penalty,
    Runs,
    SheetComponent,
)
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.rulebook import Rulebook
from contest.words.measures import measure_sentence
from contest.words.say import listed, number, pick, points, say, share


def component_lines(rulebook: Rulebook, component: Component) -> Iterator[str]:
    """One component: its part in the total, then its own rule."""
    name = component_name(rulebook, component)
    if not component.counts:
        yield say("component.side", name=name)
    elif component.weight is not None:
        yield say("component.weighted", name=name, share=share(component.weight))
    else:
        yield say("component.plain", name=name)
    yield from _own(rulebook, component)
    if component.runs is not None:
        yield _runs(component.runs)
    if component.scale is not None:
        yield say("scaled", points=points(component.scale.points))
    for penalty in component.penalties:
        yield penalty_sentence(penalty)
    if component.at_most is not None:
        yield say("at_most", points=points(component.at_most))
    if component.decimals is not None:
        yield say("component_decimals", decimals=component.decimals)


def component_name(rulebook: Rulebook, component: Component) -> str:
    """Its name, else that of its sheet, else its id."""
    if component.name is not None:
        return pick(component.name)
    if isinstance(component, SheetComponent):
        return pick(rulebook.rubric(component.rubric).name)
    if isinstance(component, EarlierComponent):
        return pick(rulebook.round(component.round).name)
    return component.id


def _own(rulebook: Rulebook, component: Component) -> Iterator[str]:
    if isinstance(component, SheetComponent):
        yield from _sheet(rulebook, component)
    elif isinstance(component, MeasureComponent):
        yield say("component_max", points=points(component.max))
        yield measure_sentence(rulebook, component.measure)
    elif isinstance(component, BallotComponent):
        voters = say(f"voters.{component.voters}")
        yield say(f"ballot.{component.form}", voters=voters, points=component.points)
        yield say(f"turned.{component.turned}", points=points(component.max))
        if component.as_juror_of is not None:
            yield say("as_juror")
    elif isinstance(component, EarlierComponent):
        name = pick(rulebook.round(component.round).name)
        given = listed(points(each) for each in component.points)
        yield say(f"earlier.{component.take}", round=name, points=given)
    else:
        yield say("component_max", points=points(component.max))


def _sheet(rulebook: Rulebook, component: SheetComponent) -> Iterator[str]:
    for other in component.rubric_for:
        who = [
            *(pick(each.name) for each in rulebook.divisions if each.id in other.divisions),
            *(pick(each.name) for each in rulebook.tracks if each.id in other.tracks),
            *other.stages,
        ]
        yield say("rubric_for", who=listed(who), sheet=pick(rulebook.rubric(other.rubric).name))
    if component.judges:
        yield say("by_judges", kinds=listed(kind_word(kind) for kind in component.judges))
    leaves = rubric_leaves(rulebook.rubric(component.rubric))
    if all(leaf.criterion is not None and leaf.criterion.measure for leaf in leaves):
        yield say("from_facts")
    else:
        yield from combine_lines(component.combine)


def kind_word(kind: str) -> str:
    """A kind of judge by its word, else by its id."""
    known = ("technical", "investor", "industry", "finance", "park", "expert", "media", "public")
    return say(f"kind.{kind}") if kind in known else kind


def combine_lines(combine: Combine) -> Iterator[str]:
    """From sheets to one figure."""
    if combine.method == "trimmed":
        yield say("method.trimmed", high=combine.drop_high, low=combine.drop_low)
        yield say(f"below.{combine.below}", needs=combine.needs)
    else:
        given = listed(points(each) for each in combine.points)
        yield say(f"method.{combine.method}", points=given)
    if combine.per == "criterion":
        yield say("per_criterion")
    if combine.classes is not None:
        parts = [f"{kind_word(kind)} {share(part)}" for kind, part in combine.classes.items()]
        yield say(f"classes.{combine.class_weights}", classes=listed(parts))
    for rule in combine.leave_out:
        points_ = "" if rule.points is None else points(rule.points)
        attribute = "" if rule.attribute is None else say(f"key.{rule.attribute}")
        yield say(f"leave_out.{rule.rule}", attribute=attribute, points=points_)


def _runs(runs: Runs) -> str:
    return say(f"runs.{runs.take}", count=runs.count, best=runs.best or 0)


def penalty_sentence(penalty: Penalty) -> str:
    """What is taken away for what."""
    if penalty.each == 1 and penalty.free == 0:
        sentence = say("penalty.once", name=pick(penalty.name), points=points(penalty.points))
    else:
        sentence = say(
            "penalty.free" if penalty.free else "penalty.each",
            name=pick(penalty.name),
            points=points(penalty.points),
            each=number(penalty.each),
            free=number(penalty.free),
        )
    if penalty.at_most is not None:
        sentence += say("penalty.at_most", points=points(penalty.at_most))
    return sentence
