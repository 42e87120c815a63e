"""Editions and what they are divided into."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from contest.models import ConsentText, Division, Edition, EditionState, Round, Track
from core.errors import Problem
from core.models import Host, Role
from core.selectors.memberships import SEE_ALL
from core.viewer import SYSTEM, System, Viewer

# Whoever works for an edition sees it before it is announced.
STAFF: tuple[str, ...] = (
    Role.HOST_ADMIN,
    Role.ORGANIZER,
    Role.ELIGIBILITY_OFFICER,
    Role.SCOREKEEPER,
    Role.TIMEKEEPER,
    Role.VERIFIER,
    Role.WITNESS,
    Role.EMCEE,
    Role.TECHNICIAN,
    Role.EVENT_DESK,
)


def editions_visible_to(viewer: Viewer | System) -> QuerySet[Edition]:
    """Announced editions for everybody, drafts for those who work for them."""
    editions = Edition.objects.select_related("contest__host")
    if viewer == SYSTEM:
        return editions
    return editions.filter(~Q(state=EditionState.DRAFT) | editions_held(viewer, STAFF))


def editions_held(viewer: Viewer, roles: tuple[str, ...], prefix: str = "") -> Q:
    """The editions for which the viewer holds one of the roles, `prefix` leading to them.

    A scope counts only together with its host: a uid alone proves no tenant.
    """
    held = Q((f"{prefix}contest__host_id__in", viewer.hosts_with(*roles)))
    for seat in viewer.memberships:
        if seat.role in roles and seat.scope_kind == "edition" and seat.scope_id is not None:
            own_host = Q((f"{prefix}contest__host_id", seat.host_id))
            held |= Q((f"{prefix}uid", seat.scope_id)) & own_host
    return held


def edition_visible_to(viewer: Viewer | System, *, edition_id: UUID) -> Edition:
    """One edition with its tracks, divisions, rounds and consent texts. Raises not_found."""
    edition = (
        editions_visible_to(viewer)
        .filter(uid=edition_id)
        .prefetch_related(
            "tracks",
            "divisions",
            Prefetch("rounds", Round.objects.select_related("rulebook").order_by("seq")),
            Prefetch("consent_texts", ConsentText.objects.order_by("kind", "-version")),
        )
        .first()
    )
    if edition is None:
        raise Problem("not_found")
    return edition


def edition_by_slug(*, slug: str) -> Edition | None:
    """The edition of a slug, whatever its state: for set-up and pages that check the state."""
    return editions_visible_to(SYSTEM).filter(slug=slug).first()


def editions_staffed(viewer: Viewer, *, host: Host) -> list[Edition]:
    """The host's editions whose people the viewer may look at, the latest first."""
    rows = Edition.objects.filter(contest__host=host).order_by("-pk")
    if not viewer.hosts_with(*SEE_ALL) & {host.pk}:
        rows = rows.filter(editions_held(viewer, (Role.HOST_ADMIN, Role.ORGANIZER)))
    return list(rows)


def edition_at_host(*, host: Host, edition_id: UUID) -> Edition | None:
    """The edition if it is one of the host's."""
    return Edition.objects.filter(contest__host=host, uid=edition_id).first()


def edition_logs(*, host: Host) -> list[tuple[str, UUID]]:
    """The logs of the host's editions; wired to core's port."""
    return [
        ("edition", uid)
        for uid in Edition.objects.filter(contest__host=host).values_list("uid", flat=True)
    ]


def edition_names(*, uids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """Names by public id: what a scope is called."""
    return dict(Edition.objects.filter(uid__in=uids).values_list("uid", "name"))


def latest_consent_texts(edition: Edition) -> list[ConsentText]:
    """The text in force of each kind."""
    newest: dict[str, ConsentText] = {}
    for text in edition.consent_texts.all():
        if text.kind not in newest or newest[text.kind].version < text.version:
            newest[text.kind] = text
    return [newest[kind] for kind in sorted(newest)]


def tracks_all() -> QuerySet[Track]:
    """Every track; whether one belongs to the entry's edition is the command's to say."""
    return Track.objects.all()


def divisions_all() -> QuerySet[Division]:
    """Every division, as `tracks_all`."""
    return Division.objects.all()
