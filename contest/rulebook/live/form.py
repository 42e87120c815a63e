"""A rulebook of version 1 in the form that rooms, sheets and the tally read: version 0's."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.document import is_version_0
from contest.rulebook.live.beyond import live_beyond
from contest.rulebook.parse import RulebookRefused, rulebook_parse
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1 import rulebook as v1
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.leaves import points_of
from contest.rulebook.v1.names import Band, Name
from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import Criterion, Rubric
from contest.rulebook.v1.ties import TieStep
from core.numbers import HUNDREDTHS, mark_text

Document = dict[str, Any]

_TIES: Final = {
    "criterion": "higher_criterion",
    "mean_of_all": "sum_of_all_judges",  # what version 0 counts under that name
    "chair": "chair_vote",
    "share": "share",
}
# Where a document names no kinds of judges.
ANY_KIND: Final = "judge"


class RulebookBeyond(ValueError):
    """A sound rulebook that rooms cannot judge by; ``places`` are JSON pointers."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__("rulebook_beyond_rooms")
        self.code = "rulebook_beyond_rooms"
        self.places = places


def live_form(document: Any) -> Document:
    """The document in version 0's form; one of version 0 is returned as it stands.

    Raises ``RulebookUnsound`` for no rulebook, ``RulebookBeyond`` for one that rooms cannot
    judge by.
    """
    if is_version_0(document):
        return dict(document)
    return form_of(rulebook_read(document))


def live_rulebook(document: Any) -> Rulebook:
    """What the rooms judge by, under the hash of the document that was stored.

    Raises ``RulebookRefused`` or ``RulebookUnsound`` for no rulebook, ``RulebookBeyond`` for one
    that rooms cannot judge by.
    """
    if is_version_0(document):
        return rulebook_parse(document)
    rulebook = rulebook_read(document)
    try:
        parsed = rulebook_parse(form_of(rulebook))
    except RulebookRefused as refused:
        # A limit of version 0 that version 1 does not have; the place is in its form.
        raise RulebookBeyond(tuple(each.path for each in refused.findings)) from refused
    return replace(parsed, hash=rulebook.hash)


def form_of(rulebook: v1.Rulebook) -> Document:
    """A rulebook's form; raises ``RulebookBeyond`` where rooms cannot judge by it."""
    beyond = live_beyond(rulebook)
    if beyond:
        raise RulebookBeyond(beyond)
    each = rulebook.rounds[0]
    component = each.components[0]
    assert isinstance(component, SheetComponent)
    rubric = rulebook.rubric(component.rubric)
    return {
        "rulebook": 0,
        "name": _name(rulebook.name),
        "scale": {"total": mark_text(rubric.total), **_band(rubric.band)},
        "criteria": list(_criteria(rubric)),
        "panel": _panel(each),
        "aggregation": _aggregation(each, component),
        "ties": [_tie(step) for step in each.ties],
        "awards": [
            {"level": award.id, "name": _name(award.name), "places": award.places}
            for award in rulebook.awards
        ],
        "cut_after": _cut(rulebook, each),
        "timing": _timing(each),
        "sealing": "per_slot",
        "publicity": _publicity(each),
    }


def _name(name: Name) -> Document:
    return {"zh": name.zh, "en": name.en}


def _band(band: Band | None) -> Document:
    if band is None:
        return {}
    return {"band": {"low": mark_text(band.low), "high": mark_text(band.high)}}


def _criteria(rubric: Rubric) -> Iterator[Document]:
    if rubric.total_only:
        yield {
            "id": "total",
            "name": _name(rubric.name),
            "max": mark_text(rubric.total),
            "step": rubric.step,
            "required": True,
        }
    whole = Fraction(rubric.total, HUNDREDTHS)
    for row in rubric.criteria:
        yield from _lines(rubric, row, whole, ())


def _lines(
    rubric: Rubric, row: Criterion, around: Fraction, groups: tuple[Name, ...]
) -> Iterator[Document]:
    """The marked lines; each says in its name which groups it stands in."""
    points = points_of(row, around)
    names = (*groups, row.name)
    for inner in row.criteria:
        yield from _lines(rubric, inner, points, names)
    if row.criteria:
        return
    line: Document = {
        "id": row.id,
        "name": {
            "zh": " · ".join(name.zh for name in names),
            "en": " · ".join(name.en for name in names),
        },
        "max": mark_text(int(points * HUNDREDTHS)),
        "step": row.step or rubric.step,
        "required": row.required,
        **_band(row.band),
    }
    if row.hint is not None:
        line["hint"] = _name(row.hint)
    if row.anchors:
        line["anchors"] = [
            {"from": mark_text(each.at_least), "name": _name(each.name)} for each in row.anchors
        ]
    yield line


def _panel(each: Round) -> Document:
    panel = each.panel
    assert panel is not None
    return {
        "seats": panel.seats,
        "kinds": dict(panel.kinds or {ANY_KIND: panel.seats}),
        "minimum_sheets": panel.minimum_sheets,
        "alternates": panel.alternates,
    }


def _aggregation(each: Round, component: SheetComponent) -> Document:
    combine = component.combine
    rule: Document = {
        "method": combine.method,
        "version": 1,
        "decimals": each.total.decimals,
        "rounding": "half_up",
        "tie_on": each.total.ties_on,
    }
    if combine.method == "trimmed":
        rule |= {
            "drop_high": combine.drop_high,
            "drop_low": combine.drop_low,
            "minimum_for_trim": combine.needs,
            "below_minimum": "mean",
        }
    return rule


def _tie(step: TieStep) -> Document:
    rule: Document = {"rule": _TIES[step.rule]}
    return rule if step.criterion is None else {**rule, "criterion": step.criterion}


def _cut(rulebook: v1.Rulebook, each: Round) -> int:
    """The last place that passes; without a rule of its own it is the last that wins."""
    if each.promotion:
        return each.promotion[0].number or 1
    return sum(award.places or 0 for award in rulebook.awards)


def _timing(each: Round) -> Document:
    timing = each.timing
    assert timing is not None
    return {
        "pitch_s": timing.pitch_s,
        "questions_s": timing.questions_s,
        "scoring_s": timing.scoring_s,
    }


def _publicity(each: Round) -> Document:
    publicity = each.publicity
    assert publicity is not None
    if publicity.seconds is not None:
        return {"seconds": publicity.seconds}
    return {"working_days": publicity.working_days}
