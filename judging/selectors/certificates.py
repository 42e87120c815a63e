"""Checking a certificate by the code on it."""

from typing import Any, Final

from judging.models import Certificate, Publication, PublicationKind, PublicationState

CODE_LENGTH: Final = 12


def code_normalized(text: str) -> str:
    """The stored form of a typed code: upper case, without spaces and dashes."""
    return "".join(char for char in text.upper() if char.isalnum())


def certificate_by_code(code: str) -> dict[str, Any] | None:
    """The certificate of a code, or None.

    {number, code, state: valid|revoked, issued_at, revoked_at, level, award, title, team,
    edition{slug, name, year}, host}: names are bilingual, the title is text.
    """
    found = (
        Certificate.objects.select_related("award__entry__team", "award__edition__contest__host")
        .filter(code=code_normalized(code))
        .first()
    )
    if found is None:
        return None
    award, edition = found.award, found.award.edition
    return {
        "number": found.number,
        "code": found.code,
        "state": "valid" if found.revoked_at is None else "revoked",
        "issued_at": found.issued_at,
        "revoked_at": found.revoked_at,
        "level": award.level,
        "award": award.name,
        "title": award.entry.title,
        "team": award.entry.team.name,
        "edition": {"slug": edition.slug, "name": edition.name, "year": edition.year},
        "host": edition.contest.host.name,
    }


def certificate_planned(code: str) -> bool:
    """Whether a final publication that is not open yet plans a certificate of this code.

    Such a code may already stand on a plate or a paper that was handed over on stage.
    """
    waiting = Publication.objects.filter(
        kind=PublicationKind.FINAL,
        state__in=[PublicationState.PREPARED, PublicationState.APPROVED, PublicationState.ARMED],
    ).values_list("document", flat=True)
    wanted = code_normalized(code)
    return any(
        insert.get("code") == wanted
        for document in waiting
        for step in document.get("steps", [])
        for insert in step.get("inserts", [])
    )
