"""The tie ladder: each step fits, and the last leaves nothing open."""

from typing import Final

from contest.rulebook.shape.look import Look, near
from contest.rulebook.v1.checks.components import sheets_of
from contest.rulebook.v1.checks.earlier import round_at
from contest.rulebook.v1.checks.facts import fact_of
from contest.rulebook.v1.checks.thresholds import criterion_ids
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.ties import LAST_STEPS, TieStep

_PARTS: Final = ("criterion", "component", "fact")
_NEED_SHEETS: Final = (
    "sum_of_all", "mean_of_all", "median", "highest_sheet", "count_back", "head_to_head",
)  # fmt: skip


def ties_check(rulebook: Rulebook, each: Round, path: str, look: Look) -> None:
    """The whole ladder of a round."""
    seen: list[tuple[str, str]] = []
    for index, step in enumerate(each.ties):
        at = f"{path}/ties/{index}"
        if (step.label, step.at) in seen:
            look.found(at, "tie_step_twice", step=step.label)
        if index < len(each.ties) - 1 and step.rule in LAST_STEPS and step.at == "anywhere":
            look.found(at, "tie_step_last", step=step.label)
        seen.append((step.label, step.at))
        _step(rulebook, each, step, at, look)
    last = each.ties[-1]
    if last.rule not in LAST_STEPS:
        at = f"{path}/ties/{len(each.ties) - 1}"
        look.found(at, "ladder_open", step=last.label, options=", ".join(LAST_STEPS))


def _step(rulebook: Rulebook, each: Round, step: TieStep, path: str, look: Look) -> None:
    for word in _PARTS:
        given = getattr(step, word) is not None
        if given != (step.rule == word):
            code = "tie_part_extra" if given else "tie_part_missing"
            look.found(f"{path}/{word}" if given else path, code, rule=step.rule, field=word)
            return
    if step.round is not None and step.rule != "earlier_round":
        look.found(f"{path}/round", "tie_part_extra", rule=step.rule, field="round")
    _named(rulebook, each, step, path, look)
    if step.rule == "earlier_round":
        _earlier(rulebook, each, step, path, look)
    if step.fact is not None:
        fact = fact_of(rulebook, step.fact)
        if fact is None or fact.type not in ("count", "amount", "date"):
            look.found(f"{path}/fact", "fact_not_number", fact=step.fact)
    if step.rule == "chair" and each.panel is not None and not each.panel.chair:
        look.found(f"{path}/rule", "tie_without_chair", round=each.id)
    if step.rule in _NEED_SHEETS:
        _sheets(rulebook, each, step, path, look)


def _sheets(rulebook: Rulebook, each: Round, step: TieStep, path: str, look: Look) -> None:
    """Sheets there are, and all of marks or all of places: one looks up, the other down."""
    sheets = [part for part in sheets_of(each) if part.counts]
    if not sheets:
        look.found(f"{path}/rule", "tie_needs_sheets", rule=step.rule)
    inputs = {rulebook.rubric(part.rubric).input for part in sheets}
    if len(inputs) > 1:
        look.found(f"{path}/rule", "tie_sheets_mixed", rule=step.rule)


def _named(rulebook: Rulebook, each: Round, step: TieStep, path: str, look: Look) -> None:
    if step.criterion is not None:
        _known(step.criterion, criterion_ids(rulebook, each), "criterion", path, look)
    if step.component is not None:
        _known(step.component, [part.id for part in each.components], "component", path, look)


def _known(name: str, known: list[str], noun: str, path: str, look: Look) -> None:
    if name not in known:
        look.found(f"{path}/{noun}", "reference_unknown", noun=noun, value=name,
                   **near(name, known))  # fmt: skip


def _earlier(rulebook: Rulebook, each: Round, step: TieStep, path: str, look: Look) -> None:
    here = round_at(rulebook, each.id)
    there = here - 1 if step.round is None else round_at(rulebook, step.round)
    if there < 0 or there >= here:
        at = path if step.round is None else f"{path}/round"
        look.found(at, "tie_round_not_before", round=each.id)
    elif not rulebook.rounds[there].components:
        look.found(path, "round_without_score", round=rulebook.rounds[there].id)
