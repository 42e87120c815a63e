"""What stands on one page: a blank card, a judge's totals, the table of all judges."""

from typing import Any, Final

from judging.documents.words import named, told
from judging.models import PageKind
from judging.paper.codes import code_shown

Facts = dict[str, Any]
# Millimeters: the text is 180 wide; a number, a place and a total have theirs, the name the rest.
_WIDE: Final = 180
_NAME: Final = 40
_ROW: Final = 7.6
_CARD_ROW: Final = 15
_MOST_CARD: Final = 165


def ink_page(page: Facts, facts: Facts, moment: str) -> Facts:
    """The page for the layout, in the active language."""
    kind = page["kind_of_page"]
    made = {PageKind.CARD: _card, PageKind.JUDGE: _judge, PageKind.TOTALS: _totals}[kind]
    of = {"n": page["part"], "all": page["parts"]}
    return {
        "over": f"{named(facts['edition'])} · {named(facts['round'])} · {named(page['room'])}",
        "title": told(f"paper.ink.{kind}.title"),
        "code": code_shown(page["code"]),
        "facts": [],
        "note": "",
        "legend": "",
        "declares": told(f"paper.ink.{kind}.declares"),
        "page": told("paper.ink.page", **of),
        "foot": _foot(page, facts, moment),
        **made(page, facts),
    }


def _foot(page: Facts, facts: Facts, moment: str) -> list[str]:
    printed = told("paper.ink.printed", number=facts["print"]["number"], at=moment,
                   by=named(facts["print"]["by"]))  # fmt: skip
    mark = " ".join(page["mark"][at : at + 8] for at in range(0, len(page["mark"]), 8))
    key = "nonce" if page["kind_of_page"] == PageKind.CARD else "hash"
    return [printed, f"{told(f'paper.ink.{key}')} {mark}"]


def _who(page: Facts) -> str:
    text = told("paper.ink.seat", seat=page["seat"], judge=named(page["judge"]))
    return text + told("paper.ink.chair") if page["chair"] else text


def _card(page: Facts, facts: Facts) -> Facts:
    criteria = facts["criteria"]
    columns = [
        _column(told("paper.ink.column.criterion"), "fill"),
        _column(told("paper.ink.column.max"), 22, "right"),
        _column(told("paper.ink.column.step"), 22, "right"),
        _column(told("paper.ink.column.mark"), 52, "right"),
    ]
    rows = [[named(each["name"]), each["max"], each["step"], ""] for each in criteria]
    rows.append([{"strong": told("paper.column.total")}, facts["total"], "", ""])
    height = min(_CARD_ROW, _MOST_CARD / len(rows))
    return {
        "under": _who(page),
        "note": told("paper.ink.card.note"),
        "facts": [
            {"label": told("paper.column.number"), "value": page["number"]},
            {"label": told("paper.column.team"), "value": shortened(named(page["team"]), 60)},
            {"label": told("paper.column.project"), "value": shortened(page["title"], 90)},
        ],
        "table": _table(columns, rows, size=11, row=height),
        "signs": [{"who": told("paper.ink.sign.judge")}],
    }


def _judge(page: Facts, facts: Facts) -> Facts:
    criteria = facts["criteria"]
    width = min(22, (_WIDE - 14 - 22 - 20 - _NAME) / len(criteria))
    columns = [
        _column(told("paper.ink.column.turn"), 14, "right"),
        _column(told("paper.column.number"), 22),
        _column(told("paper.column.team"), "fill"),
        *(_column(named(each["name"]), width, "right") for each in criteria),
        _column(told("paper.column.total"), 20, "right"),
    ]
    name = _WIDE - 14 - 22 - 20 - width * len(criteria)
    rows = [_own_row(row, criteria, name) for row in page["rows"]]
    under = _who(page)
    if "session" in page:
        at, all_ = page["session"]
        under += f" · {told('paper.ink.session', number=at, all=all_)}"
    return {
        "under": under,
        "table": _table(columns, rows),
        "signs": [{"who": told("paper.ink.sign.judge")}],
    }


def _own_row(row: Facts, criteria: list[Facts], name: float) -> list[Any]:
    head = [str(row["turn"]), row["number"], _name(row, name)]
    if row["why"]:
        return [*head, *[""] * len(criteria), told(f"paper.ink.why.{row['why']}")]
    marks = [row["marks"].get(each["id"]) or "—" for each in criteria]
    return [*head, *marks, {"strong": row["total"]}]


def _totals(page: Facts, facts: Facts) -> Facts:
    judges = page["judges"]
    width = min(19, (_WIDE - 20 - 19 - 13 - _NAME) / len(judges))
    columns = [
        _column(told("paper.column.number"), 20),
        _column(told("paper.column.team"), "fill"),
        *(_column(_short_judge(each), width, "right") for each in judges),
        _column(told("paper.column.final"), 19, "right"),
        _column(told("paper.column.rank"), 13, "right"),
    ]
    name = _WIDE - 20 - 19 - 13 - width * len(judges)
    return {
        "under": told("paper.ink.totals.under", version=facts["result"]["version"]),
        "legend": told("paper.ink.totals.legend"),
        "table": _table(columns, [_total_row(row, judges, name) for row in page["rows"]]),
        "signs": [
            {"who": told(f"paper.ink.sign.{office}")}
            for office in ("chair", "scorekeeper", "verifier", "witness")
        ],
    }


def _short_judge(judge: Facts) -> str:
    return f"{judge['seat']} {shortened(named(judge['judge']), 16)}"


def _total_row(row: Facts, judges: list[Facts], name: float) -> list[Any]:
    cells: list[Any] = [row["number"], _name(row, name)]
    for judge in judges:
        seat = str(judge["seat"])
        total = row["totals"].get(seat, "—")
        # Struck and in brackets: the line may be lost on a copy of a copy.
        cells.append({"struck": f"({total})"} if seat in row["dropped"] else total)
    if row["rank"] is None:
        return [*cells, told(f"page.outcome.{row['outcome']}"), "—"]
    return [*cells, {"strong": row["final"]}, {"strong": str(row["rank"])}]


def _name(row: Facts, width: float) -> str:
    """Two lines of it at most."""
    return shortened(named(row["team"]), int(width * 1.1))


def shortened(text: str, units: int) -> str:
    """The text up to a width, a Han character being two; what is cut off is shown by dots."""
    used = 0
    for at, letter in enumerate(text):
        used += 1 if letter < "\u2e80" else 2
        if used > units:
            return text[:at].rstrip() + "…"
    return text


def _column(name: str, width: float | str, align: str = "left") -> Facts:
    return {"name": name, "width": width, "align": align}


def _table(columns: list[Facts], rows: list[Any], *, size: float = 9.4, row: float = _ROW) -> Facts:
    narrow = len(columns) > 9
    return {"columns": columns, "rows": rows, "size": 8.2 if narrow else size, "row": row}
