"""The ranking as a spreadsheet: rows as on the screen, the sheets behind them on a second tab."""

from decimal import Decimal
from typing import Any, Final

from contest.rulebook.rulebook import Rulebook
from core.documents.workbook import Cell, Column, Tab, Workbook
from judging.documents.words import joined, named, told
from judging.insight.standing import Insight, Standing
from judging.models import ResultSet

Row = dict[str, Any]
_DECIMALS_OF_MARKS: Final = 2


def ranking_book(
    *, result: ResultSet, rows: list[Row], rulebook: Rulebook, insight: Insight | None
) -> Workbook:
    """The workbook in the active language; `rows` as ``full_rows`` gives them.

    `insight` is what the same result hangs on, None where the sheets have changed since.
    """
    edition = result.round.edition
    title = f"{named(edition.name)} · {named(result.round.name)}"
    state = told(f"paper.state.{result.state}")
    under = told("paper.ranking.under", version=result.version, state=state)
    head = {"title": title, "under": under}
    return Workbook(
        title=f"{title} {told('paper.ranking.title')}",
        author=named(edition.contest.host.name),
        foot=told("paper.ranking.foot", title=title, hash=result.body_hash[:16]),
        tabs=(_places(rows, rulebook, insight, head), _sheets(rows, rulebook, head)),
    )


def _places(
    rows: list[Row], rulebook: Rulebook, insight: Insight | None, head: dict[str, str]
) -> Tab:
    awards = {award.level: named(award.name) for award in rulebook.awards}
    standing = {} if insight is None else {each.row.entry: each for each in insight.rows}
    return Tab(
        name=told("paper.ranking.title"),
        **head,
        columns=(
            Column(told("paper.column.rank"), 8, "number"),
            Column(told("paper.column.number"), 12),
            Column(told("paper.column.team"), 26),
            Column(told("paper.column.project"), 36),
            Column(told("paper.column.final"), 11, "number", rulebook.aggregation.decimals),
            Column(told("paper.column.counted"), 11, "number"),
            Column(told("paper.column.tied"), 16),
            Column(told("paper.column.outcome"), 18),
            Column(told("paper.column.best"), 11, "number"),
            Column(told("paper.column.worst"), 11, "number"),
            Column(told("paper.column.chance"), 11, "number", 1),
            Column(told("paper.column.spread"), 11, "number", 1),
        ),
        rows=[
            (
                row["rank"],
                row["number"],
                named(row["team"]),
                row["title"],
                _decimal(row["final"]),
                len(row["counted"]),
                joined(row["tied_with"]),
                _outcome(row, awards),
                *_hangs_on(standing.get(row["number"])),
            )
            for row in rows
        ],
        notes=(told("paper.ranking.note"), told("paper.ranking.beside")),
        wide=True,
    )


def _hangs_on(standing: Standing | None) -> tuple[Cell, Cell, Cell, Cell]:
    """Best and worst place without any one judge, the chance of the line in percent, the spread."""
    if standing is None:
        return (None, None, None, None)
    span, chance = standing.span, standing.chance
    return (
        None if span is None else span.best,
        None if span is None else span.worst,
        None if chance is None else Decimal(f"{chance * 100:.1f}"),
        standing.spread,
    )


def _sheets(rows: list[Row], rulebook: Rulebook, head: dict[str, str]) -> Tab:
    marks = [
        Column(named(each.name), 12, "number", _DECIMALS_OF_MARKS) for each in rulebook.criteria
    ]
    return Tab(
        name=told("paper.ranking.sheets"),
        **head,
        columns=(
            Column(told("paper.column.number"), 12),
            Column(told("paper.column.team"), 26),
            Column(told("paper.column.seat"), 8),
            *marks,
            Column(told("paper.column.total"), 11, "number", _DECIMALS_OF_MARKS),
            Column(told("paper.column.use"), 18),
        ),
        rows=[
            (
                row["number"],
                named(row["team"]),
                sheet["seat"],
                *(_decimal(sheet["marks"].get(each.id)) for each in rulebook.criteria),
                _decimal(sheet["total"]),
                _use(row, sheet["seat"]),
            )
            for row in rows
            for sheet in row["sheets"]
        ],
        wide=True,
    )


def _decimal(text: str | None) -> Cell:
    return None if text is None else Decimal(text)


def _outcome(row: Row, awards: dict[str, str]) -> str:
    level: str | None = row["award"]
    if level:
        return awards.get(level, level)
    return told(f"page.outcome.{row['outcome']}")


def _use(row: Row, seat: str) -> str:
    """What the announced rule did with a sheet."""
    if seat in row["dropped_high"]:
        return told("paper.use.high")
    if seat in row["dropped_low"]:
        return told("paper.use.low")
    if seat in row["counted"]:
        return told("paper.use.counted")
    return told("paper.use.left_out")
