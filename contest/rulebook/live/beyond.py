"""Where a sound rulebook of version 1 asks for more than the rooms can do.

Whatever is not listed here and not left at its default is beyond them, so a construct that is
new in the model is refused until somebody teaches it to the rooms.
"""

from collections.abc import Iterator
from typing import Final

from contest.rulebook.live.lines import apart, rubric_beyond
from contest.rulebook.v1.awards import Award
from contest.rulebook.v1.combination import Combine
from contest.rulebook.v1.components import EarlierComponent, SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import criteria_walk
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.ties import TieStep

# What the rooms obey, or what is none of theirs: entries, the desk and the public page.
_BOOK: Final = (
    "rulebook", "name", "sources", "organizers", "entries_close", "facts", "tracks", "divisions",
    "stages", "levels", "regions", "eligibility", "judge_kinds", "rubrics", "rounds", "awards",
)  # fmt: skip
_ROUND: Final = (
    "id", "name", "kind", "mode", "panel", "judge_names", "timing", "material", "components",
    "total", "at_most", "must_pass", "reveal", "ties", "promotion", "publicity", "objections",
    "sealing", "revise_until",
)  # fmt: skip
_PANEL: Final = ("seats", "kinds", "alternates", "chair", "minimum_sheets", "below_minimum")
_TIMING: Final = ("pitch_s", "questions_s", "scoring_s", "signals_s", "overrun")
_COMPONENT: Final = (
    "id", "name", "kind", "rubric", "weight", "counts", "at_most", "decimals", "combine",
)  # fmt: skip
_EARLIER: Final = (
    "id", "name", "kind", "round", "take", "points", "weight", "counts", "at_most", "decimals",
    "absent",
)  # fmt: skip
_COMBINE: Final = (
    "method", "version", "per", "drop_high", "drop_low", "needs", "below", "classes",
    "class_weights", "class_missing", "points", "leave_out", "decimals",
)  # fmt: skip
_TOTAL: Final = ("method", "decimals", "rounding", "ties_on")
_TIE: Final = ("rule", "round", "criterion", "component", "better", "at")
_PROMOTION: Final = (
    "to", "take", "number", "ratio", "rounded", "line", "least", "by", "needs",
    "needs_objections_closed", "substitution",
)  # fmt: skip
_AWARD: Final = ("id", "name", "round", "places", "rounded", "minimum_score", "prize")
# Whose figure hangs on the other entries.
BY_PLACES: Final = ("rank-sum", "majority", "points")
_METHODS: Final = ("mean", "trimmed", "median", "sum", *BY_PLACES)
# By these all sheets of a juror go, which shows once all entries are judged. Other rules need
# facts of jurors and entries that the rooms do not have.
WHOLE_JURORS: Final = ("incomplete", "flat")
_LEAVE_OUT: Final = (*WHOLE_JURORS, "far_from_median", "far_from_mean")
_LADDER: Final = (
    "earlier_round", "criterion", "component", "sum_of_all", "mean_of_all", "median",
    "highest_sheet", "count_back", "head_to_head", "chair", "promote_all", "promote_none", "share",
)  # fmt: skip
_TAKE: Final = ("number", "ratio", "score_line")


def live_beyond(rulebook: Rulebook, at: int) -> tuple[str, ...]:
    """The places (JSON pointers) of all that a room of the round ``at`` cannot do.

    Empty means that it judges by the document. What other rounds ask for is not looked at.
    """
    return tuple(_book(rulebook, at))


def awards_of(rulebook: Rulebook, each: Round) -> list[tuple[int, Award]]:
    """The awards of a round with their places in the document."""
    is_last = each.id == rulebook.rounds[-1].id
    return [
        (number, award)
        for number, award in enumerate(rulebook.awards)
        if award.round == each.id or (award.round is None and is_last)
    ]


def _book(rulebook: Rulebook, at: int) -> Iterator[str]:
    each, path = rulebook.rounds[at], f"/rounds/{at}"
    yield from apart("", rulebook, _BOOK)
    yield from _round(path, rulebook, each)
    last = 0
    for number, award in awards_of(rulebook, each):
        yield from apart(f"/awards/{number}", award, _AWARD)
        last += award.places or 0
        if award.places is None:
            yield f"/awards/{number}/places"
    promotion = each.promotion
    if promotion and promotion[0].number is not None and last > promotion[0].number:
        yield f"{path}/promotion/0/number"


