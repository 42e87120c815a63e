"""The report's later sections: dropped marks, ties, other rules, agreement."""

from collections.abc import Iterator
from typing import Any, Final

from judging.documents.blocks import Block, Cell, column, formula, note, pairs, paragraph, table
from judging.documents.fairness_words import Names, p_text, told_or_dash
from judging.documents.words import joined, told
from judging.ports import AnnouncedRule

Facts = dict[str, Any]
_PLAIN: Final = "paper.fairness"


def dropped(facts: Facts, names: Names) -> Iterator[Block]:
    """With and without the drop."""
    found = facts["dropped"]
    if not found["applies"]:
        yield paragraph(told(f"{_PLAIN}.dropped.none"))
        return
    if found["refused"] is not None:
        yield paragraph(told(f"{_PLAIN}.dropped.refused", sheets=found["sheets"]))
        return
    yield paragraph(_effect(found, names, has_line=facts["cut"] is not None))
    columns = [
        column(told("paper.column.rank"), "right"),
        column(told("paper.column.team"), width="fill"),
        column(told("paper.column.final"), "right"),
        column(told(f"{_PLAIN}.column.rank_all"), "right"),
        column(told(f"{_PLAIN}.column.final_all"), "right"),
        column(told(f"{_PLAIN}.column.counted"), "right"),
    ]
    rows = [_dropped_row(row, names) for row in found["rows"]]
    yield table(told(f"{_PLAIN}.table.dropped"), columns, rows)
    if len(rows) < found["entries"]:
        yield nearest(len(rows), found["entries"])
    sample = told(f"{_PLAIN}.sample.dropped", sheets=facts["size"]["sheets"],
                  dropped=found["sheets"], entries=found["entries"])  # fmt: skip
    yield formula("trimmed", told(f"{_PLAIN}.formula.trimmed"), sample)


def nearest(shown: int, entries: int) -> Block:
    """That a table names those nearest to the line only."""
    return note(told(f"{_PLAIN}.nearest", shown=shown, entries=entries))


def _effect(found: Facts, names: Names, *, has_line: bool) -> str:
    words = {name: found[name] for name in ("sheets", "moved", "entries")}
    text = told(f"{_PLAIN}.dropped.lead", **words)
    if not has_line:
        return text
    if not found["crossing"]:
        return text + told(f"{_PLAIN}.dropped.nobody")
    entries = joined([names.inline(entry) for entry in found["crossing"]])
    return text + told(f"{_PLAIN}.dropped.crossing", count=len(found["crossing"]), entries=entries)


def _dropped_row(row: Facts, names: Names) -> list[Cell]:
    other = told_or_dash(row["rank_all"])
    return [
        str(row["rank"]),
        names.cell(row["entry"]),
        row["final"],
        {"strong": other} if row["rank"] != row["rank_all"] else other,
        told_or_dash(row["final_all"]),
        f"{row['counted']} / {row['sheets']}",
    ]


def ties(facts: Facts, names: Names, rule: AnnouncedRule) -> Iterator[Block]:
    """Which step parted whom."""
    found = facts["ties"]
    if not found["groups"]:
        yield paragraph(told(f"{_PLAIN}.ties.none", entries=found["entries"]))
        return
    yield paragraph(told(f"{_PLAIN}.ties.lead", count=len(found["groups"])))
    columns = [
        column(told("paper.column.final"), "right"),
        column(told(f"{_PLAIN}.column.tied"), width="fill"),
        column(told(f"{_PLAIN}.column.step"), width="fill"),
    ]
    rows = [_tie(group, names, rule) for group in found["groups"]]
    yield table(told(f"{_PLAIN}.table.ties"), columns, rows)
    yield note(told(f"{_PLAIN}.sample.ties", entries=found["entries"]))


def _tie(group: Facts, names: Names, rule: AnnouncedRule) -> list[Cell]:
    who = [
        told(f"{_PLAIN}.ties.entry", rank=each["rank"], entry=names.inline(each["entry"]))
        for each in group["entries"]
    ]
    steps = [rule.steps.get(label, label) for label in group["steps"]]
    if group["shares"]:
        steps.append(told(f"{_PLAIN}.ties.shares"))
    return [told_or_dash(group["final"]), joined(who), joined(steps) or "—"]


