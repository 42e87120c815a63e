"""A rulebook as the public page says it, as plain lines for a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from api.pages.rules.rounds import RoundWords
from api.pages.rules.rubrics import Sheet
from api.pages.rules.rules import rules_of_document
from api.pages.rules.words import Block


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


def sections_of(document: Any) -> list[Section]:
    """Who may enter, each round, the awards; of a sound document of any version."""
    rules = rules_of_document(document)
    awards = tuple(
        f"{award.name}: {award.places}" + "".join(f"; {note}" for note in award.notes)
        for award in rules.awards
    )
    return [
        *(_block(block) for block in rules.entry),
        *(section for each in rules.rounds for section in _round(each)),
        *([Section(gettext("page.rules.awards"), awards)] if awards else []),
        *(_block(block) for block in rules.beside),
    ]


def _block(block: Block, before: str = "") -> Section:
    heading = f"{before} · {block.title}" if before else block.title
    if block.ordered:
        lines = tuple(f"{number}. {line}" for number, line in enumerate(block.sentences, 1))
        return Section(heading, lines)
    return Section(heading, block.sentences)


def _round(each: RoundWords) -> Iterator[Section]:
    timing = tuple(f"{label}: {length}" for label, length in each.timing)
    yield Section(each.title, (*each.lead, *timing))
    for sheet in each.sheets:
        yield Section(f"{each.title} · {sheet.title}", tuple(_sheet(sheet)))
    for block in each.blocks:
        yield _block(block, each.title)


def _sheet(sheet: Sheet) -> Iterator[str]:
    for line in sheet.lines:
        said = f"{'  ' * line.depth}{line.name}: {line.points}"
        yield said + "".join(f"; {note}" for note in (line.hint, *line.notes) if note)
    yield f"{gettext('page.rules.total')}: {sheet.total}"
    yield from sheet.notes
    if sheet.vetoes is not None:
        yield from sheet.vetoes.sentences
