"""Named constraints and the problem that each stands for when the database refuses.

Commands look before they write; this is for the two that looked at the same moment.
"""

from functools import cache
from typing import Final

from django.apps import apps
from django.db import IntegrityError
from django.db.models import Model, UniqueConstraint

from core.errors import Problem

CODES: Final[dict[str, str]] = {
    "team_name_once": "team_name_taken",
    "team_member_once": "already_member",
    "membership_once": "state_conflict",
    "membership_scope_once": "state_conflict",
    "membership_verifier_or_witness": "membership_excluded",
    "membership_scope_verifier_or_witness": "membership_excluded",
    "panel_seat_number_once": "seat_taken",
    "panel_expert_once": "seat_taken",
    "panel_one_chair": "seat_taken",
    "nda_once": "state_conflict",
    "conflict_statement_once": "state_conflict",
    "recusal_live_once": "state_conflict",
    "publication_two_persons": "two_person_required",
    "result_reopening_two_persons": "two_person_required",
    "result_reopening_waiting_once": "state_conflict",
    "result_set_two_persons": "two_person_required",
    "rulebook_change_two_persons": "two_person_required",
    "rulebook_change_waiting_once": "state_conflict",
    "what_if_opening_standing_once": "state_conflict",
    "what_if_opening_two_persons": "two_person_required",
    "seen_mark_once": "state_conflict",
    "supervision_answer_two_persons": "two_person_required",
    "publication_live_once": "publication_state_refused",
    "deliberation_open_once": "deliberation_open",
    "motion_waiting_once": "motion_waiting",
    "motion_note_once": "state_conflict",
    "vote_once": "state_conflict",
    "rescore_open_once": "rescore_open",
    "staff_call_open_once": "state_conflict",
    "correction_open_once": "correction_waiting",
    "late_change_open_once": "late_change_moved",
    "incident_signature_once": "state_conflict",
    "judge_note_once": "edit_stale",
    "draw_turn_entry_once": "draw_turn_taken",
    "draw_turn_once": "state_conflict",
    "draw_place_once": "state_conflict",
    "draw_paper_two_persons": "two_person_required",
    "room_transfer_asked_once": "state_conflict",
    "room_transfer_two_persons": "two_person_required",
    "score_operation_once": "op_reused",
}


def problem_of_integrity_error(error: Exception) -> Problem | None:
    """The registered problem of a violated constraint; None if it is not one we name."""
    if not isinstance(error, IntegrityError):
        return None
    code = CODES.get(_violated(error))
    return None if code is None else Problem(code)


def _violated(error: IntegrityError) -> str:
    """The constraint's name: PostgreSQL says it; SQLite's words end with it or with its columns."""
    named = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if named is not None:
        return str(named)
    said = str(error).rpartition("constraint failed: ")[2]
    return _by_columns().get(said, said)


@cache
def _by_columns() -> dict[str, str]:
    """The named unique constraints by their columns, as SQLite writes them."""
    return {
        _columns(model, constraint): constraint.name
        for model in apps.get_models()
        for constraint in model._meta.constraints  # noqa: SLF001 - documented model API
        if isinstance(constraint, UniqueConstraint) and constraint.name in CODES
    }


def _columns(model: type[Model], constraint: UniqueConstraint) -> str:
    meta = model._meta  # noqa: SLF001 - documented model API
    columns = {field.name: field.column for field in meta.concrete_fields}
    return ", ".join(f"{meta.db_table}.{columns[name]}" for name in constraint.fields)