def others(facts: Facts, names: Names) -> Iterator[Block]:
    """Rule by rule, and what each would do."""
    yield paragraph(told(f"{_PLAIN}.others.lead"))
    columns = [
        column(told(f"{_PLAIN}.column.rule"), width="fill"),
        column(told(f"{_PLAIN}.column.moved"), "right"),
        column(told(f"{_PLAIN}.column.largest"), "right"),
        column(told(f"{_PLAIN}.column.in"), width="fill"),
        column(told(f"{_PLAIN}.column.out"), width="fill"),
    ]
    has_line = facts["cut"] is not None
    counted = [each for each in facts["others"] if each["refused"] is None]
    rows = [_other(each, names, has_line=has_line) for each in counted]
    yield table(told(f"{_PLAIN}.table.others"), columns, rows)
    size = facts["size"]
    sample = told(f"{_PLAIN}.sample.scores", scores=size["sheets"], judges=size["judges"],
                  entries=size["ranked"])  # fmt: skip
    words = " ".join(told(f"{_PLAIN}.by.{each['rule']}") for each in counted)
    yield formula("", words, sample)
    for each in facts["others"]:
        if each["refused"] is not None:
            yield note(_not_counted(each))


def _other(each: Facts, names: Names, *, has_line: bool) -> list[Cell]:
    crossing = each["crossing"]
    sides = [
        joined([names.inline(row["entry"]) for row in crossing[side]]) or "—"
        for side in ("in", "out")
    ]
    return [
        told(f"{_PLAIN}.method.{each['rule']}"),
        f"{each['moved']} / {each['entries']}",
        str(each["largest"]),
        *(sides if has_line else ["—", "—"]),
    ]


def _not_counted(each: Facts) -> str:
    method = told(f"{_PLAIN}.method.{each['rule']}")
    known = {"variation_changes_nothing": "same", "parts_beside_sheets": "parts"}
    return told(f"{_PLAIN}.others.{known.get(each['refused'], 'refused')}", method=method)


def agreement(facts: Facts) -> Iterator[Block]:
    """ICC and, of a whole table, W; each with what it is computed from."""
    found = facts["reliability"]
    size = {name: found[name] for name in ("entries", "judges", "scores")}
    if found["by"] is None:
        yield paragraph(told(f"{_PLAIN}.agreement.none", **size))
        return
    yield paragraph(told(f"{_PLAIN}.agreement.lead"))
    if found["by"] == "anova":
        yield pairs(_of_whole(found))
        sample = told(f"{_PLAIN}.sample.agreement", **size)
        yield formula("icc", told(f"{_PLAIN}.formula.icc"), sample)
        yield formula("w", told(f"{_PLAIN}.formula.w"), sample)
        return
    yield pairs(_of_parts(found))
    sample = told(f"{_PLAIN}.sample.parts", **size, mean=found["per_entry"])
    yield formula("reml", told(f"{_PLAIN}.formula.reml"), sample)


def _of_whole(found: Facts) -> list[tuple[str, str]]:
    squares = " · ".join(found[name] for name in ("between", "judges_square", "error"))
    return [
        ("ICC(2,1)", told_or_dash(found["one"])),
        (f"ICC(2,{found['judges']})", told_or_dash(found["mean"])),
        ("MSR · MSC · MSE", squares),
        ("Kendall W", told_or_dash(found["w"])),
        ("χ²", told_or_dash(found["chi2"])),
        ("p", p_text(found["p"])),
    ]


def _of_parts(found: Facts) -> list[tuple[str, str]]:
    squares = " · ".join(found[name] for name in ("between", "judges_square", "error"))
    return [
        ("ICC(1)", told_or_dash(found["one"])),
        ("ICC(k)", told_or_dash(found["mean"])),
        ("σ²q · σ²b · σ²ε", squares),
    ]
