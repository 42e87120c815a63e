"""The fairness report as a PDF in one language."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.documents.render import Kind, Language, content_hash, render
from judging.documents.fairness_sections import sections
from judging.documents.made import Made
from judging.documents.words import named, told
from judging.models import ResultSet
from judging.selectors.rulebooks import rulebook_of

KIND: Final = Kind("fairness", Path(__file__).with_name("fairness.typ"))
_CODES: Final[dict[Language, str]] = {"zh": "zh-hans", "en": "en"}


def fairness_paper(
    *, result: ResultSet, facts: dict[str, Any], language: Language, at: datetime
) -> Made:
    """Set the facts; the same facts and moment give the same bytes."""
    with translation.override(_CODES[language]):
        data = _data(result, facts)
    body = render(KIND, data, language=language, content=content_hash(facts), at=at)
    edition = result.round.edition
    name = f"fairness-{edition.slug}-{result.round.code}-v{result.version}-{language}.pdf"
    return Made(body, name)


def _data(result: ResultSet, facts: dict[str, Any]) -> dict[str, Any]:
    edition = result.round.edition
    locked = "" if result.locked_at is None else _moment(result.locked_at, edition.time_zone)
    return {
        "title": told("paper.fairness.title"),
        "over": f"{named(facts['names']['edition'])} · {named(facts['names']['round'])}",
        "under": told("paper.fairness.under", version=result.version, at=locked),
        "author": named(facts["names"]["host"]),
        "words": {
            "hash": told("paper.fairness.hash"),
            "foot": told("paper.fairness.foot"),
            "page": gettext("paper.page"),
        },
        "body": sections(facts, rulebook_of(result.round)),
    }


def _moment(moment: datetime, zone: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(local, gettext('page.time.day_format'))} {local:%H:%M}"
