"""What a sound document may well mean and mostly does not: said, never refused."""

from contest.rulebook.shape.look import Finding, Look
from contest.rulebook.v1.checks.components import fillers_of, sheets_of
from contest.rulebook.v1.components import BallotComponent, SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook


def rulebook_warnings(rulebook: Rulebook) -> list[Finding]:
    """The warnings of a sound document, sorted by path."""
    look = Look()
    for index, each in enumerate(rulebook.rounds):
        path = f"/rounds/{index}"
        _sums(each, path, look)
        _idle(each, path, look)
        if each.level is not None and each.components and "region" not in each.rank_within:
            look.found(f"{path}/rank_within", "warn_level_together", round=each.id)
    return sorted(set(look.findings))


def _sums(each: Round, path: str, look: Look) -> None:
    """A sum of fewer sheets is less, though nobody marked the entry lower."""
    if each.panel is None:
        return
    for index, part in enumerate(each.components):
        if not isinstance(part, SheetComponent) or part.combine.method != "sum":
            continue
        sheets = fillers_of(each, part).sheets
        if sheets is not None and each.panel.minimum_sheets < sheets:
            look.found(
                f"{path}/components/{index}/combine/method",
                "warn_sum_fewer",
                component=part.id,
                minimum=each.panel.minimum_sheets,
                seats=sheets,
            )


def _idle(each: Round, path: str, look: Look) -> None:
    """Judges of a kind that fills no sheet."""
    votes = any(isinstance(part, BallotComponent) and part.voters == "judges"
                for part in each.components)  # fmt: skip
    if each.panel is None or votes or each.knockout is not None:
        return
    serving = {kind for part in sheets_of(each) for kind in fillers_of(each, part).kinds}
    for kind in each.panel.kinds or {}:
        if kind not in serving:
            look.found(f"{path}/panel/kinds/{kind}", "warn_kind_idle", kind=kind)
