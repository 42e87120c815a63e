"""Version 1 in the words of version 0, where rooms, cards and the tally can obey it.

Rooms read version 0: one round, one sheet of lines with points, mean or
trimmed mean, a short ladder, a cut, levels of awards. A document of version 1
that says no more than that is turned into one of version 0; whatever it says
beyond is named, field by field, and nothing is left out in silence.
"""

from collections.abc import Iterator
from typing import Any, Final

from contest.rulebook.shape.look import Finding
from contest.rulebook.v1.awards import Award
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.leaves import Leaf, rubric_leaves
from contest.rulebook.v1.names import Band, Name
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import Rubric
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.unobeyed import unobeyed
from core.numbers import mark_text

_TIES: Final = {
    "criterion": "higher_criterion",
    "mean_of_all": "sum_of_all_judges",
    "chair": "chair_vote",
    "share": "share",
}
_STEPS: Final = {100: "1", 50: "0.5", 10: "0.1", 1: "0.01"}


class RoomsCannot(ValueError):
    """A sound rulebook that rooms cannot judge by yet; ``findings`` say what is beyond them."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("rooms_cannot")
        self.code = "rooms_cannot"
        self.findings = findings


def rooms_document(rulebook: Rulebook) -> dict[str, Any]:
    """The document of version 0 that says the same; raises ``RoomsCannot``."""
    beyond = sorted(set(unobeyed(rulebook)))
    if beyond:
        raise RoomsCannot(beyond)
    each = rulebook.rounds[0]
    rubric = rulebook.rubrics[0]
    return {
        "rulebook": 0,
        "name": _name(rulebook.name),
        "scale": {"total": _mark(rubric.total), **_band(rubric.band)},
        "criteria": [_criterion(rubric, leaf) for leaf in rubric_leaves(rubric)],
        **_judged(each),
        "ties": list(_ties(each)),
        "awards": [_award(award) for award in rulebook.awards],
        "cut_after": _cut(rulebook),
        "sealing": "per_slot",
    }


def _judged(each: Round) -> dict[str, Any]:
    panel, timing, publicity = each.panel, each.timing, each.publicity
    assert panel is not None
    assert timing is not None
    assert publicity is not None
    days, seconds = publicity.working_days, publicity.seconds
    return {
        "panel": {
            "seats": panel.seats,
            "kinds": dict(panel.kinds or {}),
            "minimum_sheets": panel.minimum_sheets,
            "alternates": panel.alternates,
        },
        "aggregation": _aggregation(each),
        "timing": {
            "pitch_s": timing.pitch_s,
            "questions_s": timing.questions_s,
            "scoring_s": timing.scoring_s,
        },
        "publicity": {"working_days": days} if seconds is None else {"seconds": seconds},
    }


def _aggregation(each: Round) -> dict[str, Any]:
    component = each.components[0]
    assert isinstance(component, SheetComponent)
    combine = component.combine
    made: dict[str, Any] = {
        "method": combine.method,
        "version": 1,
        "decimals": each.total.decimals,
        "rounding": "half_up",
        "tie_on": each.total.ties_on,
    }
    if combine.method == "trimmed":
        made |= {
            "drop_high": combine.drop_high,
            "drop_low": combine.drop_low,
            "minimum_for_trim": combine.needs,
            "below_minimum": "mean",
        }
    return made


def _criterion(rubric: Rubric, leaf: Leaf) -> dict[str, Any]:
    row = leaf.criterion
    name = rubric.name if row is None else row.name
    made: dict[str, Any] = {
        "id": leaf.id,
        "name": _name(name),
        "max": _mark(leaf.high),
        "step": _STEPS[leaf.step],
        "required": row is None or row.required,
    }
    if row is not None and row.hint is not None:
        made["hint"] = _name(row.hint)
    if row is not None and row.anchors:
        made["anchors"] = [
            {"from": _mark(anchor.at_least), "name": _name(anchor.name)} for anchor in row.anchors
        ]
    return made | ({} if row is None else _band(row.band))


def _ties(each: Round) -> Iterator[dict[str, str]]:
    for step in each.ties:
        rule = {"rule": _TIES[step.rule]}
        yield rule if step.criterion is None else {**rule, "criterion": step.criterion}


def _award(award: Award) -> dict[str, Any]:
    return {"level": award.id, "name": _name(award.name), "places": award.places}


def _cut(rulebook: Rulebook) -> int:
    """The promotion's number; without one the last place of the awards."""
    for rule in rulebook.rounds[0].promotion:
        return rule.number or 1
    return sum(award.places or 0 for award in rulebook.awards)


def _name(name: Name) -> dict[str, str]:
    return {"zh": name.zh, "en": name.en}


def _mark(hundredths: int) -> str:
    return mark_text(hundredths).rstrip("0").rstrip(".")


def _band(band: Band | None) -> dict[str, Any]:
    if band is None:
        return {}
    return {"band": {"low": _mark(band.low), "high": _mark(band.high)}}
