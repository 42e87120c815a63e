"""What the model behind a round's figures says beside them: errors, chances, the judges."""

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from judging.tally.edition.edition import EditionTally, RoundTally
from judging.tally.edition.modeled import DECIMALS
from judging.tally.exact import quotient, rounded

if TYPE_CHECKING:
    from judging.ranking.result import EntryLine, Ranking

DRAWS: Final = 1000
CALIBRATED: Final = ("calibrated", "calibrated-robust")


def with_sureness(tally: EditionTally, found: dict[str, Any]) -> dict[str, Any]:
    """What ``rank`` prints, with errors, intervals and chances where the last round has a model.

    Only where the round is one component of sheets that a model estimates in one
    table; an entry whose score is not that figure (a penalty, a veto) has none.
    """
    held = tally.rounds[-1] if tally.rounds else None
    model = None if held is None else _model(held)
    if held is None or model is None:
        return found
    lines = {line.entry: line for line in model.entries}
    judges = {line.judge: line for line in model.judges if line.round in (None, held.round.id)}
    entries = [
        {**each, **_entry(held, each, lines[each["entry"]])}
        if each["round"] == held.round.id and each["entry"] in lines
        else each
        for each in found["entries"]
    ]
    return {
        **found,
        "entries": entries,
        "judges": [
            {**each, **_told(judges[each["judge"]], _JUDGE)} if each["judge"] in judges else each
            for each in found["judges"]
        ],
        "fit": _fit(model),
        "warnings": [*found["warnings"], *(f"{held.round.id}: {each}" for each in model.warnings)],
    }


_JUDGE: Final = ("leniency", "se", "scale", "noise", "loo_r", "outfit", "flags")
_ENTRY: Final = ("se", "low", "high", "p_cut")


def _model(held: RoundTally) -> "Ranking | None":
    from judging.ranking.ranking import ranking

    counted = [figures for figures in held.totals.components.values() if figures.component.counts]
    if len(counted) != 1 or len(counted[0].tables) != 1:
        return None
    table = counted[0].tables[0]
    if table.rule.method not in CALIBRATED:
        return ranking(table.scores, table.rule)
    return ranking(table.scores, replace(table.rule, draws=DRAWS, cut=_cut(held)))


def _cut(held: RoundTally) -> int | None:
    """How many go on, where that is one number of the whole field."""
    rules = held.round.promotion
    if len(rules) != 1 or rules[0].take != "number" or rules[0].per or rules[0].caps:
        return None
    return None if rules[0].needs or rules[0].at_most else rules[0].number


def _entry(held: RoundTally, each: dict[str, Any], line: "EntryLine") -> dict[str, Any]:
    score = held.totals.scores[line.entry]
    figure = quotient(Fraction(round(line.score * 10**DECIMALS)), 10**DECIMALS)
    if each["score"] is None or str(rounded(figure, score.decimals)) != each["score"]:
        return {}
    return _told(line, _ENTRY)


def _told(line: Any, names: tuple[str, ...]) -> dict[str, Any]:
    from judging.ranking.wire import plain

    return {name: plain(getattr(line, name)) for name in names}


def _fit(model: "Ranking") -> Any:
    from dataclasses import asdict

    from judging.ranking.wire import plain

    return None if model.fit is None else plain(asdict(model.fit))
