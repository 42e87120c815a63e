"""A round as a whole: panel, clock, sealing, knock-out, rechecks, publicity."""

from collections.abc import Sequence
from fractions import Fraction

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.ascending import ascending_check
from contest.rulebook.v1.checks.components import components_check, fillers_of, sheets_of
from contest.rulebook.v1.checks.groups import group_check
from contest.rulebook.v1.checks.promotion import promotions_check
from contest.rulebook.v1.checks.thresholds import thresholds_check
from contest.rulebook.v1.checks.ties import ties_check
from contest.rulebook.v1.checks.words import mark_words, points_text
from contest.rulebook.v1.combination import PLACING
from contest.rulebook.v1.maxima import round_most
from contest.rulebook.v1.panels import Material, Panel
from contest.rulebook.v1.publicity import Publicity
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS


def rounds_check(rulebook: Rulebook, look: Look) -> None:
    """All rounds; what needs sound components waits for them."""
    for index, each in enumerate(rulebook.rounds):
        components_check(rulebook, each, f"/rounds/{index}", look)
    if any("/components" in finding.path for finding in look.findings):
        return
    for index, each in enumerate(rulebook.rounds):
        path = f"/rounds/{index}"
        _round(rulebook, each, path, look)
        ascending_check(rulebook, each, path, look)
        ties_check(rulebook, each, path, look)
        promotions_check(rulebook, each, path, look)


