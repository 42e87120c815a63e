"""What a simulated edition shows of its rulebook: round after round, and what never came about."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from judging.sandbox.compare import Document, podium
from judging.sandbox.simulation.course import Course
from judging.sandbox.simulation.hold import Held
from judging.sandbox.simulation.why import why_free, why_no_result
from judging.tally.edition.edition import RoundTally
from judging.tally.edition.report import outcome


def simulation(course: Course) -> Document:
    """The whole edition as plain JSON; the same seed and document give the same document."""
    assert course.tally is not None
    counted = {each.round.id: each for each in course.tally.rounds}
    held = {each.round.id: each for each in course.held}
    findings = list(_findings(course, counted))
    return {
        "simulation": 1,
        "seed": course.seed,
        "rulebook": course.rulebook.hash,
        "entries": len(course.entrants.attributes),
        "field": {
            key: dict(sorted(_counts(course, key).items()))
            for key in ("track", "division", "region", "stage")
            if _counts(course, key)
        },
        "direct": [each["entry"] for each in course.entrants.direct],
        "rounds": [
            _round(course, held[each.id], counted[each.id])
            for each in course.rulebook.rounds
            if each.id in held and each.id in counted
        ],
        "awards": [_award(course, each.id) for each in course.rulebook.awards],
        "findings": findings,
        "ended": not any(each["code"] == "round_not_reached" for each in findings),
    }


def _counts(course: Course, key: str) -> Counter[str]:
    return Counter(str(row[key]) for row in course.entrants.attributes.values() if row.get(key))


def _round(course: Course, held: Held, counted: RoundTally) -> Document:
    ranked = [line for line in counted.lines if line.rank is not None]
    steps = Counter(step for line in ranked if line.place for step in line.place.steps)
    reasons = Counter(
        reason.partition(":")[0]
        for line in counted.lines
        for reason in outcome(counted, line)["reasons"]
    )
    return {
        "round": held.round.id,
        "entries": len(held.entries),
        "judges": len({judge for rows in held.sheets.values() for judge in rows if judge}),
        "sheets": sum(1 for rows in held.sheets.values() for judge in rows if judge),
        **dict(sorted(held.happened.items())),
        "ranked": len(ranked),
        "reasons": dict(sorted(reasons.items())),
        "podium": podium(counted),
        "parted_by": dict(sorted(steps.items())),
        "shared": sum(1 for line in ranked if line.place and len(line.place.entries) > 1),
        "waited": course.waited.get(held.round.id, []),
        "quotas": counted.promoted.quotas,
        "promoted": len(counted.promoted.to),
        "empty": counted.awarded.empty,
    }  # fmt: skip


def _award(course: Course, award: str) -> Document:
    assert course.tally is not None
    entries = sorted(
        entry
        for held in course.tally.rounds
        for entry, levels in held.awarded.levels.items()
        if award in levels
    )
    others = [
        each["to"]
        for held in course.tally.rounds
        for each in held.awarded.others
        if each["award"] == award
    ]
    return {"award": award, "given": len(entries) + len(others), "to": entries + others}


def _finding(code: str, path: str, sentence: str) -> Document:
    return {"code": code, "path": path, "sentence": sentence}


def _findings(course: Course, counted: dict[str, RoundTally]) -> Iterator[Document]:
    for check, count in sorted(course.entrants.unfit.items()):
        yield _finding(
            "eligibility_unmet", "/eligibility",
            f"{count} entries fail the check {check}, whatever facts were tried.",
        )  # fmt: skip
    for number, round_ in enumerate(course.rulebook.rounds):
        path = f"/rounds/{number}"
        if round_.id in counted:
            yield from _of_round(course, counted[round_.id], path)
        else:
            yield _finding("round_not_reached", path, f"Nobody came as far as {round_.id}.")
    yield from _of_awards(course, counted)
    came = {path for held in counted.values() for path in held.direct.values()}
    for number, each in enumerate(course.rulebook.paths):
        if each.id not in came:
            yield _finding("path_unused", f"/paths/{number}", f"Nobody comes by {each.id}.")


def _of_awards(course: Course, counted: dict[str, RoundTally]) -> Iterator[Document]:
    numbers = {award.id: number for number, award in enumerate(course.rulebook.awards)}
    for award, number in numbers.items():
        if not _award(course, award)["given"]:
            yield _finding("award_never", f"/awards/{number}", f"Nobody gets {award}.")
    for held in counted.values():
        for empty in held.awarded.empty:
            if _award(course, empty["award"])["given"]:
                where = f" of {empty['group']}" if empty["group"] else ""
                yield _finding(
                    "award_places_empty", f"/awards/{numbers[empty['award']]}",
                    f"{empty['places']} places of {empty['award']}{where} stay empty.",
                )  # fmt: skip


def _of_round(course: Course, held: RoundTally, path: str) -> Iterator[Document]:
    round_id = held.round.id
    for number in range(1, len(held.round.promotion) + 1):
        rows: list[dict[str, Any]] = [
            each for each in held.promoted.quotas if each["rule"] == number
        ]
        at = f"{path}/promotion/{number - 1}"
        short = sum(max(0, each["places"] - each["taken"]) for each in rows
                    if each["places"] is not None)  # fmt: skip
        over = sum(each["over"] for each in rows)
        if not rows or not any(each["taken"] for each in rows):
            yield _finding("rule_takes_nobody", at, f"{round_id}: the rule takes nobody.")
        elif short:
            why = why_free(held, number)
            yield _finding("places_unfilled", at, f"{round_id}: {short} places stay free ({why}).")
        if over:
            yield _finding("over_quota", at, f"{round_id}: a tie at the line takes {over} "
                           "entries with it, beyond the places.")  # fmt: skip
    for waits in course.waited.get(round_id, []):
        names = ", ".join(waits["entries"])
        asked = ", ".join(waits["asked"]) or "nothing"
        yield _finding(
            "ladder_waited", f"{path}/ties",
            f"{round_id}: the ladder leaves {names} undecided (asked before: {asked}); "
            f"{waits['waits_for']} decides, here by lot.",
        )  # fmt: skip
    none = [line.entry for line in held.lines if line.rank is None and not line.score.barred]
    if none and held.round.components:
        more = " …" if len(none) > 1 else ""
        why = why_no_result(held, none)
        yield _finding(
            "no_result", path,
            f"{round_id}: entries without a result: {len(none)}: {none[0]}{more} ({why}).",
        )  # fmt: skip


def scores_rows(course: Course) -> Iterator[tuple[str, str, str, str, str]]:
    """The edition as rows of a file of scores, its first line the columns."""
    yield ("round", "entry", "judge", "criterion", "mark")
    for round_id, rows in course.given.sheets.items():
        for entry, by_judge in sorted(rows.items()):
            for judge, cells in sorted(by_judge.items()):
                for name, mark in cells.items():
                    yield (round_id, entry, judge, name, mark)


def facts_document(course: Course) -> Document:
    """The edition's entries, judges and decisions as a file of facts."""
    given = course.given
    return {
        "entries": {entry: dict(row) for entry, row in given.entries.items()},
        "judges": {judge: dict(row) for judge, row in given.judges.items()},
        "decisions": [dict(each) for each in given.decisions],
    }
