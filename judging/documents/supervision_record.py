"""The supervision record: one page to sign, as PDF or to go on with in Word."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.documents.render import Kind, Language, content_hash, render
from core.documents.word import Section, Text, word_bytes
from judging.documents import blocks
from judging.documents.words import joined, named, told

KIND: Final = Kind("supervision", Path(__file__).with_name("supervision.typ"))
_CODES: Final[dict[Language, str]] = {"zh": "zh-hans", "en": "en"}
# What fits on one page; of more the page says how many there are.
_MOST_NOTES: Final = 6
_MOST_ROOMS: Final = 4
_MOST_WORDS: Final = 70


def record_pdf(facts: dict[str, Any], *, language: Language, at: datetime) -> bytes:
    """One page of A4; the same facts and moment give the same bytes."""
    with translation.override(_CODES[language]):
        text = record_text(facts)
        body = [blocks.pairs(text.facts)]
        for number, section in enumerate(text.sections, 1):
            body.append(blocks.headline(number, section.name))
            if section.rows:
                first, *others = section.columns
                columns = [blocks.column(first)]
                columns += [blocks.column(name, width="even") for name in others]
                body.append(blocks.table("", columns, section.rows))
            if section.note:
                body.append(blocks.paragraph(section.note))
        data = {
            "title": text.title,
            "over": text.over,
            "author": text.author,
            "words": {},
            "body": body,
            "signatures": list(text.signatures),
        }
    return render(KIND, data, language=language, content=content_hash(facts), at=at)


def record_word(facts: dict[str, Any], *, language: Language, at: datetime) -> bytes:
    """The same content as DOCX."""
    with translation.override(_CODES[language]):
        text = record_text(facts)
    return word_bytes(text, language=language, at=at)


def record_text(facts: dict[str, Any]) -> Text:
    """The content of both, in the language that is active."""
    moments = _Moments(facts["zone"])
    return Text(
        title=told("paper.supervision.title"),
        over=named(facts["edition"]),
        author=named(facts["host"]),
        facts=[
            (told("paper.supervision.host"), named(facts["host"])),
            (told("paper.supervision.by"), named(facts["by"])),
            (told("paper.supervision.at"), moments.told(facts["at"])),
            (told("paper.supervision.registers"), _registers(facts["registers"])),
        ],
        sections=[
            _rooms(facts["rooms"]),
            _confirmed(facts["notes"], moments),
            _exceptions(facts["exceptions"]),
            _questions(facts["notes"]),
        ],
        signatures=[
            told("paper.supervision.sign.witness"),
            told("paper.supervision.sign.committee"),
            told("paper.supervision.sign.date"),
        ],
    )


class _Moments:
    """Moments in the edition's zone."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def told(self, moment: str) -> str:
        """Day and time of the clock."""
        local = datetime.fromisoformat(moment).astimezone(self._zone)
        return f"{date_format(local, gettext('page.time.day_format'))} {local:%H:%M}"


def _registers(rows: list[dict[str, Any]]) -> str:
    said = [
        told(f"paper.supervision.register.{row['kind']}", count=row["count"], open=row["open"])
        for row in rows
    ]
    return told("paper.supervision.parts").join(said)


def _rooms(rooms: list[dict[str, Any]]) -> Section:
    columns = [told(f"paper.supervision.room.{each}") for each in ("name", "judges", "signed")]
    rows = [
        [
            f"{named(room['round'])} · {named(room['name'])}",
            str(room["judges"]),
            told("paper.supervision.room.of", **{each: room[each] for each in ("signed", "of")}),
        ]
        for room in rooms[:_MOST_ROOMS]
    ]
    return Section(told("paper.supervision.rooms"), columns, rows, _more(len(rooms) - _MOST_ROOMS))


def _confirmed(notes: list[dict[str, Any]], moments: _Moments) -> Section:
    found = [note for note in notes if note["kind"] == "confirmation"]
    said = [
        f"{told('paper.supervision.step.' + note['step'])} {moments.told(note['at'])}"
        for note in found[-_MOST_NOTES:]
    ]
    words = joined(said) if said else told("paper.supervision.none")
    return Section(told("paper.supervision.confirmed"), note=words)


def _exceptions(kinds: list[dict[str, Any]]) -> Section:
    said = [f"{named(kind['name'])} {kind['count']}" for kind in kinds]
    counts = {each: sum(kind[each] for kind in kinds) for each in ("count", "seen", "question")}
    summed = told("paper.supervision.exceptions.sum", **counts)
    words = f"{summed} {joined(said)}" if said else told("paper.supervision.none")
    return Section(told("paper.supervision.exceptions"), note=words)


def _questions(notes: list[dict[str, Any]]) -> Section:
    asked = [note for note in notes if note["kind"] != "confirmation"]
    # What still waits must not be what falls off the page.
    shown = sorted(asked, key=lambda note: not note["waits"])[:_MOST_NOTES]
    rows = [
        [told(f"paper.supervision.note.{note['kind']}"), _cut(note["text"]), _answer(note)]
        for note in shown
    ]
    columns = [told(f"paper.supervision.column.{each}") for each in ("kind", "text", "answer")]
    more = _more(len(asked) - _MOST_NOTES)
    none = "" if rows else told("paper.supervision.none")
    return Section(told("paper.supervision.questions"), columns, rows, none or more)


def _answer(note: dict[str, Any]) -> str:
    if note["waits"]:
        return told("paper.supervision.waits")
    return _cut(note["answer"]) or "–"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]}…"


def _more(count: int) -> str:
    return told("paper.supervision.more", count=count) if count > 0 else ""
