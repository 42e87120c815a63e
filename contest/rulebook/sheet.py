"""What is wrong with one sheet under a rulebook."""

from collections.abc import Mapping

from contest.rulebook.rulebook import Criterion, Rulebook

Marks = Mapping[str, int | None]


def mark_problem(criterion: Criterion, mark: int | None) -> str | None:
    """The code for one mark in hundredths, or None; no mark (None) is no problem.

    A mark below ``low`` may stand until the sheet is signed: whoever types 15 types 1 first.
    """
    if mark is None:
        return None
    if not 0 <= mark <= criterion.max:
        return "mark_out_of_range"
    if criterion.choices:
        offered = any(choice.mark == mark for choice in criterion.choices)
        return None if offered else "mark_not_offered"
    return "mark_off_step" if mark % criterion.step else None


def sheet_problems(rulebook: Rulebook, marks: Marks, signing: bool) -> list[str]:
    """The codes of all that is wrong, each once, sorted; empty means it may stand.

    Codes: ``criterion_unknown``, ``mark_out_of_range``, ``mark_off_step``, ``mark_not_offered``
    and, only when signing, ``mark_missing`` for a required criterion without a mark and
    ``mark_below_low``. Zero is a mark; None is none.
    """
    problems: set[str | None] = set()
    for criterion in rulebook.criteria:
        mark = marks.get(criterion.id)
        problems.add(mark_problem(criterion, mark))
        if signing and criterion.required and mark is None:
            problems.add("mark_missing")
        if signing and mark is not None and mark < criterion.low:
            problems.add("mark_below_low")
    if set(marks) - {criterion.id for criterion in rulebook.criteria}:
        problems.add("criterion_unknown")
    return sorted(problem for problem in problems if problem is not None)
