"""What must hold between judging's rows: marks, results, publications."""

from collections.abc import Iterator, Mapping
from typing import Final

from core.errors import Problem
from core.invariants import Check
from judging.draw.draw import DrawRefused
from judging.draw.record import record_check
from judging.selectors import ceremonies_checked as ceremonies
from judging.selectors import corrections_checked as corrections
from judging.selectors import draws
from judging.selectors import fairness_checked as fairness
from judging.selectors import motions_checked as motions
from judging.selectors import overrides_checked as overrides
from judging.selectors import papers_checked as papers
from judging.selectors import rescores_checked as rescores
from judging.selectors import results_checked as results
from judging.selectors import scores_checked as scores
from judging.selectors import seatings_checked as seatings
from judging.selectors import sessions_checked as sessions
from judging.selectors import substitutions_checked as substitutions
from judging.selectors import supervision_checked as supervision
from judging.services.draw import draw_seed
from judging.services.results import result_recompute


def results_unlike_tally() -> Iterator[str]:
    """Frozen sets that the sheets no longer give."""
    for result in results.results_locked():
        try:
            same = result_recompute(round=result.round) == result.body_hash
        except Problem:
            same = False
        if not same:
            yield str(result.uid)


def draws_unlike_record() -> Iterator[str]:
    """Running orders that their draw's own record does not give, or that was not committed to."""
    for draw in draws.revealed_draws():
        try:
            record = draws.draw_record(draw, seed=draw_seed(draw=draw))
            sound = not record_check(record) and draws.logged_as_committed(draw)
        except (DrawRefused, LookupError, Problem, ValueError):
            sound = False
        if not sound:
            yield str(draw.uid)


INVARIANTS: Final[Mapping[str, Check]] = {
    "score_cell_projection": scores.cells_unlike_operations,
    "score_cell_once": scores.cells_doubled,
    "score_operation_has_leaf": scores.operations_unlike_leaves,
    "score_leaf_has_operation": scores.leaves_without_operation,
    "sheet_signature_has_leaf": scores.signed_without_leaf,
    "sheet_total": scores.totals_unlike_cells,
    "sheet_superseded_once": scores.superseded_alone,
    "ceremony_of_log": ceremonies.ceremonies_unlike_log,
    "correction_two_persons": corrections.corrections_of_one_person,
    "draw_of_record": draws_unlike_record,
    "late_change_two_persons": corrections.late_changes_of_one_person,
    "override_as_logged": overrides.overrides_unlike_log,
    "sheet_left_out_by_two": overrides.sheets_left_out_alone,
    "motion_note_of_log": motions.notes_unlike_log,
    "motion_of_log": motions.motions_unlike_log,
    "rescore_as_decided": rescores.rescores_unlike_log,
    "rescore_for_all": rescores.lines_taken_apart,
    "sheet_beside_one_that_stands": rescores.sheets_beside_nothing,
    "recusal_without_grant": scores.grants_beside_recusal,
    "recusal_without_sheet": scores.sheets_beside_recusal,
    "alternate_sheet_seated": seatings.sheets_without_seating,
    "alternate_grant_seated": seatings.grants_without_seating,
    "place_has_one_judge": seatings.places_doubled,
    "session_signed_whole": sessions.sessions_parted,
    "substitute_has_turn": substitutions.substitutes_without_turn,
    "result_recomputes": results_unlike_tally,
    "result_hash": results.results_unlike_hash,
    "result_rows": results.rows_unlike_body,
    "publication_two_persons": results.publications_of_one_person,
    "publication_unconflicted": results.publishers_conflicted,
    "publication_of_locked_result": results.publications_unlocked,
    "fairness_report_as_logged": fairness.reports_unlike_log,
    "paper_as_logged": papers.papers_unlike_log,
    "paper_filing_as_logged": papers.filings_unlike_log,
    "ink_of_locked_result": papers.locks_without_ink,
    "interference_as_logged": supervision.interference_unlike_log,
    "result_locked_answered": supervision.results_locked_over_questions,
    "certificate_of_final": results.certificates_without_final,
}


def invariants() -> Mapping[str, Check]:
    """The invariants of judging; wired to `core.invariants`."""
    return INVARIANTS
