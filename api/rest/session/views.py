"""Who is signed in here, and what they may change about themselves."""

from typing import Any, cast

from django.middleware.csrf import get_token
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone, SignedIn
from api.rest.session.serializers import SessionBody, SessionEdit
from api.views import View
from contest.selectors.teams import team_places_of
from core.errors import Problem
from core.models import Account, Membership
from core.selectors.devices import device_of
from core.selectors.names import person_body
from core.selectors.people import memberships_of
from core.services.people import account_language_set, person_rename
from judging.selectors.seat_links import seats_of


class SessionView(View):
    """The session; reading it leaves the CSRF cookie."""

    def get_permissions(self) -> list[Any]:
        """Anybody may ask; only who is signed in may change."""
        return [Anyone()] if self.request.method in {"GET", "OPTIONS", "HEAD"} else [SignedIn()]

    @extend_schema(operation_id="session", responses=SessionBody)
    def get(self, request: Request) -> Response:
        """Who is looking, with roles, teams and seats."""
        return Response(self._body(request))

    @extend_schema(operation_id="session_edit", request=SessionEdit, responses=SessionBody)
    def patch(self, request: Request) -> Response:
        """Change the language or the person's name."""
        sent = self.read(SessionEdit)
        if "language" in sent:
            account_language_set(
                account=cast(Account, request.user), language=_language(sent["language"])
            )
        if "name" in sent:
            person_rename(person=self.actor, name=sent["name"]["zh"], name_latin=sent["name"]["en"])
        return Response(self._body(request))

    def _body(self, request: Request) -> dict[str, Any]:
        viewer = self.viewer
        account = cast(Account, request.user) if viewer.signed_in else None
        device = device_of(viewer=viewer)
        return {
            "signed_in": viewer.signed_in,
            "person": person_body(self.actor) if viewer.signed_in else None,
            "account": account and {"email": account.email, "language": _tag(account.language)},
            "device": device and {"id": str(device.uid)},
            "memberships": [_membership(m) for m in memberships_of(viewer=viewer, at=self.at)],
            "teams": [
                {
                    "team": str(place.team.uid),
                    "entry": str(place.team.entry.uid),
                    "role": place.role,
                }
                for place in team_places_of(viewer=viewer)
            ],
            "seats": [
                {
                    "seat": str(seat.uid),
                    "panel": str(seat.panel.uid),
                    "round": str(seat.panel.round.uid),
                    "edition": str(seat.panel.round.edition.uid),
                }
                for seat in seats_of(viewer=viewer)
            ],
            "csrf": get_token(self.http),
        }


def _membership(membership: Membership) -> dict[str, Any]:
    host = membership.host
    return {
        "role": membership.role,
        "host": host and {"id": str(host.uid), "slug": host.slug, "name": host.name},
        "scope_kind": membership.scope_kind,
        "scope_id": membership.scope_id and str(membership.scope_id),
    }


def _language(tag: str) -> str:
    """Our code of a language tag. Raises field_invalid."""
    lower = tag.lower()
    if lower.startswith("zh"):
        return "zh-hans"
    if lower == "en" or lower.startswith("en-"):
        return "en"
    raise Problem("field_invalid", fields={"language": ["invalid_choice"]})


def _tag(code: str) -> str:
    """The tag that clients use."""
    return "zh-Hans" if code == "zh-hans" else code
