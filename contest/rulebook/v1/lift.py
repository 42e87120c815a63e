"""A rulebook of version 0 in the words of version 1: same meaning, same hash."""

from types import MappingProxyType
from typing import Any, Final

from contest.rulebook import rulebook as v0
from contest.rulebook.v1.awards import Award
from contest.rulebook.v1.combination import Combine
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.names import Band, Name
from contest.rulebook.v1.panels import Panel, Timing
from contest.rulebook.v1.promotion import Promotion
from contest.rulebook.v1.publicity import Publicity
from contest.rulebook.v1.rounds import Round, Total
from contest.rulebook.v1.rubrics import STEPS, Anchor, Criterion, Rubric, Step
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.ties import SHARE, TieStep
from core.numbers import mark_parse

# What version 0 has no ids for.
ROUND_ID: Final = "round"
RUBRIC_ID: Final = "sheet"
COMPONENT_ID: Final = "jury"

_STEPS: Final[dict[int, Step]] = {mark_parse(step): step for step in STEPS}
_TIES: Final[dict[str, Any]] = {
    "higher_criterion": "criterion",
    "sum_of_all_judges": "mean_of_all",  # what version 0 counts under that name
    "chair_vote": "chair",
    "share": "share",
}


def rulebook_lift(old: v0.Rulebook) -> Rulebook:
    """The same rules as one round with one component."""
    return Rulebook(
        rulebook=1,
        name=_name(old.name),
        rubrics=(_rubric(old),),
        rounds=(_round(old),),
        awards=tuple(
            Award(id=each.level, name=_name(each.name), places=each.places) for each in old.awards
        ),
        hash=old.hash,
    )


def _name(name: v0.Name) -> Name:
    return Name(zh=name.zh, en=name.en)


def _band(band: v0.Band | None) -> Band | None:
    return None if band is None else Band(low=band.low, high=band.high)


def _rubric(old: v0.Rulebook) -> Rubric:
    return Rubric(
        id=RUBRIC_ID,
        name=_name(old.name),
        total=old.total,
        band=_band(old.band),
        criteria=tuple(_criterion(each) for each in old.criteria),
        absent="leave",
    )


def _criterion(old: v0.Criterion) -> Criterion:
    return Criterion(
        id=old.id,
        name=_name(old.name),
        max=old.max,
        step=_STEPS[old.step],
        required=old.required,
        hint=None if old.hint is None else _name(old.hint),
        anchors=tuple(Anchor(at_least=each.at, name=_name(each.name)) for each in old.anchors),
        band=_band(old.band),
    )


def _round(old: v0.Rulebook) -> Round:
    return Round(
        id=ROUND_ID,
        name=_name(old.name),
        kind="final",
        mode="live",
        panel=Panel(
            seats=old.panel.seats,
            kinds=MappingProxyType(dict(old.panel.kinds)),
            alternates=old.panel.alternates,
            minimum_sheets=old.panel.minimum_sheets,
        ),
        timing=Timing(
            pitch_s=old.timing.pitch_s,
            questions_s=old.timing.questions_s,
            scoring_s=old.timing.scoring_s,
        ),
        components=(
            SheetComponent(
                id=COMPONENT_ID, kind="sheet", rubric=RUBRIC_ID, combine=_combine(old.aggregation)
            ),
        ),
        total=Total(decimals=old.aggregation.decimals, ties_on=old.aggregation.tie_on),
        ties=_ties(old),
        promotion=(Promotion(take="number", number=old.cut_after),),
        publicity=Publicity(working_days=old.publicity.working_days, seconds=old.publicity.seconds),
    )


def _combine(old: v0.Aggregation) -> Combine:
    if old.method == "mean":
        return Combine(method="mean")
    return Combine(
        method="trimmed",
        drop_high=old.drop_high,
        drop_low=old.drop_low,
        needs=old.minimum_for_trim,
    )


def _ties(old: v0.Rulebook) -> tuple[TieStep, ...]:
    steps = [TieStep(rule=_TIES[each.rule], criterion=each.criterion) for each in old.ties]
    # A ladder of version 0 that parts no more leaves the place shared.
    closed = steps[-1:] and steps[-1].rule in ("chair", "share")
    return tuple(steps if closed else [*steps, SHARE])
