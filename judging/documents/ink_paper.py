"""The file of a print run: cards and sheets on pages of their own, or the protocol."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.documents.render import DocumentFaulty, Kind, Language, render
from judging.documents.ink_pages import ink_page
from judging.documents.made import Made
from judging.documents.protocol_paper import protocol_data
from judging.documents.words import named, told
from judging.models import PaperKind, PaperPrint
from judging.paper.codes import qr_text

INK: Final = Kind("ink", Path(__file__).with_name("ink.typ"))
PROTOCOL: Final = Kind("protocol", Path(__file__).with_name("protocol.typ"))
_CODES: Final[dict[str, str]] = {"zh": "zh-hans", "en": "en"}


def paper_file(paper: PaperPrint) -> Made:
    """Set the run's facts: the same run gives the same bytes. Raises ``DocumentFaulty``."""
    edition = paper.round.edition
    name = f"{paper.kind}-{edition.slug}-{paper.round.code}-{paper.number}-{paper.language}.pdf"
    with translation.override(_CODES[paper.language]):
        if paper.kind == PaperKind.PROTOCOL:
            body = _rendered(paper, PROTOCOL, _protocol(paper))
            return Made(body, name)
        body = _rendered(paper, INK, _ink(paper), codes=_qr_texts(paper))
    made = Made(body, name)
    if made.pages != len(paper.facts["pages"]):
        raise DocumentFaulty(f"{paper}: {made.pages} pages for {len(paper.facts['pages'])}")
    return made


def _rendered(
    paper: PaperPrint, kind: Kind, data: dict[str, Any], codes: Sequence[str] = ()
) -> bytes:
    return render(
        kind,
        data,
        language=cast(Language, paper.language),
        content=paper.content_hash,
        at=paper.asked_at,
        codes=codes,
    )


def _qr_texts(paper: PaperPrint) -> list[str]:
    return [qr_text(page["code"], page["mark"]) for page in paper.facts["pages"]]


def _ink(paper: PaperPrint) -> dict[str, Any]:
    facts = paper.facts
    moment = moment_text(paper.asked_at, facts["zone"])
    return {
        "title": told(f"paper.ink.{paper.kind}.title"),
        "author": named(facts["host"]),
        "words": {"day": told("paper.ink.day")},
        "pages": [ink_page(page, facts, moment) for page in facts["pages"]],
    }


def _protocol(paper: PaperPrint) -> dict[str, Any]:
    return protocol_data(paper, moment_text(paper.asked_at, paper.facts["zone"]))


def moment_text(moment: datetime, zone: str) -> str:
    """A moment in the contest's zone, to the minute."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(local, gettext('page.time.day_format'))} {local:%H:%M}"
