"""Own organizations: do judges give entries of their own organization other scores than others do?

Each score of a judge for an entry of the judge's own organization is held against
what the other judges gave that entry and what this judge gives otherwise. Small
favors cannot be seen judge by judge; they are tested per organization, and shown only
where enough such scores are there. A difference asks for a look and says nothing of
why: an organization's judges may know its field better.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from judging.ranking.covariates import rows_of, slopes_of
from judging.ranking.holm import beyond_chance
from judging.ranking.scores import Marks, Scores

OWN_SCORES_FROM: Final = 5
OWN_ENTRIES_FROM: Final = 3
"""With fewer, an organization's figure would be one jury's talk about one entry."""


@dataclass(frozen=True, slots=True)
class OwnScores:
    """One organization: how many own scores by how many judges for how many entries.

    ``difference`` ± ``se``: points above what is expected of these judges for
    these entries; None where too few scores are there or nobody else scored
    the same entries. ``look`` asks for a look: higher than chance explains
    among all organizations together.
    """

    organization: str
    scores: int
    judges: int
    entries: int
    difference: float | None = None
    se: float | None = None
    p: float | None = None
    look: bool = False


@dataclass(frozen=True, slots=True)
class Favor:
    """Organizations by name, and ``overall``: one difference for all of them together."""

    organizations: tuple[OwnScores, ...]
    overall: OwnScores | None


def favor(scores: Scores) -> Favor | None:
    """Own scores by organization; None where organizations are not known or scores are places."""
    beside = scores.beside
    if not beside.has_orgs or scores.places:
        return None
    names = sorted({*beside.judge_org} & {*beside.entry_org} - {""})
    number = {name: at for at, name in enumerate(names)}
    of_judge = np.array([number.get(each, -1) for each in beside.judge_org])[scores.judge]
    of_entry = np.array([number.get(each, -2) for each in beside.entry_org])[scores.entry]
    own = np.where(of_judge == of_entry, of_judge, -1)
    counted = [_counted(scores, name, own == at) for at, name in enumerate(names)]
    shown = [at for at, line in enumerate(counted) if _enough(line)]
    told = dict(zip(shown, _differences(scores, [own == at for at in shown]), strict=True))
    whole = _counted(scores, "", own >= 0)
    overall = _differences(scores, [own >= 0])[0] if _enough(whole) else {}
    return Favor(
        tuple(replace(line, **told.get(at, {})) for at, line in enumerate(counted) if line.scores),
        replace(whole, **overall) if whole.scores else None,
    )


def _counted(scores: Scores, name: str, own: Marks) -> OwnScores:
    judges, entries = np.unique(scores.judge[own]), np.unique(scores.entry[own])
    return OwnScores(name, int(own.sum()), len(judges), len(entries))


def _enough(line: OwnScores) -> bool:
    return line.scores >= OWN_SCORES_FROM and line.entries >= OWN_ENTRIES_FROM


def _differences(scores: Scores, own: Sequence[Marks]) -> list[dict[str, Any]]:
    """For each set of scores, fitted together: what it differs by; empty where nobody can tell."""
    from scipy.sparse import csr_array

    if not own:
        return []
    rows = rows_of(scores.entry, scores.judge, scores.points)
    found = slopes_of(rows, csr_array(np.column_stack(own).astype(np.float64)))
    if found is None or found.relative:
        return [{} for _ in own]
    look = beyond_chance(found.p) & (found.value > 0)
    columns = zip(found.value, found.se, found.p, look, strict=True)
    return [
        {"difference": float(value), "se": float(se), "p": float(p), "look": bool(asks)}
        if se > 0
        else {}
        for value, se, p, asks in columns
    ]
