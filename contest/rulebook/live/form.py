"""A rulebook of version 1 in the form that rooms and sheets read: version 0's, and more."""

from dataclasses import replace
from typing import Any, Final

from contest.rulebook.document import is_version_0
from contest.rulebook.live.beyond import awards_of, live_beyond
from contest.rulebook.live.card import band_of, card_groups, card_lines, name_of
from contest.rulebook.live.which import round_judged, sheet_of
from contest.rulebook.parse import rulebook_built, rulebook_parse
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1 import rulebook as v1
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.ties import TieStep
from core.numbers import mark_text

Document = dict[str, Any]

# Where version 0 has a word of its own for a step.
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


def live_form(document: Any, *, code: str = "") -> Document:
    """The document as cards read it; one of version 0 is returned as it stands.

    ``code`` is the round's in its edition: it names which of several rounds is judged. Raises
    ``RulebookUnsound`` for no rulebook, ``RulebookBeyond`` for one that rooms cannot judge by.
    """
    if is_version_0(document):
        return dict(document)
    return form_of(rulebook_read(document), code=code)


def live_rulebook(document: Any, *, code: str = "") -> Rulebook:
    """What the rooms judge by, under the hash of the document that was stored.

    Raises ``RulebookRefused`` or ``RulebookUnsound`` for no rulebook, ``RulebookBeyond`` for one
    that rooms cannot judge by.
    """
    if is_version_0(document):
        return rulebook_parse(document)
    return rules_of(rulebook_read(document), code=code)


def rules_of(rulebook: v1.Rulebook, *, code: str = "") -> Rulebook:
    """What the rooms of the round ``code`` judge by; raises ``RulebookBeyond``."""
    form = form_of(rulebook, code=code)
    built = rulebook_built(form, hash=rulebook.hash)
    return replace(built, rules=rulebook, round=rulebook.rounds[_judged(rulebook, code)].id)


def form_of(rulebook: v1.Rulebook, *, code: str = "") -> Document:
    """A rulebook's form; raises ``RulebookBeyond`` where rooms cannot judge by it."""
    at = _judged(rulebook, code)
    beyond = live_beyond(rulebook, at)
    if beyond:
        raise RulebookBeyond(beyond)
    each = rulebook.rounds[at]
    component = sheet_of(each)
    rubric = rulebook.rubric(component.rubric)
    awards = [award for _, award in awards_of(rulebook, each)]
    scale: Document = {"total": mark_text(rubric.total), **band_of(rubric.band)}
    if rubric.bonus_at_most is not None:
        scale["bonus_at_most"] = mark_text(rubric.bonus_at_most)
    # Results may quote groups and components by their ids.
    groups = card_groups(rubric)
    groups += [{"id": part.id, "name": name_of(part.name)} for part in each.components if part.name]
    return {
        "rulebook": 0,
        "name": name_of(rulebook.name),
        "scale": scale,
        "criteria": list(card_lines(rubric)),
        **({"groups": groups} if groups else {}),
        **({"phrases": [name_of(each) for each in rubric.phrases]} if rubric.phrases else {}),
        "panel": _panel(each),
        "aggregation": _aggregation(each, component),
        "ties": [_tie(step) for step in each.ties],
        "awards": [
            {"level": award.id, "name": name_of(award.name), "places": award.places}
            for award in awards
        ],
        "cut_after": _cut(each, sum(award.places or 0 for award in awards)),
        "timing": _timing(each),
        "sealing": each.sealing,
        **({} if each.revise_until == "slot_end" else {"revise_until": each.revise_until}),
        "publicity": _publicity(each),
    }


def _judged(rulebook: v1.Rulebook, code: str) -> int:
    at = round_judged(rulebook, code)
    if at is None:
        raise RulebookBeyond(("/rounds",))
    return at


def _panel(each: Round) -> Document:
    panel = each.panel
    assert panel is not None
    form: Document = {
        "seats": panel.seats,
        "kinds": dict(panel.kinds or {ANY_KIND: panel.seats}),
        "minimum_sheets": panel.minimum_sheets,
        "alternates": panel.alternates,
    }
    if panel.below_minimum != "no_result":
        form["below_minimum"] = panel.below_minimum
    return form


def _aggregation(each: Round, component: SheetComponent) -> Document:
    combine = component.combine
    rule: Document = {
        "method": combine.method,
        "version": 1,
        "decimals": each.total.decimals,
        "rounding": each.total.rounding,
        "tie_on": each.total.ties_on,
    }
    if combine.method == "trimmed":
        rule |= {
            "drop_high": combine.drop_high,
            "drop_low": combine.drop_low,
            "minimum_for_trim": combine.needs,
            "below_minimum": combine.below,
        }
    return rule


def _tie(step: TieStep) -> Document:
    rule: Document = {"rule": _TIES.get(step.rule, step.rule)}
    return rule if step.criterion is None else {**rule, "criterion": step.criterion}


def _cut(each: Round, winners: int) -> int:
    """The last place that passes; without a number of its own it is the last that wins."""
    number = each.promotion[0].number if each.promotion else None
    return winners if number is None else number


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
