"""Staff that asked for a judge's sheet and got nothing: written down for the witness."""

from datetime import datetime
from uuid import UUID

from contest.roles import holds
from core.models import Role
from core.services.audit import reading_record
from core.viewer import Viewer
from judging.selectors.sheets import sheet_edition


def sheet_refusal_record(*, sheet_id: UUID, viewer: Viewer, at: datetime) -> None:
    """Keep that the edition's staff asked for a sheet; what does not exist or is asked by nobody
    of them leaves nothing.
    """
    edition = sheet_edition(uid=sheet_id)
    if edition is None or not holds(viewer, edition, *Role.values):
        return
    reading_record(
        host=edition.contest.host,
        type="score.refuse",
        person_id=viewer.person_id,
        subject=("sheet", sheet_id),
        at=at,
    )
