"""A team is told that it moved up, and that this was taken back: of itself, nothing of others.

It hears of it when the result that it follows from is public, not earlier: at once, or when the
list is published or the draw's list is fixed (docs/decisions/0035).
"""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from contest.models import Round
from core.models import Person
from core.services.notices import notice_queue
from judging.models import Substitution
from judging.selectors.moved_up import (
    Reader,
    moved_up_by,
    moved_up_into,
    moved_up_known,
    readers_of,
)

_TAGS: Final = {"zh-hans": "zh", "en": "en"}


def moved_up_tell(*, row: Substitution, at: datetime) -> None:
    """Write to the team, where it may know by now."""
    if moved_up_known(row):
        _write(row, "moved_up", at)


def moved_up_tell_undone(*, row: Substitution, at: datetime) -> None:
    """Write that it was taken back; whoever was told nothing hears nothing."""
    if moved_up_known(row):
        _write(row, "moved_up_undone", at)


def moved_up_tell_published(*, source: Round, at: datetime) -> None:
    """The round's list is being opened: those who moved up by it may know now."""
    for row in moved_up_by(source):
        _write(row, "moved_up", at)


def moved_up_tell_drawn(*, round: Round, at: datetime) -> None:  # noqa: A002 - the noun of the table
    """The list of the draw is being fixed, which anybody may read: those on it may know now."""
    for row in moved_up_into(round):
        _write(row, "moved_up", at)


def _write(row: Substitution, kind: str, at: datetime) -> None:
    for reader in readers_of(row.entry):
        notice_queue(
            key=f"{kind}:{row.uid}:{reader.person_id}",
            kind=kind,
            person=Person(pk=reader.person_id),
            to=reader.email,
            subject=_words(row, reader, f"mail.{kind}.subject", " / ")[:255],
            body=_words(row, reader, f"mail.{kind}.body", "\n\n"),
            at=at,
        )


def _words(row: Substitution, reader: Reader, key: str, between: str) -> str:
    """In the reader's language; in both where nobody knows it."""
    languages = [reader.language] if reader.language in _TAGS else list(_TAGS)
    return between.join(_said(row, key, language) for language in languages)


def _said(row: Substitution, key: str, language: str) -> str:
    tag = _TAGS[language]
    with translation.override(language):
        return gettext(key) % {
            "edition": _name(row.round.edition.name, tag),
            "round": _name(row.round.name, tag) or row.round.code,
            "entry": row.entry.number,
            "turn": _turn(row, tag),
            "link": f"{settings.SITE_URL}/team/{row.entry.uid}",
        }


def _turn(row: Substitution, tag: str) -> str:
    """A sentence about the turn, where the order stands already."""
    if row.slot is None:
        return gettext("mail.moved_up.undrawn")
    said = gettext("mail.moved_up.turn")
    return said % {"room": _name(row.slot.room.name, tag), "position": row.slot.position}


def _name(words: dict[str, str], tag: str) -> str:
    return words.get(tag) or words.get("zh", "")
