"""Named constraints and the problem that each stands for when the database refuses."""

from django.db import IntegrityError

from core.errors import Problem

CODES: dict[str, str] = {
    "team_name_once": "team_name_taken",
    "team_member_once": "already_member",
    "publication_two_persons": "two_person_required",
    "result_set_two_persons": "two_person_required",
    "publication_live_once": "publication_state_refused",
    "score_operation_once": "op_reused",
}

# SQLite names the columns of a unique constraint instead of the constraint.
SQLITE_COLUMNS: dict[str, str] = {
    "contest_team.edition_id, contest_team.name_key": "team_name_once",
    "contest_teammember.team_id, contest_teammember.person_id": "team_member_once",
    "judging_publication.round_id, judging_publication.kind": "publication_live_once",
    "judging_scoreoperation.judge_id, judging_scoreoperation.op_id": "score_operation_once",
}


def problem_of_integrity_error(error: Exception) -> Problem | None:
    """The registered problem of a violated constraint; None if it is not one we name."""
    if not isinstance(error, IntegrityError):
        return None
    text = str(error)
    for name, code in CODES.items():
        if name in text:
            return Problem(code)
    for columns, name in SQLITE_COLUMNS.items():
        if columns in text:
            return Problem(CODES[name])
    return None
