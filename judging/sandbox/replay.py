"""The same scores under other rules."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.compare import Document, compare, span, stands
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.variation import Varied, vary
from judging.tally.edition.duels import spread
from judging.tally.edition.edition import EditionTally, edition_tally
from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused

OWN = "own rules"


def replay(
    rulebook: Rulebook,
    given: Given,
    *,
    documents: Mapping[str, Rulebook] | None = None,
    variations: Sequence[str] = (),
) -> Document:
    """Count the scores by their rulebook, then by other documents and variations.

    Every round is counted on the entries that were really in it, whoever the
    other rules would have sent there: nobody has marks for a round that he
    never saw. Raises ``ScoresRefused`` where the own rules cannot count the
    scores; what another rule refuses is told in its place.
    """
    own = edition_tally(rulebook, given)
    fixed = seeds_fixed(own, given)
    fields = fields_of(own)
    found: list[Document] = []
    tallies: list[tuple[str, EditionTally]] = [(OWN, own)]
    for name, other in (documents or {}).items():
        varied = Varied(name, other, fixed, (f"the document {name}",))
        found.append(_counted(own, varied, fields, tallies))
    for name in variations:
        try:
            varied = vary(rulebook, fixed, name)
        except SandboxRefused as refused:
            found.append({"under": name, "refused": _refused(refused)})
            continue
        found.append(_counted(own, varied, fields, tallies))
    return {
        "replay": 1,
        "rulebook": rulebook.hash,
        "under": found,
        "ranges": _ranges(own, tallies) if len(tallies) > 1 else [],
    }


def fields_of(tally: EditionTally) -> dict[str, tuple[str, ...]]:
    """Who was in each round."""
    return {held.round.id: held.at.entries for held in tally.rounds}


def seeds_fixed(tally: EditionTally, given: Given) -> Given:
    """The pairs of each knock-out as they were, so that its duels stay those that were held."""
    decisions = list(given.decisions)
    before: dict[str, int] = {}
    for held in tally.rounds:
        rule = held.round.knockout
        if rule is not None and not any(given.decided("seeds", round=held.round.id)):
            ranked = sorted(held.at.entries, key=lambda each: (before.get(each, 10**6), each))
            decisions.append({"kind": "seeds", "round": held.round.id, "order": spread(ranked)})
        before = {line.entry: line.rank for line in held.lines if line.rank is not None}
    return replace(given, decisions=tuple(decisions))


def _counted(
    own: EditionTally,
    varied: Varied,
    fields: Mapping[str, tuple[str, ...]],
    tallies: list[tuple[str, EditionTally]],
) -> Document:
    head: Document = {"under": varied.name, "told": list(varied.told)}
    try:
        tally = edition_tally(varied.rulebook, varied.given, fields=fields)
    except ScoresRefused as refused:
        return {**head, "refused": _refused(refused)}
    tallies.append((varied.name, tally))
    after = {held.round.id: held for held in tally.rounds}
    return {
        **head,
        "rounds": [
            compare(held, after[held.round.id]) for held in own.rounds if held.round.id in after
        ],
        "rounds_missing": [held.round.id for held in own.rounds if held.round.id not in after],
    }


def _refused(refused: Any) -> Document:
    return {"code": refused.code, "sentence": refused.sentence}


def _ranges(own: EditionTally, tallies: Sequence[tuple[str, EditionTally]]) -> list[Document]:
    """Each entry's best and worst place over all rules that were tried, its own among them."""
    found: list[Document] = []
    for number, held in enumerate(own.rounds):
        tables = [
            (name, stands(other))
            for name, tally in tallies
            for other in tally.rounds
            if other.round.id == held.round.id
        ]
        for line in own.rounds[number].lines:
            ranks = [(name, rows[line.entry].rank) for name, rows in tables if line.entry in rows]
            head = {"round": held.round.id, "entry": line.entry, "rank": line.rank}
            found.append({**head, **span(ranks)})
    return found
