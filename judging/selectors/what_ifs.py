"""Openings of what-if, for those who answer for the round's result."""

from datetime import datetime

from contest.models import Edition, Round
from core.models import Role
from core.selectors.memberships import role_held
from judging.models import WhatIfOpening, WhatIfState
from judging.selectors.standing import RoundStanding

_STANDING = (WhatIfState.ASKED, WhatIfState.OPEN)


def opening_standing(round: Round) -> WhatIfOpening | None:  # noqa: A002 - the noun of the table
    """The opening that was asked for or is open; None where nobody asked or it was closed."""
    rows = WhatIfOpening.objects.filter(round=round, state__in=_STANDING)
    return rows.select_related("round__edition", "asked_by", "attested_by").first()


def has_witness(edition: Edition, *, at: datetime) -> bool:
    """Whether somebody is the edition's witness."""
    return role_held(
        role=Role.WITNESS, host_id=edition.contest.host_id, edition_id=edition.uid, at=at
    )


def what_if_state(standing: RoundStanding, opening: WhatIfOpening | None) -> str:
    """`closed`, `asked`, `open` or `published`: then everybody who sees the ranking sees it."""
    if standing.published:
        return "published"
    return "closed" if opening is None else str(opening.state)


def what_if_shown(standing: RoundStanding, opening: WhatIfOpening | None) -> bool:
    """Whether other rules, calibrated scores and leniencies are shown."""
    return what_if_state(standing, opening) in ("open", "published")
