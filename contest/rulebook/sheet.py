"""What is wrong with one sheet under a rulebook."""

from collections.abc import Mapping

from contest.rulebook.rulebook import Criterion, Rulebook

Marks = Mapping[str, int | None]


def mark_problem(criterion: Criterion, mark: int | None) -> str | None:
    """The code for one mark in hundredths, or None; no mark (None) is no problem."""
    if mark is None:
        return None
    if not 0 <= mark <= criterion.max:
        return "mark_out_of_range"
    return "mark_off_step" if mark % criterion.step else None


def sheet_problems(rulebook: Rulebook, marks: Marks, signing: bool) -> list[str]:
    """The codes of all that is wrong, each once, sorted; empty means it may stand.

    Codes: ``criterion_unknown``, ``mark_out_of_range``, ``mark_off_step`` and,
    only when signing, ``mark_missing`` for a required criterion without a mark.
    Zero is a mark; None is none.
    """
    problems: set[str | None] = set()
    for criterion in rulebook.criteria:
        mark = marks.get(criterion.id)
        problems.add(mark_problem(criterion, mark))
        if signing and criterion.required and mark is None:
            problems.add("mark_missing")
    if set(marks) - {criterion.id for criterion in rulebook.criteria}:
        problems.add("criterion_unknown")
    return sorted(problem for problem in problems if problem is not None)
