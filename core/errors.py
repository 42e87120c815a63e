"""One problem class and one registry: what can go wrong, under which code and status.

Titles and details live in the catalogues under `problem.<code>.title` and
`problem.<code>.detail`; the detail says what happened, what is safe and what to do.
"""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Registered:
    """A code's HTTP status and its two text keys."""

    status: int
    title_key: str
    detail_key: str


class Problem(Exception):
    """A refusal with a registered code.

    `params` fill the named places of the texts; `fields` maps a field's name to the codes
    that were found there; `extra` is sent beside them (e.g. the current representation).
    """

    def __init__(
        self,
        code: str,
        *,
        params: dict[str, str] | None = None,
        fields: dict[str, list[str]] | None = None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        if code not in REGISTRY:
            raise LookupError(f"unregistered problem code: {code}")
        self.code = code
        self.params = params or {}
        self.fields = fields or {}
        self.extra = extra or {}

    @property
    def status(self) -> int:
        """The HTTP status registered for the code."""
        return REGISTRY[self.code].status


_STATUSES: Final[dict[int, tuple[str, ...]]] = {
    400: (
        "request_malformed",
        "field_invalid",
        "field_unknown",
        "filter_unknown",
        "number_not_text",
        "mark_malformed",
        "paper_code_misread",
        "mark_out_of_range",
        "mark_off_step",
        "mark_not_offered",
        "mark_below_low",
        "mark_missing",
        "criterion_unknown",
        "money_malformed",
        "rulebook_invalid",
        "file_kind_refused",
        "file_size_mismatch",
        "file_hash_mismatch",
        "file_truncated",
        "file_too_large",
        "file_too_many_pages",
        "upload_part_size",
        "upload_part_unknown",
        "entry_incomplete",
        "consent_missing",
        "consent_text_stale",
        "reason_missing",
        "motion_clause_missing",
        "proof_missing",
        "batch_too_large",
        "draw_paper_unfit",
        "draw_seed_mismatch",
        "conflict_detail_missing",
        "guest_end_missing",
        "guest_area_refused",
        "idempotency_key_missing",
        "idempotency_key_malformed",
    ),
    401: ("sign_in_required", "session_ended"),
    403: (
        "csrf_failed",
        "not_allowed",
        "nda_required",
        "conflict_statement_required",
        "recused",
        "two_person_required",
        "publisher_conflicted",
        "device_revoked",
        "device_unproven",
        "table_code_refused",
        "step_up_required",
        "second_factor_missing",
        "email_code_required",
        "grant_beyond_own",
        "own_role_refused",
    ),
    404: ("not_found",),
    405: ("method_refused",),
    409: (
        "state_conflict",
        "fairness_before_lock",
        "fairness_before_list",
        "fairness_report_state_refused",
        "paper_before_draw",
        "paper_before_close",
        "paper_before_result",
        "paper_state_refused",
        "paper_foreign",
        "paper_forged",
        "paper_card_blank",
        "paper_superseded",
        "paper_filed",
        "paper_filing_undone",
        "ink_missing",
        "edition_not_open",
        "edition_still_open",
        "edition_over",
        "code_request_over",
        "deadline_passed",
        "entry_state_refused",
        "entry_locked",
        "team_name_taken",
        "already_member",
        "link_used",
        "link_expired",
        "link_foreign",
        "upload_state_refused",
        "upload_incomplete",
        "upload_expired",
        "upload_quota_exceeded",
        "round_closed",
        "round_state_refused",
        "slot_state_refused",
        "ceremony_not_counted",
        "ceremony_not_locked",
        "ceremony_result_changed",
        "ceremony_tie_waits",
        "break_gone",
        "break_place_passed",
        "break_place_taken",
        "break_session_signed",
        "break_too_many",
        "cue_refused",
        "pairing_code_unknown",
        "reveal_before_end",
        "reveal_before_next",
        "reveal_during_pitch",
        "reveal_never",
        "room_moved",
        "rooms_not_comparable",
        "room_transfer_refused",
        "undo_refused",
        "sheet_state_refused",
        "sheet_signed",
        "sheet_not_signed",
        "slot_sealed",
        "seal_with_session",
        "session_incomplete",
        "session_per_slot",
        "session_running",
        "session_sealed",
        "correction_waiting",
        "correction_state_refused",
        "incident_state_refused",
        "incident_unsigned",
        "late_change_moved",
        "publication_waits",
        "result_published",
        "round_built_on",
        "late_change_state_refused",
        "late_change_unsigned",
        "undo_over",
        "cell_stale",
        "op_reused",
        "sheet_foreign",
        "rulebook_frozen",
        "rulebook_beyond_rooms",
        "rulebook_sheet_differs",
        "draw_paper_differs",
        "draw_room_missing",
        "draw_state_refused",
        "draw_turn_taken",
        "earlier_round_open",
        "sheets_below_minimum",
        "sheets_incomplete",
        "door_state_refused",
        "door_too_many",
        "no_show_early",
        "override_waiting",
        "override_needless",
        "override_counts_missing",
        "override_early",
        "override_changed",
        "override_state_refused",
        "seat_kind_without_weight",
        "seating_needless",
        "seating_ended",
        "seating_has_marks",
        "alternate_recused",
        "alternate_taken",
        "substitution_needless",
        "substitution_drawing",
        "substitution_drawn",
        "substitution_by_rule",
        "substitution_late",
        "substitution_nobody",
        "substitution_ended",
        "sheets_missing",
        "slots_unfinished",
        "result_state_refused",
        "what_if_closed",
        "deliberation_open",
        "supervision_unanswered",
        "supervision_note_state_refused",
        "register_line_state_refused",
        "deliberation_state_refused",
        "motion_waiting",
        "motion_state_refused",
        "motion_tie_unknown",
        "motion_tie_not_voted",
        "rescore_nobody",
        "rescore_open",
        "rescore_state_refused",
        "publication_state_refused",
        "publication_hash_changed",
        "publicity_running",
        "stage_gate_closed",
        "stage_unknown_move",
        "project_exists",
        "seat_elsewhere",
        "seat_taken",
        "membership_excluded",
        "role_conflict",
        "membership_over",
        "last_admin",
        "idempotency_key_reused",
    ),
    411: ("length_missing",),
    412: ("edit_stale",),
    413: ("body_too_large",),
    415: ("media_type_refused",),
    428: ("if_match_missing",),
    429: ("too_many_requests",),
    500: ("server_fault",),
    503: (
        "database_busy",
        "storage_full",
        "files_unavailable",
        "limits_unavailable",
        "spectators_full",
    ),
}

REGISTRY: Final[dict[str, Registered]] = {
    code: Registered(status, f"problem.{code}.title", f"problem.{code}.detail")
    for status, codes in _STATUSES.items()
    for code in codes
}
