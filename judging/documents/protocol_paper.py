"""The protocol of a round as a document: its sections in their order, each left out when empty.

A section is named in `judging/selectors/protocol.py`, where its facts come from, and here, where
they become blocks. Nothing else knows of it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext

from judging.documents.blocks import Block, figures, headline, paragraph
from judging.documents.protocol_day import departures, panel, recusals, turns
from judging.documents.protocol_devices import devices
from judging.documents.protocol_exceptions import changes, incidents, overrides, supervision
from judging.documents.protocol_marks import corrections, record, results, sheets
from judging.documents.words import named, told
from judging.models import PaperPrint
from judging.selectors.rulebooks import rulebook_of

Facts = dict[str, Any]
Section = Callable[[Facts, Facts], Iterable[Block]]

# By the name of its facts, in the order of the paper; the head is `paper.protocol.head.<name>`.
SECTIONS: Final[Mapping[str, Section]] = {
    "panel": panel,
    "turns": turns,
    "departures": departures,
    "devices": devices,
    "recusals": recusals,
    "sheets": sheets,
    "corrections": corrections,
    "changes": changes,
    "overrides": overrides,
    "incidents": incidents,
    "supervision": supervision,
    "results": results,
    "record": record,
}
_SIGNS: Final = ("chair", "scorekeeper", "verifier", "witness")


def protocol_data(paper: PaperPrint, moment: str) -> Facts:
    """What the layout sets, in the active language."""
    facts = {**paper.facts, "rulebook_read": rulebook_of(paper.round)}
    names = {name: named(facts[name]) for name in ("edition", "round", "host")}
    return {
        "title": told("paper.protocol.title"),
        "over": f"{names['edition']} · {names['round']}",
        "under": told("paper.protocol.under", at=moment, number=facts["print"]["number"],
                      by=named(facts["print"]["by"])),
        "author": names["host"],
        "words": {
            "hash": told("paper.protocol.hash"),
            "foot": told("paper.protocol.foot"),
            "page": gettext("paper.page"),
            "day": told("paper.ink.day"),
        },
        "body": _body(facts),
        "signing": told("paper.protocol.head.signing"),
        "declares": told("paper.protocol.declares"),
        "signs": [told(f"paper.ink.sign.{office}") for office in _SIGNS],
    }  # fmt: skip


def _body(facts: Facts) -> list[Block]:
    told_of = facts["protocol"]
    body = [figures(_size(told_of)), paragraph(told("paper.protocol.lead"))]
    shown = [name for name in SECTIONS if name in told_of]
    for number, name in enumerate(shown, start=1):
        body.append(headline(number, told(f"paper.protocol.head.{name}")))
        body += SECTIONS[name](told_of[name], facts)
    return body


def _size(told_of: Facts) -> list[tuple[str, str]]:
    counted = [row for row in told_of["results"]["rows"] if row["rank"] is not None]
    judges = [row for row in told_of["panel"]["rows"] if not row["alternate"]]
    standing = [row for row in told_of["sheets"]["rows"] if row["state"] in ("signed", "counted")]
    sizes = (("entries", counted), ("judges", judges), ("sheets", standing),
             ("corrections", told_of.get("corrections", {}).get("rows", [])))  # fmt: skip
    return [(str(len(rows)), told(f"paper.protocol.size.{name}")) for name, rows in sizes]
