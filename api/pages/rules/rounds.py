"""A round in words, heading by heading."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.pages.rules.components import component_block, component_words, penalty_text, total_words
from api.pages.rules.names import Names
from api.pages.rules.panels import (
    Times,
    material_text,
    panel_words,
    recheck_text,
    timing_parts,
    timing_words,
)
from api.pages.rules.promotion import pass_words, promotion_words
from api.pages.rules.publicity import objections_words, publicity_words
from api.pages.rules.rubrics import Sheet, sheet_words
from api.pages.rules.ties import ties_words
from api.pages.rules.words import Block, pick, points_text, say
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.rounds import Round


@dataclass(frozen=True, slots=True)
class RoundWords:
    """A round as the page shows it."""

    id: str
    title: str
    lead: tuple[str, ...]
    timing: Times
    sheets: tuple[Sheet, ...]
    blocks: tuple[Block, ...]


def round_words(names: Names, round_: Round, *, lifted: bool) -> RoundWords:
    """The round; ``lifted`` leaves out what version 0 does not say."""
    blocks = (each for each in _blocks(names, round_, lifted) if each.sentences)
    return RoundWords(
        id=round_.id,
        title=pick(round_.name),
        lead=() if lifted else tuple(_lead(names, round_)),
        timing=timing_parts(round_.timing),
        sheets=tuple(_sheets(names, round_)),
        blocks=tuple(blocks),
    )


def _lead(names: Names, round_: Round) -> Iterator[str]:
    kind, mode = say(f"page.rules.round.{round_.kind}"), say(f"page.rules.mode.{round_.mode}")
    yield say("page.rules.round_lead", kind=kind, mode=mode)
    if round_.level is not None:
        yield say("page.rules.round_level", level=names.level(round_.level))
    yield say(f"page.rules.blind.{round_.blind}")


def _sheets(names: Names, round_: Round) -> Iterator[Sheet]:
    """Every sheet that the round uses, once."""
    used: dict[str, None] = {}
    for component in round_.components:
        if isinstance(component, SheetComponent):
            others = (each.rubric for each in component.rubric_for)
            used.update(dict.fromkeys((component.rubric, *others)))
    known = {each.id: each for each in names.rulebook.rubrics}
    for rubric in used:
        if rubric in known:
            yield sheet_words(names, known[rubric])


def _blocks(names: Names, round_: Round, lifted: bool) -> Iterator[Block]:
    material = tuple(material_text(each) for each in round_.material)
    yield Block(say("page.rules.material_head"), material)
    marked = bool(round_.components) or round_.knockout is not None
    sheets = any(isinstance(each, SheetComponent) for each in round_.components)
    panel = tuple(panel_words(names, round_.panel, sheets=sheets, lifted=lifted))
    if not marked and round_.panel is None:
        panel = (say("page.rules.panel_people"),)
    yield Block(say("page.rules.panel_head"), panel)
    conduct = (*timing_words(round_.timing, lifted=lifted), *_conduct(round_, lifted))
    yield Block(say("page.rules.conduct"), conduct)
    yield from _figure(names, round_)
    if marked:
        yield Block(say("page.rules.ties"), ties_words(names, round_), ordered=True)
    promoted = promotion_words(names, round_, lifted=lifted)
    yield Block(say("page.rules.promotion"), promoted, ordered=len(promoted) > 1)
    publicity = (*publicity_words(round_.publicity), *objections_words(round_.objections))
    yield Block(say("page.rules.publicity"), publicity)


def _conduct(round_: Round, lifted: bool) -> Iterator[str]:
    if lifted or round_.panel is None:
        return
    yield say(f"page.rules.sealing.{round_.sealing}")
    yield say(f"page.rules.revise.{round_.revise_until}")
    yield say(f"page.rules.reveal.{round_.reveal}")
    yield say(f"page.rules.judge_names.{round_.judge_names}")


def _figure(names: Names, round_: Round) -> Iterator[Block]:
    """The parts of the score, each under its name where there are several, then the total."""
    parts = round_.components
    several = len(parts) > 1
    if several:
        for component in parts:
            yield component_block(names, round_, component)
    alone = () if several else tuple(component_words(names, round_, parts[0])) if parts else ()
    weighted = any(each.weight is not None for each in parts)
    total = total_words(round_.total, several=several, weighted=weighted) if parts else ()
    sentences = (*alone, *total, *_after_total(names, round_))
    yield Block(say("page.rules.figure"), sentences)


def _after_total(names: Names, round_: Round) -> Iterator[str]:
    for penalty in round_.penalties:
        yield penalty_text(penalty)
    if round_.at_most is not None:
        yield say("page.rules.round_at_most", points=points_text(round_.at_most))
    if round_.rank_within:
        yield say("page.rules.rank_within", keys=names.keys(round_.rank_within))
    if round_.must_pass is not None:
        yield pass_words(names, round_, round_.must_pass)
    if round_.knockout is not None:
        knockout = round_.knockout
        yield say(f"page.rules.knockout.{knockout.pair_by}")
        yield say(f"page.rules.seeding.{knockout.seeding}")
        if knockout.third_place:
            yield say("page.rules.knockout.third_place")
    if round_.recheck is not None:
        yield recheck_text(round_.recheck)
