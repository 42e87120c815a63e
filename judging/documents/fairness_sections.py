"""The sections of the fairness report: what is printed, in the active language.

Each figure stands beside its formula and its sample size, and no sentence judges a judge.
"""

from collections.abc import Iterator
from typing import Any, Final

from contest.rulebook.rulebook import Rulebook
from judging.documents.blocks import (
    Block,
    Cell,
    column,
    figures,
    formula,
    headline,
    note,
    pairs,
    paragraph,
    table,
)
from judging.documents.fairness_more import agreement, dropped, nearest, others, ties
from judging.documents.fairness_words import Names, chance_text, p_clause, signed, told_or_dash
from judging.documents.words import joined, told
from judging.ports import AnnouncedRule, announced_rule

Facts = dict[str, Any]
_PLAIN: Final = "paper.fairness"


def sections(facts: Facts, rulebook: Rulebook) -> list[Block]:
    """The whole body."""
    names, rule = Names(facts), announced_rule(rulebook)
    parts = [
        _rule(facts, rule),
        _line(facts, names),
        _judges(facts),
        _order(facts),
        dropped(facts, names),
        ties(facts, names, rule),
        others(facts, names),
        agreement(facts),
        _checking(facts),
    ]
    titles = ("rule", "line", "judges", "order", "dropped", "ties", "others", "agreement", "check")
    body = [figures(_size(facts)), paragraph(told("paper.fairness.lead"))]
    for number, (title, part) in enumerate(zip(titles, parts, strict=True), start=1):
        body += [headline(number, told(f"{_PLAIN}.head.{title}")), *part]
    return body


def _size(facts: Facts) -> list[tuple[str, str]]:
    size = facts["size"]
    found = [
        (str(size[name]), told(f"{_PLAIN}.size.{name}")) for name in ("ranked", "judges", "sheets")
    ]
    if facts["cut"] is not None and facts["cut"]["gap"] is not None:
        found.append((facts["cut"]["gap"], told(f"{_PLAIN}.size.gap")))
    return found


def _rule(facts: Facts, rule: AnnouncedRule) -> Iterator[Block]:
    yield paragraph(rule.combined)
    if rule.ladder:
        yield paragraph(told(f"{_PLAIN}.ladder"))
        yield pairs([(str(at), step) for at, step in enumerate(rule.ladder, start=1)])
    result = facts["result"]
    yield pairs(
        [
            (told(f"{_PLAIN}.of.rulebook"), result["rulebook"]),
            (told(f"{_PLAIN}.of.result"), result["body"]),
            (told(f"{_PLAIN}.of.software"), result["software"]),
        ]
    )


def _line(facts: Facts, names: Names) -> Iterator[Block]:
    cut, span = facts["cut"], facts["range"]
    if cut is None:
        yield paragraph(told(f"{_PLAIN}.line.none"))
    else:
        yield paragraph(_around(cut, names))
    rows = [_range_row(row, facts, names) for row in span["rows"]]
    chances = span["chances"] == "shown"
    columns = [
        column(told("paper.column.rank"), "right"),
        column(told("paper.column.team"), width="fill"),
        column(told("paper.column.final"), "right"),
        column(told(f"{_PLAIN}.column.spread"), "right"),
        column(told(f"{_PLAIN}.column.best"), "right"),
        column(told(f"{_PLAIN}.column.worst"), "right"),
        column(told(f"{_PLAIN}.column.span"), width="bar"),
        *([column(told(f"{_PLAIN}.column.chance"), "right")] if chances else []),
    ]
    yield table(told(f"{_PLAIN}.table.range"), columns, rows)
    if len(rows) < span["entries"]:
        yield nearest(len(rows), span["entries"])
    sample = told(f"{_PLAIN}.sample.range", count=span["left_out"], sheets=facts["size"]["sheets"])
    if span["held"]:
        sample += " " + told(f"{_PLAIN}.sample.held", count=span["held"])
    yield formula("range", told(f"{_PLAIN}.formula.range"), sample)
    yield formula("deviation", told(f"{_PLAIN}.formula.spread"), _per_entry(span["rows"]))
    if chances:
        method = told(f"{_PLAIN}.model.{span['method']}")
        words = told(f"{_PLAIN}.formula.chance", method=method, version=span["version"])
        yield formula("chance", words, told(f"{_PLAIN}.sample.chance", draws=span["draws"],
                                            sheets=facts["size"]["sheets"]))  # fmt: skip
    elif cut is not None:
        key = "few" if span["chances"] == "few_judges" else "refused"
        yield note(told(f"{_PLAIN}.chances.{key}", least=span["least_judges"]))