def _round(path: str, rulebook: Rulebook, each: Round) -> Iterator[str]:
    yield from apart(path, each, _ROUND)
    if each.mode != "live":
        yield f"{path}/mode"
    if each.panel is None:
        yield f"{path}/panel"
    else:
        yield from apart(f"{path}/panel", each.panel, _PANEL)
    # A mark is typed digit by digit, so one that is fixed with its team's turn could not be
    # completed after it; and what is missing would keep the whole session open.
    if each.sealing == "per_session" and each.revise_until == "slot_end":
        yield f"{path}/revise_until"
    if each.must_pass is not None:
        yield from apart(f"{path}/must_pass", each.must_pass, ("all",))
    yield from _clock(path, each)
    yield from _score(path, rulebook, each)
    for number, step in enumerate(each.ties):
        yield from _tie(f"{path}/ties/{number}", step, _named(rulebook, each))
    yield from _cut(path, rulebook, each)
    if each.publicity is None or each.publicity.calendar_days is not None:
        yield f"{path}/publicity"


def _clock(path: str, each: Round) -> Iterator[str]:
    timing = each.timing
    if timing is None or not (timing.questions_s and timing.scoring_s):
        yield f"{path}/timing"
        return
    yield from apart(f"{path}/timing", timing, _TIMING)
    if timing.overrun == "penalty":
        yield f"{path}/timing/overrun"


def _score(path: str, rulebook: Rulebook, each: Round) -> Iterator[str]:
    yield from apart(f"{path}/total", each.total, _TOTAL)
    sheets = 0
    for number, component in enumerate(each.components):
        at = f"{path}/components/{number}"
        if isinstance(component, EarlierComponent):
            yield from apart(at, component, _EARLIER)
            if component.take == "component":
                yield f"{at}/take"
        elif not isinstance(component, SheetComponent) or sheets:
            yield at
        else:
            sheets += 1
            yield from _sheet(at, rulebook, component)
    if not sheets:
        yield f"{path}/components"


def _sheet(path: str, rulebook: Rulebook, component: SheetComponent) -> Iterator[str]:
    yield from apart(path, component, _COMPONENT)
    yield from _combine(f"{path}/combine", component.combine)
    index = [rubric.id for rubric in rulebook.rubrics].index(component.rubric)
    yield from rubric_beyond(f"/rubrics/{index}", rulebook.rubrics[index])


def _combine(path: str, combine: Combine) -> Iterator[str]:
    yield from apart(path, combine, _COMBINE)
    if combine.method not in _METHODS:
        yield f"{path}/method"
    # Nothing may be left to take a mean of.
    if combine.method == "trimmed" and combine.drop_high + combine.drop_low >= combine.needs:
        yield f"{path}/needs"
    for number, rule in enumerate(combine.leave_out):
        if rule.rule not in _LEAVE_OUT:
            yield f"{path}/leave_out/{number}"


def _tie(path: str, step: TieStep, named: set[str]) -> Iterator[str]:
    yield from apart(path, step, _TIE)
    if step.rule not in _LADDER:
        yield f"{path}/rule"
    elif step.rule == "criterion" and step.criterion not in named:
        yield f"{path}/criterion"


def _cut(path: str, rulebook: Rulebook, each: Round) -> Iterator[str]:
    for number, rule in enumerate(each.promotion):
        at = f"{path}/promotion/{number}"
        yield from apart(at, rule, _PROMOTION)
        if number or rule.take not in _TAKE:
            yield at
    if not each.promotion and not awards_of(rulebook, each):
        yield f"{path}/promotion"


def _named(rulebook: Rulebook, each: Round) -> set[str]:
    """The ids of the lines and groups of the round's sheets."""
    found: set[str] = set()
    for component in each.components:
        if isinstance(component, SheetComponent):
            rubric = rulebook.rubric(component.rubric)
            found |= {"total"} | {row.id for row in criteria_walk(rubric.criteria)}
    return found
