"""Who sees the witness's page, who answers her, who writes into the registers.

She asks and confirms; nothing here lets her approve, edit, unlock or publish. Who judges in the
edition has no part in it.
"""

from contest.models import Edition
from contest.roles import holds
from core.models import Role
from core.policy import HIDDEN, Decision, Refused, allow_if
from core.viewer import Viewer
from judging.policy import RESULT_STAFF
from judging.selectors.supervision import judges_edition

REGISTER_READERS = (Role.ORGANIZER, Role.EVENT_DESK, Role.VERIFIER, Role.WITNESS)
REGISTER_WRITERS = (Role.ORGANIZER, Role.EVENT_DESK, Role.WITNESS)
COMMITTEE = (Role.ORGANIZER, Role.VERIFIER)


def _known(viewer: Viewer, edition: Edition) -> Refused:
    """What whoever works for the edition is told where it is not theirs."""
    return (
        Refused("not_allowed", 403) if interference_file(viewer=viewer, edition=edition) else HIDDEN
    )


def supervision_read(*, viewer: Viewer, edition: Edition) -> Decision:
    """See notes, answers, who is present and how far the sheets are: result staff."""
    answers = holds(viewer, edition, *RESULT_STAFF)
    return allow_if(answers and not judges_edition(viewer=viewer, edition=edition))


def witness_only(*, viewer: Viewer, edition: Edition) -> Decision:
    """Write a note, look through the exceptions, take the record along: the witness."""
    witness = holds(viewer, edition, Role.WITNESS)
    own = witness and not judges_edition(viewer=viewer, edition=edition)
    return allow_if(own, _known(viewer, edition))


def note_answer(*, viewer: Viewer, edition: Edition) -> Decision:
    """Answer for the committee: organizer or verifier, never the witness herself."""
    speaks = holds(viewer, edition, *COMMITTEE) and not holds(viewer, edition, Role.WITNESS)
    own = speaks and not judges_edition(viewer=viewer, edition=edition)
    known = supervision_read(viewer=viewer, edition=edition)
    return allow_if(own, Refused("not_allowed", 403) if known else HIDDEN)


def registers_read(*, viewer: Viewer, edition: Edition) -> Decision:
    """See the registers: desk, organizer, verifier, witness."""
    return allow_if(holds(viewer, edition, *REGISTER_READERS))


def registers_write(*, viewer: Viewer, edition: Edition) -> Decision:
    """Write a line, end it, strike it: desk, organizer, witness."""
    known = registers_read(viewer=viewer, edition=edition)
    writes = holds(viewer, edition, *REGISTER_WRITERS)
    return allow_if(writes, Refused("not_allowed", 403) if known else HIDDEN)


def interference_file(*, viewer: Viewer, edition: Edition) -> Decision:
    """Enter that somebody asked for a favor: whoever has an office at the edition or its host."""
    return allow_if(holds(viewer, edition, *Role.values))


def interference_read(*, viewer: Viewer, edition: Edition) -> Decision:
    """Read what was entered: the witness, and nobody else whatever they hold."""
    return witness_only(viewer=viewer, edition=edition)