def _around(cut: Facts, names: Names) -> str:
    inside, outside = cut["inside"], cut["outside"]
    text = told(
        f"{_PLAIN}.line.gap",
        after=cut["after"],
        inside=names.inline(inside["entry"]),
        inside_final=inside["final"],
        outside=names.inline(outside["entry"]),
        outside_final=outside["final"],
        gap=cut["gap"] or "—",
    )
    if not cut["close"]:
        return text + told(f"{_PLAIN}.line.nobody")
    close = joined([names.inline(entry) for entry in cut["close"]])
    return text + told(f"{_PLAIN}.line.close", count=len(cut["close"]), entries=close)


def _per_entry(rows: list[Facts]) -> str:
    counts = [row["n"] for row in rows] or [0]
    return told(f"{_PLAIN}.sample.per_entry", least=min(counts), most=max(counts))


def _range_row(row: Facts, facts: Facts, names: Names) -> list[Cell]:
    known = row["best"] is not None
    span: Cell = "—"
    if known:
        span = {
            "span": {
                "low": min(row["best"], row["rank"]),
                "high": max(row["worst"], row["rank"]),
                "at": row["rank"],
                "size": facts["size"]["ranked"],
                "cut": None if facts["cut"] is None else facts["cut"]["after"],
            }
        }
    cells: list[Cell] = [
        str(row["rank"]),
        names.cell(row["entry"]),
        row["final"],
        told_or_dash(row["sd"]),
        told_or_dash(row["best"]),
        told_or_dash(row["worst"]),
        span,
    ]
    if facts["range"]["chances"] == "shown":
        cells.append(chance_text(row["chance"]))
    return cells


def _judges(facts: Facts) -> Iterator[Block]:
    judges = facts["judges"]
    if not judges["shown"]:
        words = {"judges": judges["judges"], "least": judges["least"]}
        yield paragraph(told(f"{_PLAIN}.judges.few", **words))
        return
    yield paragraph(told(f"{_PLAIN}.judges.lead"))
    columns = [
        column(told(f"{_PLAIN}.column.judge")),
        *(
            column(told(f"{_PLAIN}.column.{name}"), "right", "even")
            for name in ("n", "mean", "deviation", "low", "high", "leniency", "se")
        ),
    ]
    rows = [
        [
            {"strong": row["judge"]},
            str(row["n"]),
            row["mean"],
            told_or_dash(row["sd"]),
            row["low"],
            row["high"],
            signed(row["leniency"]),
            told_or_dash(row["se"]),
        ]
        for row in judges["rows"]
    ]
    yield table(told(f"{_PLAIN}.table.judges"), columns, rows)
    size = {"scores": judges["scores"], "judges": judges["judges"],
            "entries": facts["size"]["ranked"]}  # fmt: skip
    sample = told(f"{_PLAIN}.sample.scores", **size)
    if judges["refused"] is None:
        yield formula("leniency", told(f"{_PLAIN}.formula.leniency"), sample)
    else:
        yield note(told(f"{_PLAIN}.judges.refused"))
    yield formula("deviation", told(f"{_PLAIN}.formula.deviation"), sample)


def _order(facts: Facts) -> Iterator[Block]:
    order = facts["order"]
    if order["slope"] is None:
        yield paragraph(told(f"{_PLAIN}.order.none", least=order["least"],
                             entries=order["entries"]))  # fmt: skip
        return
    words = {"slope": signed(order["slope"]), "se": order["se"], "p": p_clause(order["p"])}
    yield paragraph(told(f"{_PLAIN}.order.by_lot", **words))
    size = {"entries": order["entries"], "scores": order["scores"]}
    sample = told(f"{_PLAIN}.sample.order", **size)
    yield formula("slope", told(f"{_PLAIN}.formula.order"), sample)


def _checking(facts: Facts) -> Iterator[Block]:
    yield paragraph(told(f"{_PLAIN}.check.hash"))
    yield paragraph(told(f"{_PLAIN}.check.letters", report=facts["report"]))
