"""What a rulebook says that rooms do not obey yet, field by field."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import MISSING, fields
from typing import Any, Final

from contest.rulebook.shape.look import Finding
from contest.rulebook.shape.nested import parts_of
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import Criterion, Rubric
from contest.rulebook.v1.rulebook import Rulebook

# What describes and rules nothing in a room: the default of everything else has to stand.
_WHOLE: Final = (
    "rulebook", "name", "sources", "organizers", "entries_close", "facts", "tracks", "divisions",
    "stages", "levels", "regions", "eligibility", "rubrics", "rounds", "awards",
)  # fmt: skip
_ROUND: Final = (
    "id", "name", "kind", "mode", "blind", "judge_names", "panel", "timing", "components", "total",
    "ties", "promotion", "reveal", "publicity", "objections",
)  # fmt: skip
_PANEL: Final = ("seats", "kinds", "alternates", "chair", "minimum_sheets")
_TIMING: Final = ("pitch_s", "questions_s", "scoring_s", "signals_s")
_TOTAL: Final = ("decimals", "ties_on")
_SHEET: Final = ("id", "name", "kind", "rubric", "combine", "weight")
_COMBINE: Final = ("method", "version", "drop_high", "drop_low", "needs")
_RUBRIC: Final = (
    "id",
    "name",
    "total",
    "criteria",
    "step",
    "band",
    "absent",
    "phrases",
    "extremes",
)
_LINE: Final = (
    "id", "name", "max", "weight", "criteria", "step", "required", "hint", "anchors", "band",
)  # fmt: skip
_TIE: Final = ("rule", "criterion", "round", "component", "fact", "better")
_PROMOTION: Final = ("to", "take", "number", "substitution", "needs_objections_closed")
_AWARD: Final = ("id", "name", "round", "places", "prize")
_TIE_RULES: Final = ("criterion", "mean_of_all", "chair", "share")


def unobeyed(rulebook: Rulebook) -> Iterator[Finding]:
    """One finding for each field; none means that rooms can judge by it."""
    yield from _beyond(rulebook, "", _WHOLE)
    for index in range(1, len(rulebook.rounds)):
        yield _later(f"/rounds/{index}", "rounds")
    for index in range(1, len(rulebook.rubrics)):
        yield _later(f"/rubrics/{index}", "rubrics")
    for index, award in enumerate(rulebook.awards):
        yield from _beyond(award, f"/awards/{index}", _AWARD)
        if award.places is None:
            yield _later(f"/awards/{index}", "places")
    yield from _round(rulebook, rulebook.rounds[0], "/rounds/0")
    for rubric in rulebook.rubrics[:1]:
        yield from _rubric(rubric, "/rubrics/0")


def _round(rulebook: Rulebook, each: Round, path: str) -> Iterator[Finding]:
    yield from _beyond(each, path, _ROUND)
    yield from _needed(each, path, ("panel", "timing", "publicity"))
    if each.panel is not None:
        yield from _beyond(each.panel, f"{path}/panel", _PANEL)
        yield from _needed(each.panel, f"{path}/panel", ("kinds",))
    if each.timing is not None:
        yield from _beyond(each.timing, f"{path}/timing", _TIMING)
        for word in ("questions_s", "scoring_s"):
            if getattr(each.timing, word) == 0:
                yield _later(f"{path}/timing", word)
    if each.publicity is not None and each.publicity.calendar_days is not None:
        yield _later(f"{path}/publicity/calendar_days", "calendar_days")
    yield from _beyond(each.total, f"{path}/total", _TOTAL)
    if each.total.decimals > 4:
        yield _later(f"{path}/total/decimals", "decimals")
    yield from _component(each, f"{path}/components")
    yield from _ladder(rulebook, each, f"{path}/ties")
    yield from _promotion(rulebook, each, f"{path}/promotion")


def _component(each: Round, path: str) -> Iterator[Finding]:
    if not each.components:
        yield _later(path, "components")
    for index, component in enumerate(each.components):
        at = f"{path}/{index}"
        if index or not isinstance(component, SheetComponent):
            yield _later(at, component.kind)
            continue
        yield from _beyond(component, at, _SHEET)
        yield from _beyond(component.combine, f"{at}/combine", _COMBINE)
        if component.combine.method not in ("mean", "trimmed"):
            yield _later(f"{at}/combine/method", component.combine.method)


def _ladder(rulebook: Rulebook, each: Round, path: str) -> Iterator[Finding]:
    lines = {leaf.id for rubric in rulebook.rubrics[:1] for leaf in rubric_leaves(rubric)}
    for index, step in enumerate(each.ties):
        yield from _beyond(step, f"{path}/{index}", _TIE)
        group = step.criterion is not None and step.criterion not in lines
        if step.rule not in _TIE_RULES or group:
            yield _later(f"{path}/{index}", step.label)


def _promotion(rulebook: Rulebook, each: Round, path: str) -> Iterator[Finding]:
    for index, rule in enumerate(each.promotion):
        yield from _beyond(rule, f"{path}/{index}", _PROMOTION)
        if index or rule.take != "number" or rule.number is None:
            yield _later(f"{path}/{index}", rule.take)
        elif sum(award.places or 0 for award in rulebook.awards) > rule.number:
            yield _later(f"{path}/{index}/number", "awards")
    if not each.promotion and not rulebook.awards:
        yield _later(path, "promotion")


def _rubric(rubric: Rubric, path: str) -> Iterator[Finding]:
    yield from _beyond(rubric, path, _RUBRIC)
    yield from _lines(rubric.criteria, f"{path}/criteria")
    if len(rubric_leaves(rubric)) > 60:
        yield _later(f"{path}/criteria", "criteria")


def _lines(rows: Iterable[Criterion], path: str) -> Iterator[Finding]:
    for index, row in enumerate(rows):
        yield from _beyond(row, f"{path}/{index}", _LINE)
        if len(row.anchors) > 10:
            yield _later(f"{path}/{index}/anchors", "anchors")
        yield from _lines(row.criteria, f"{path}/{index}/criteria")


def _beyond(part: Any, path: str, obeyed: Collection[str]) -> Iterator[Finding]:
    """Fields outside ``obeyed`` that are not at their default."""
    defaults = {each.name: each.default for each in fields(part)}
    for key, each, _ in parts_of(type(part)):
        value, default = getattr(part, each.name), defaults[each.name]
        if key not in obeyed and (default is MISSING or value != default):
            yield _later(f"{path}/{key}", key)


def _needed(part: Any, path: str, words: Iterable[str]) -> Iterator[Finding]:
    for word in words:
        if getattr(part, word) is None:
            yield Finding(path, "rooms_need", (("field", word),))


def _later(path: str, what: str) -> Finding:
    return Finding(path, "rooms_later", (("what", what),))
