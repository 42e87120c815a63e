"""The protocol's sections about marks: every version, corrections, the result, what proves it."""

from collections.abc import Iterator
from typing import Any, Final

from judging.documents.blocks import Block, Cell, column, note, pairs, paragraph, table
from judging.documents.protocol_day import Clock
from judging.documents.words import joined, named, told
from judging.ports import announced_rule

Facts = dict[str, Any]
_PLAIN: Final = "paper.protocol"


def sheets(found: Facts, facts: Facts) -> Iterator[Block]:
    """Each version of each sheet with its marks."""
    clock, criteria = Clock(facts), facts["criteria"]
    yield paragraph(told(f"{_PLAIN}.sheets.lead"))
    keys = [f"{chr(ord('A') + at)}" for at in range(len(criteria))]
    yield pairs([(key, named(each["name"])) for key, each in zip(keys, criteria, strict=True)])
    yield table(
        "",
        [
            column(told("paper.column.number")),
            column(told(f"{_PLAIN}.column.judge"), width="fill"),
            column(told(f"{_PLAIN}.column.version"), "right"),
            *(column(key, "right") for key in keys),
            column(told("paper.column.total"), "right"),
            column(told(f"{_PLAIN}.column.signed")),
            column(told(f"{_PLAIN}.column.by")),
            column(told(f"{_PLAIN}.column.state")),
        ],
        [_sheet(row, criteria, clock) for row in found["rows"] if not _blank(row)],
    )
    blank = sum(_blank(row) for row in found["rows"])
    if blank:
        yield note(told(f"{_PLAIN}.sheets.blank", count=blank))
    yield note(told(f"{_PLAIN}.sheets.note"))


def _blank(row: Facts) -> bool:
    """A sheet that was left out before anybody wrote on it."""
    return row["state"] == "excluded" and row["total"] is None and not any(row["marks"].values())


def _sheet(row: Facts, criteria: list[Facts], clock: Clock) -> list[Cell]:
    state = row["state"]
    if row["superseded_by"] is not None:
        told_state = told(f"{_PLAIN}.sheet.superseded", version=row["superseded_by"])
    elif row["dropped"]:
        told_state = told(f"{_PLAIN}.sheet.dropped")
    else:
        told_state = told(f"{_PLAIN}.sheet.{state}")
    total = row["total"] or "—"
    return [
        row["number"],
        f"{row['seat']} {named(row['judge'])}",
        str(row["version"]),
        *(row["marks"].get(each["id"]) or "—" for each in criteria),
        {"strong": total} if state in ("signed", "counted") else total,
        clock.time(row["signed_at"]),
        _by(row),
        told_state,
    ]


def _by(row: Facts) -> str:
    if row["taken_back"]:
        return told(f"{_PLAIN}.by.taken_back")
    if row["corrected"]:
        return told(f"{_PLAIN}.by.correction")
    devices = joined(row["devices"]) or "—"
    return told(f"{_PLAIN}.by.again", devices=devices) if row["anew"] else devices


def corrections(found: Facts, facts: Facts) -> Iterator[Block]:
    """Both marks, the reason, and what each of the two people said."""
    clock = Clock(facts)
    criteria = {each["id"]: named(each["name"]) for each in facts["criteria"]}
    for row in found["rows"]:
        head = told(f"{_PLAIN}.correction.head", number=row["number"], seat=row["seat"],
                    judge=named(row["judge"]))  # fmt: skip
        yield paragraph(head)
        yield pairs(list(_correction(row, criteria, clock)))


def _correction(row: Facts, criteria: dict[str, str], clock: Clock) -> Iterator[tuple[str, str]]:
    def label(name: str) -> str:
        return told(f"{_PLAIN}.correction.{name}")

    marks = {"was": row["was"] or "—", "value": row["value"]}
    criterion = criteria.get(row["criterion"], row["criterion"])
    yield label("mark"), told(f"{_PLAIN}.correction.marks", criterion=criterion, **marks)
    reason = told(f"{_PLAIN}.correction.reason.{row['reason']}")
    yield label("why"), f"{reason} {row['text']}".strip()
    yield label("asked"), clock.full(row["requested_at"])
    for voice in row["voices"]:
        said = told(f"{_PLAIN}.voice.{'yes' if voice['approves'] else 'no'}")
        text = f"{named(voice['by'])} · {said} · {clock.full(voice['said_at'])}"
        yield told(f"{_PLAIN}.voice.{voice['office']}"), f"{text} {voice['words']}".strip()
    state = told(f"{_PLAIN}.correction.state.{row['state']}")
    after = told(f"{_PLAIN}.correction.after") if row["after_reveal"] else ""
    yield label("state"), f"{state}{after}"


def results(found: Facts, facts: Facts) -> Iterator[Block]:
    """The rule in words, then each entry with what was dropped and its place."""
    rule = announced_rule(facts["rulebook_read"])
    clock = Clock(facts)
    yield paragraph(rule.combined)
    if rule.ladder:
        yield pairs([(str(at), step) for at, step in enumerate(rule.ladder, start=1)])
    yield pairs(
        [
            (told(f"{_PLAIN}.result.version"), str(found["version"])),
            (told(f"{_PLAIN}.result.counted"), _person(found, "computed", clock)),
            (told(f"{_PLAIN}.result.locked"), _person(found, "locked", clock)),
        ]
    )
    yield table(
        "",
        [
            column(told("paper.column.rank"), "right"),
            column(told("paper.column.team"), width="fill"),
            column(told(f"{_PLAIN}.column.totals"), width="fill"),
            column(told(f"{_PLAIN}.column.exact"), "right"),
            column(told("paper.column.final"), "right"),
            column(told(f"{_PLAIN}.column.ties")),
        ],
        [_result(row, rule.steps) for row in found["rows"]],
    )
    yield note(told("paper.ink.totals.legend"))


def _person(found: Facts, verb: str, clock: Clock) -> str:
    by = found[f"{verb}_by"]
    return "—" if by is None else f"{named(by)} · {clock.full(found[f'{verb}_at'])}"


def _result(row: Facts, steps: Any) -> list[Cell]:
    team: Cell = {"two": [named(row["team"]), row["number"]]}
    if row["rank"] is None:
        return ["—", team, _totals(row), "—", told(f"page.outcome.{row['outcome']}"), "—"]
    ties = [steps.get(label, label) for label in row["tie_steps"] or []]
    return [
        {"strong": str(row["rank"])},
        team,
        _totals(row),
        row["exact"],
        {"strong": row["final"]},
        joined(ties) or "—",
    ]


def _totals(row: Facts) -> Cell:
    """By seat: what was dropped is struck and in brackets."""
    dropped = {*row["dropped_high"], *row["dropped_low"]}
    return {
        "runs": [
            {"text": f"({sheet['total']})" if sheet["seat"] in dropped else sheet["total"],
             "struck": sheet["seat"] in dropped}
            for sheet in row["sheets"]
        ]
    } if row["sheets"] else "—"  # fmt: skip


def record(found: Facts, _facts: Facts) -> Iterator[Block]:
    """Software, hashes, the log's head and what was signed of it."""
    items = [
        (told(f"{_PLAIN}.record.{name}"), found[name])
        for name in ("software", "rulebook", "inputs", "result")
    ]
    log = found["log"]
    if log is not None:
        items.append((told(f"{_PLAIN}.record.log"), f"{log['size']} · {log['root']}"))
        signed = log["checkpoint"]
        if signed is not None:
            text = f"{signed['size']} · {signed['root']} · {signed['key']} · {signed['at']}"
            items.append((told(f"{_PLAIN}.record.checkpoint"), text))
    yield pairs(items)
