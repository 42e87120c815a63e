"""What a sound document may well mean and mostly does not: said, never refused."""

from collections.abc import Iterator

from contest.rulebook.shape.look import Finding, Look
from contest.rulebook.v1.checks.components import fillers_of, sheets_of
from contest.rulebook.v1.checks.words import mark_words
from contest.rulebook.v1.components import BallotComponent, SheetComponent, penalty_by_run
from contest.rulebook.v1.promotion import Threshold
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS


def rulebook_warnings(rulebook: Rulebook) -> list[Finding]:
    """The warnings of a sound document, sorted by path."""
    look = Look()
    for index, each in enumerate(rulebook.rounds):
        path = f"/rounds/{index}"
        _sums(each, path, look)
        _idle(each, path, look)
        _open(each, path, look)
        _votes(each, path, look)
        _runs(each, path, look)
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


def _runs(each: Round, path: str, look: Look) -> None:
    """Penalties that come once although there are several runs, and cannot stand on one."""
    for index, part in enumerate(each.components):
        for number, penalty in enumerate(part.penalties):
            if part.runs is not None and not penalty_by_run(part, penalty):
                at = f"{path}/components/{index}/penalties/{number}/when"
                look.found(at, "warn_penalty_once", penalty=penalty.id, component=part.id)


def _open(each: Round, path: str, look: Look) -> None:
    """Judges whom entrants see although they are not to, and objections to no list."""
    if each.blind == "double" and each.judge_names == "opening":
        look.found(f"{path}/judge_names", "warn_double_named", round=each.id)
    objections = each.objections
    if objections is not None and objections.until == "publicity" and each.publicity is None:
        look.found(f"{path}/objections", "warn_objections_unlisted", round=each.id)


def _votes(each: Round, path: str, look: Look) -> None:
    """Counted votes of judges that a maximum cuts off, or that never reach a line."""
    if each.panel is None:
        return
    for index, part in enumerate(each.components):
        if not isinstance(part, BallotComponent) or part.voters != "judges":
            continue
        if part.turned != "count" or part.as_juror_of is not None:
            continue
        votes = each.panel.seats * _most_of_one(part)
        if part.max < votes * HUNDREDTHS:
            look.found(f"{path}/components/{index}/max", "warn_votes_cut", component=part.id,
                       max=mark_words(part.max), votes=votes, seats=each.panel.seats)  # fmt: skip
        for at, line in _lines(each, path):
            if line.of in _names(each, part) and _beyond(line, votes * HUNDREDTHS):
                look.found(at, "warn_votes_line", component=part.id, votes=votes,
                           seats=each.panel.seats)  # fmt: skip


def _most_of_one(ballot: BallotComponent) -> int:
    """The most votes that one voter gives one entry."""
    return (ballot.most_per_entry or ballot.points) if ballot.form == "points" else 1


def _names(each: Round, ballot: BallotComponent) -> tuple[str, ...]:
    """What a line calls the ballot: its id, and the total where nothing else makes it."""
    counting = [part for part in each.components if part.counts]
    alone = counting == [ballot] and each.total.method == "sum"
    return (ballot.id, "total") if alone else (ballot.id,)


def _lines(each: Round, path: str) -> Iterator[tuple[str, Threshold]]:
    """All figures that the round asks for, with their places."""
    if each.must_pass is not None:
        for index, line in enumerate(each.must_pass.all):
            yield f"{path}/must_pass/all/{index}", line
    for number, rule in enumerate(each.promotion):
        if rule.line is not None:
            yield f"{path}/promotion/{number}/line", rule.line
        for index, line in enumerate(rule.needs):
            yield f"{path}/promotion/{number}/needs/{index}", line


def _beyond(line: Threshold, most: int) -> bool:
    if line.at_least is not None:
        return line.at_least > most
    return line.above is not None and line.above >= most


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
