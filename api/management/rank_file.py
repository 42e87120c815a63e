"""What ``rank --method`` and ``rank --pairs`` do with their files."""

import csv
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError

from judging.ranking.paired import ranking_of_pairs
from judging.ranking.pairs import Pairs, pairs_of_rows
from judging.ranking.ranking import ranking
from judging.ranking.read import scores_of_rows
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import Ranking
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores
from judging.ranking.wire import document

Table = TypeVar("Table")


def ranked_file(options: Mapping[str, Any]) -> dict[str, Any]:
    """The object of a file of scores or pairs ranked by a method; raises ``CommandError``."""
    try:
        return document(_ranked(options))
    except RankingRefused as refused:
        raise CommandError(refused.sentence) from refused


def table(found: Mapping[str, Any]) -> list[str]:
    """The entries as lines for people, then the warnings."""
    lines = [
        "\t".join([str(each["rank"]), each["entry"], _figure(each["score"]), _error(each)])
        for each in found["entries"]
    ]
    return [*(line.rstrip() for line in lines), *found["warnings"]]


def _ranked(options: Mapping[str, Any]) -> Ranking:
    pairs, scores = options["pairs"], options["scores"]
    method = options["method"] or ("bradley-terry" if pairs else "mean")
    rule = Rule(
        method=method,
        fit=options["fit"] or "",
        cut=options["cut"],
        per_track=options["per_track"],
        within=_within(options["within"]),
        points=_points(options["points"]),
        order_effect=options["order_effect"],
        joint=_joint(options["joint"]),
    )
    if pairs:
        return ranking_of_pairs(_pairs(pairs), rule)
    return ranking(_scores(scores, rule.joint), rule, ranges=True, closer=True)


def _scores(path: Path, joint: tuple[str, ...]) -> Scores:
    return _read(path, partial(scores_of_rows, joint=joint))


def _pairs(path: Path) -> Pairs:
    return _read(path, pairs_of_rows)


def _read(path: Path, reader: Callable[[Any], Table]) -> Table:
    try:
        # utf-8-sig: spreadsheets put a mark at the beginning.
        with path.open(encoding="utf-8-sig", newline="") as file:
            return reader(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"The file cannot be read: {error}") from error


def _points(text: str | None) -> tuple[int, ...]:
    """Hundredths of ``5,3,1``."""
    found = []
    for part in (text or "").split(",") if text else ():
        try:
            value = Decimal(part.strip()) * 100
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or value != int(value):
            raise CommandError(f"{part} in --points is no number of points; write 5,3,1.")
        found.append(int(value))
    return tuple(found)


def _within(text: str | None) -> tuple[int, ...]:
    """The numbers of ``1,3,10``."""
    parts = [part.strip() for part in text.split(",")] if text else []
    for part in parts:
        if not re.fullmatch("[0-9]{1,9}", part):
            raise CommandError(f"{part or '-'} in --within is no number of places; write 1,3,10.")
    return tuple(int(part) for part in parts)


def _joint(text: str | None) -> tuple[str, ...]:
    """The rounds of ``semi,final``."""
    return tuple(part.strip() for part in text.split(",")) if text else ()


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def _error(each: Mapping[str, Any]) -> str:
    words = [] if each["se"] is None else [f"±{each['se']:.4f}"]
    if each["low"] is not None:
        words.append(f"{each['low']:.2f} to {each['high']:.2f}")
    if each["p_cut"] is not None:
        words.append(f"cut {each['p_cut']:.1%}")
    words += [f"first {number} {chance:.1%}" for number, chance in (each["p_within"] or {}).items()]
    return " ".join(words)
