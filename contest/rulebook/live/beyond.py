"""Where a sound rulebook of version 1 asks for more than the rooms can do.

Whatever is not listed here and not left at its default is beyond them, so a construct that is
new in the model is refused until somebody teaches it to the rooms.
"""

from collections.abc import Iterator
from dataclasses import MISSING
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.shape.look import pointer
from contest.rulebook.shape.nested import parts_of
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.leaves import points_of
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import Criterion, Rubric
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.ties import TieStep
from core.numbers import HUNDREDTHS, mark_parse

# What the rooms obey, or what is none of theirs: entries, the desk and the public page.
_BOOK: Final = (
    "rulebook", "name", "sources", "organizers", "entries_close", "facts", "tracks", "divisions",
    "stages", "levels", "regions", "eligibility", "rubrics", "rounds", "awards",
)  # fmt: skip
_ROUND: Final = (
    "id", "name", "kind", "mode", "panel", "judge_names", "timing", "material", "components",
    "total", "reveal", "ties", "promotion", "publicity", "objections",
)  # fmt: skip
_PANEL: Final = ("seats", "kinds", "alternates", "chair", "minimum_sheets")
_TIMING: Final = ("pitch_s", "questions_s", "scoring_s", "signals_s", "overrun")
_COMPONENT: Final = ("id", "name", "kind", "rubric", "weight", "combine")
_COMBINE: Final = ("method", "version", "drop_high", "drop_low", "needs")
_TOTAL: Final = ("method", "decimals", "ties_on")
_RUBRIC: Final = (
    "id", "name", "total", "criteria", "step", "band", "absent", "extremes", "phrases",
)  # fmt: skip
_LINE: Final = (
    "id", "name", "max", "weight", "criteria", "step", "required", "hint", "anchors", "band",
)  # fmt: skip
_TIE: Final = ("rule", "criterion", "better")
_PROMOTION: Final = ("take", "number", "rounded", "by", "needs_objections_closed")
_AWARD: Final = ("id", "name", "round", "places", "rounded", "prize")
_METHODS: Final = ("mean", "trimmed")
_LADDER: Final = ("criterion", "mean_of_all", "chair", "share")
_DECIMALS: Final = 4


def live_beyond(rulebook: Rulebook) -> tuple[str, ...]:
    """The places (JSON pointers) of all that rooms cannot do; empty means they judge by it."""
    return tuple(_book(rulebook))


def _apart(path: str, item: Any, known: tuple[str, ...]) -> Iterator[str]:
    """What is set and not known to the rooms."""
    for key, each, _ in parts_of(type(item)):
        if each.name not in known and (
            each.default is MISSING or getattr(item, each.name) != each.default
        ):
            yield pointer(path, key)


def _book(rulebook: Rulebook) -> Iterator[str]:
    yield from _apart("", rulebook, _BOOK)
    # A live round is the whole of its document: nothing says yet which of several it is.
    for number in range(1, len(rulebook.rounds)):
        yield f"/rounds/{number}"
    yield from _round("/rounds/0", rulebook, rulebook.rounds[0])
    last = 0
    for number, award in enumerate(rulebook.awards):
        yield from _apart(f"/awards/{number}", award, _AWARD)
        last += award.places or 0
        if award.places is None:
            yield f"/awards/{number}/places"
    promotion = rulebook.rounds[0].promotion
    if promotion and promotion[0].number is not None and last > promotion[0].number:
        yield "/rounds/0/promotion/0/number"


def _round(path: str, rulebook: Rulebook, each: Round) -> Iterator[str]:
    yield from _apart(path, each, _ROUND)
    if each.mode != "live":
        yield f"{path}/mode"
    if each.panel is None:
        yield f"{path}/panel"
    else:
        yield from _apart(f"{path}/panel", each.panel, _PANEL)
    yield from _clock(path, each)
    yield from _score(path, rulebook, each)
    for number, step in enumerate(each.ties):
        yield from _tie(f"{path}/ties/{number}", step, _marked(rulebook, each))
    yield from _cut(path, rulebook, each)
    if each.publicity is None or each.publicity.calendar_days is not None:
        yield f"{path}/publicity"


def _clock(path: str, each: Round) -> Iterator[str]:
    timing = each.timing
    if timing is None or not (timing.questions_s and timing.scoring_s):
        yield f"{path}/timing"
        return
    yield from _apart(f"{path}/timing", timing, _TIMING)
    if timing.overrun == "penalty":
        yield f"{path}/timing/overrun"


def _score(path: str, rulebook: Rulebook, each: Round) -> Iterator[str]:
    if not each.components:
        yield f"{path}/components"
        return
    for number in range(1, len(each.components)):
        yield f"{path}/components/{number}"
    component, at = each.components[0], f"{path}/components/0"
    if not isinstance(component, SheetComponent):
        yield at
        return
    yield from _apart(at, component, _COMPONENT)
    yield from _apart(f"{at}/combine", component.combine, _COMBINE)
    combine = component.combine
    if combine.method not in _METHODS:
        yield f"{at}/combine/method"
    if combine.method == "trimmed" and combine.drop_high + combine.drop_low >= combine.needs:
        yield f"{at}/combine/needs"
    yield from _apart(f"{path}/total", each.total, _TOTAL)
    if each.total.method != "sum":
        yield f"{path}/total/method"
    if each.total.decimals > _DECIMALS:
        yield f"{path}/total/decimals"
    index = [rubric.id for rubric in rulebook.rubrics].index(component.rubric)
    yield from _rubric(f"/rubrics/{index}", rulebook.rubrics[index])


def _rubric(path: str, rubric: Rubric) -> Iterator[str]:
    yield from _apart(path, rubric, _RUBRIC)
    for number, row in enumerate(rubric.criteria):
        yield from _line(f"{path}/criteria/{number}", rubric, row, rubric.total)


def _line(path: str, rubric: Rubric, row: Criterion, around: int) -> Iterator[str]:
    yield from _apart(path, row, _LINE)
    points = points_of(row, Fraction(around, HUNDREDTHS)) * HUNDREDTHS
    if points.denominator != 1:
        yield f"{path}/weight"
        return
    if not row.criteria and points.numerator % mark_parse(row.step or rubric.step):
        yield f"{path}/step"
    for number, inner in enumerate(row.criteria):
        yield from _line(f"{path}/criteria/{number}", rubric, inner, points.numerator)


def _tie(path: str, step: TieStep, marked: set[str]) -> Iterator[str]:
    yield from _apart(path, step, _TIE)
    if step.rule not in _LADDER:
        yield f"{path}/rule"
    elif step.rule == "criterion" and step.criterion not in marked:
        yield f"{path}/criterion"


def _cut(path: str, rulebook: Rulebook, each: Round) -> Iterator[str]:
    for number, rule in enumerate(each.promotion):
        at = f"{path}/promotion/{number}"
        yield from _apart(at, rule, _PROMOTION)
        if number or rule.take != "number":
            yield at
    if not each.promotion and not rulebook.awards:
        yield f"{path}/promotion"


def _marked(rulebook: Rulebook, each: Round) -> set[str]:
    """The ids of the lines that judges mark."""
    found: set[str] = set()
    for component in each.components:
        if isinstance(component, SheetComponent):
            rubric = rulebook.rubric(component.rubric)
            found |= {"total"} if rubric.total_only else set(_leaf_ids(rubric.criteria))
    return found


def _leaf_ids(rows: tuple[Criterion, ...]) -> Iterator[str]:
    for row in rows:
        if row.criteria:
            yield from _leaf_ids(row.criteria)
        else:
            yield row.id
