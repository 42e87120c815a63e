"""Consents that are in force, and what is still asked."""

from contest.models import Consent, ConsentText, Edition, Entry


def live_consents(*, entry: Entry) -> list[Consent]:
    """The consents in force, by kind."""
    return list(
        Consent.objects.filter(entry=entry, withdrawn_at__isnull=True)
        .select_related("text", "person")
        .order_by("text__kind", "pk")
    )


def consent_given(*, entry: Entry, kind: str) -> bool:
    """Whether a consent of this kind is in force for the entry, under any version."""
    return Consent.objects.filter(entry=entry, text__kind=kind, withdrawn_at__isnull=True).exists()


def numbers_consenting(*, edition: Edition, kind: str) -> set[str]:
    """The numbers of the edition's entries with a consent of this kind in force. One statement."""
    given = Consent.objects.filter(
        entry__edition=edition, text__kind=kind, withdrawn_at__isnull=True
    )
    return set(given.values_list("entry__number", flat=True))


def text_in_force(*, entry: Entry, kind: str) -> ConsentText | None:
    """The newest words of a kind in the entry's edition."""
    return (
        ConsentText.objects.filter(edition_id=entry.edition_id, kind=kind)
        .order_by("-version")
        .first()
    )


def required_missing(*, entry: Entry) -> list[str]:
    """Kinds whose newest text is required and not agreed to."""
    newest: dict[str, ConsentText] = {}
    for text in ConsentText.objects.filter(edition_id=entry.edition_id).order_by("version"):
        newest[text.kind] = text
    agreed = {consent.text_id for consent in live_consents(entry=entry)}
    return sorted(kind for kind, text in newest.items() if text.required and text.pk not in agreed)