def _round(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    _panel(each.panel, f"{path}/panel", look)
    _sheets(each, path, look)
    _timing(each, path, look)
    _materials(each.material, f"{path}/material", look)
    _sealing(each, path, look)
    _recheck(rulebook, each, path, look)
    _knockout(rulebook, each, path, look)
    group_check(rulebook, each.rank_within, f"{path}/rank_within", look)
    if each.must_pass is not None:
        thresholds_check(rulebook, each, each.must_pass.all, f"{path}/must_pass/all", look)
    _purpose(rulebook, each, path, look)
    publicity_check(each.publicity, f"{path}/publicity", look)


def _panel(panel: Panel | None, path: str, look: Look) -> None:
    if panel is None:
        return
    if panel.kinds is not None and sum(panel.kinds.values()) != panel.seats:
        look.found(f"{path}/kinds", "kinds_differ", sum=sum(panel.kinds.values()),
                   seats=panel.seats)  # fmt: skip
    if panel.minimum_sheets > panel.seats:
        look.found(f"{path}/minimum_sheets", "minimum_beyond", minimum=panel.minimum_sheets,
                   seats=panel.seats)  # fmt: skip


def _sheets(each: Round, path: str, look: Look) -> None:
    """The minimum holds for each component by itself."""
    if each.panel is None or each.panel.minimum_sheets > each.panel.seats:
        return
    for part in sheets_of(each):
        sheets = fillers_of(each, part).sheets
        if sheets is not None and each.panel.minimum_sheets > sheets:
            look.found(
                f"{path}/panel/minimum_sheets",
                "minimum_beyond_component",
                minimum=each.panel.minimum_sheets,
                component=part.id,
                seats=sheets,
            )


def _purpose(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    """Something is judged or decided, by somebody, and can be more than nothing."""
    if not each.scored and each.mode not in ("desk", "committee"):
        look.found(path, "components_missing", round=each.id, mode=each.mode)
    elif not each.scored and not _decides(rulebook, each):
        look.found(path, "round_decides_nothing", round=each.id)
    levels = [region.level for region in rulebook.regions]
    if each.level is not None and each.level not in levels:
        look.found(f"{path}/level", "level_without_regions", level=each.level)
    if each.at_most == 0:
        look.found(f"{path}/at_most", "max_zero", of=each.id)


def _decides(rulebook: Rulebook, each: Round) -> bool:
    """Whether something hangs on a round without a score: who goes on, or an award."""
    last = rulebook.rounds[-1].id
    return bool(each.promotion) or any(
        (award.round or last) == each.id for award in rulebook.awards
    )


def _timing(each: Round, path: str, look: Look) -> None:
    if each.timing is None:
        return
    least, pitch = each.timing.least_s, each.timing.pitch_s
    if least is not None and least >= pitch:
        look.found(f"{path}/timing/least_s", "least_beyond", least=least, pitch=pitch)
    for index, signal in enumerate(each.timing.signals_s):
        if signal >= each.timing.pitch_s:
            at = f"{path}/timing/signals_s/{index}"
            look.found(at, "signal_outside", signal=signal, pitch=each.timing.pitch_s)
    penalties = [each.penalties, *(part.penalties for part in each.components)]
    if each.timing.overrun == "penalty" and not any(penalties):
        look.found(f"{path}/timing/overrun", "overrun_without_penalty")


def _materials(materials: Sequence[Material], path: str, look: Look) -> None:
    for index, material in enumerate(materials):
        if material.id in [each.id for each in materials[:index]]:
            look.found(f"{path}/{index}/id", "id_doubled", value=material.id, first=path)


def _sealing(each: Round, path: str, look: Look) -> None:
    if each.reveal == "live_after_each" and each.sealing != "per_slot":
        look.found(f"{path}/sealing", "live_needs_slot")
    if each.reveal in ("live_after_each", "lagged") and each.mode not in ("live", "video"):
        look.found(f"{path}/reveal", "reveal_without_hall", mode=each.mode)
    if each.sealing == "per_slot" and each.revise_until == "session_end":
        look.found(f"{path}/revise_until", "revise_beyond_slot")


def _recheck(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    if each.recheck is None:
        return
    most = round_most(rulebook, each)
    spread = each.recheck.spread_above
    if (each.recheck.by == "spread") != (spread is not None):
        look.found(f"{path}/recheck/spread_above", "recheck_spread", round=each.id)
        return
    if each.panel is None:
        look.found(f"{path}/recheck", "recheck_without_panel")
        return
    if each.recheck.by == "chair" and not each.panel.chair:
        look.found(f"{path}/recheck/by", "recheck_without_chair", round=each.id)
    _recheck_sheets(each, path, look)
    if most is not None and spread is not None and Fraction(spread, HUNDREDTHS) >= most:
        look.found(f"{path}/recheck/spread_above", "spread_beyond", spread=mark_words(spread),
                   most=points_text(most))  # fmt: skip


def _recheck_sheets(each: Round, path: str, look: Look) -> None:
    """Judging again joins totals: no places, and no sum that grows with a sheet more."""
    rule, sheets = each.recheck, sheets_of(each)
    assert rule is not None
    if not any(part.combine.method not in PLACING for part in sheets):
        look.found(f"{path}/recheck", "recheck_unfit", round=each.id)
    same = rule.then in ("drop_farthest", "replace_farthest") and rule.add_sheets == 1
    seats = 0 if each.panel is None else each.panel.seats
    same |= rule.then == "replace_all" and rule.add_sheets == seats
    summed = [part.id for part in sheets if part.combine.method == "sum"]
    if summed and not same:
        look.found(f"{path}/recheck/then", "recheck_sum", component=summed[0])


def _knockout(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    pairs = each.knockout
    if pairs is None:
        return
    if pairs.seeding == "earlier_round" and each.id == rulebook.rounds[0].id:
        look.found(f"{path}/knockout/seeding", "seeding_first", round=each.id)
    if pairs.pair_by == "votes" and each.panel is None:
        look.found(path, "panel_missing", round=each.id)
    if pairs.pair_by == "score" and not each.components:
        look.found(f"{path}/knockout/pair_by", "components_missing", round=each.id,
                   mode="knockout")  # fmt: skip


def publicity_check(publicity: Publicity | None, path: str, look: Look) -> None:
    """Exactly one way of counting."""
    if publicity is None:
        return
    given = [
        each
        for each in (publicity.working_days, publicity.calendar_days, publicity.seconds)
        if each is not None
    ]
    if len(given) != 1:
        look.found(path, "publicity_not_one", count=len(given))
