"""The phase that every policy compares with."""

from enum import StrEnum

from contest.models import Edition, EditionState, Round, RoundState


class Phase(StrEnum):
    """Where an edition and one of its rounds stand for policy."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    JUDGING = "judging"
    DELIBERATION = "deliberation"
    ARMED = "armed"
    PUBLISHED = "published"
    ARCHIVED = "archived"


_BY_EDITION = {
    EditionState.DRAFT: Phase.DRAFT,
    EditionState.ANNOUNCED: Phase.DRAFT,
    EditionState.OPEN: Phase.OPEN,
    EditionState.PUBLICITY: Phase.PUBLISHED,
    EditionState.AWARDED: Phase.PUBLISHED,
    EditionState.ARCHIVED: Phase.ARCHIVED,
    EditionState.CANCELLED: Phase.ARCHIVED,
}

_BY_ROUND = {
    RoundState.PREPARED: Phase.CLOSED,
    RoundState.OPEN: Phase.JUDGING,
    RoundState.CLOSED: Phase.DELIBERATION,
    RoundState.LOCKED: Phase.DELIBERATION,
}


def phase_of(edition: Edition, round: Round | None = None, *, proposed: str = "") -> Phase:  # noqa: A002 - the noun of the table
    """The phase of an edition and, while it is closed or running, of one of its rounds.

    `proposed` is the state of the round's *proposed* publication, which judging knows:
    `armed` and `opened` make the phases of the same name (`published`); the *final*
    publication changes rows and not the phase.
    """
    known = _BY_EDITION.get(EditionState(edition.state))
    if known is not None:
        return known
    if proposed == "armed":
        return Phase.ARMED
    if proposed in {"opened", "corrected"}:
        return Phase.PUBLISHED
    return Phase.CLOSED if round is None else _BY_ROUND[RoundState(round.state)]
