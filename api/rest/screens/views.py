"""The screen's own two doors, and the desk's."""

from functools import partial
from typing import Final
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone, SessionWithProblems
from api.once import Command, makes, once
from api.rest.screens.serializers import (
    OwnScreenBody,
    PairingBody,
    PairingSent,
    RoomScreenBody,
    ScreensBody,
    ScreenSent,
    pairing_body,
    screen_body,
)
from api.rounds import RoundView
from api.seating import session_screen
from api.throttles import Pairings
from api.views import View
from contest.models import Round
from core.errors import Problem
from core.models import Pairing
from core.selectors.pairings import pairing_of
from core.services.pairings import code_read, pairing_open
from judging.models import Room, RoomScreen
from judging.policy import devices_read
from judging.selectors.draws import round_rooms
from judging.selectors.screens import round_screen, round_screens, screen_of
from judging.services.screens import screen_pair, screen_unpair

# Which code this browser shows; nobody else's browser can go on with it.
PAIRING_SESSION_KEY: Final = "pairing"


class Pair(View):
    """A browser that offers itself as a screen."""

    permission_classes = (Anyone,)
    throttle_classes = (*View.throttle_classes, Pairings)

    @extend_schema(operation_id="pairing_look", responses=PairingBody)
    def get(self, request: Request) -> Response:
        """Where this browser stands; asked again and again, so it changes nothing."""
        return Response(self._stands())

    @extend_schema(operation_id="pairing", request=PairingSent, responses=PairingBody)
    def post(self, request: Request) -> Response:
        """Show a code, or become the screen that the desk took in.

        Raises not_allowed where somebody is signed in: a screen is nobody's browser.
        """
        SessionWithProblems().enforce_csrf(request)
        if self.viewer.signed_in:
            raise Problem("not_allowed")
        label = self.read(PairingSent)["label"]
        stands = self._stands()
        if stands["state"] in {"waiting", "paired"}:
            return Response(stands)
        mine = _mine(self)
        if stands["state"] == "ready" and mine is not None and mine.device is not None:
            session_screen(request=self.http, device=mine.device, at=self.at)
            return Response(pairing_body("paired"))
        made = pairing_open(label=label, at=self.at)
        self.http.session[PAIRING_SESSION_KEY] = str(made.uid)
        return Response(pairing_body("waiting", made))

    def _stands(self) -> dict[str, object]:
        if screen_of(viewer=self.viewer) is not None:
            return pairing_body("paired")
        mine = _mine(self)
        if mine is None:
            return pairing_body("none")
        if mine.device is not None:
            return pairing_body("ready" if mine.device.revoked_at is None else "none")
        return pairing_body("waiting", mine) if mine.ends_at > self.at else pairing_body("none")


class OwnScreen(View):
    """The room of a paired browser."""

    permission_classes = (Anyone,)

    @extend_schema(operation_id="screen", responses=OwnScreenBody)
    def get(self, request: Request) -> Response:
        """Which room it shows. Raises not_found for any other browser."""
        screen = screen_of(viewer=self.viewer)
        if screen is None:
            raise Problem("not_found")
        room = screen.room
        found = {"round": str(room.panel.round.uid), "room": str(room.uid)}
        return Response({**found, "label": screen.device.label})


class _DeskView(RoundView):
    def desk(self, round_id: UUID) -> Round:
        """The round, for whoever stands at its desk of devices. Raises not_found."""
        found = self.round(round_id)
        devices_read(viewer=self.viewer, round=found).enforce()
        return found


class RoundScreens(_DeskView):
    """The screens of a round."""

    @extend_schema(operation_id="screens", responses=ScreensBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Those that are paired."""
        screens = round_screens(self.desk(round_id), at=self.at)
        return Response({"screens": [screen_body(each) for each in screens]})

    @extend_schema(operation_id="screen_pair", request=ScreenSent, responses={201: RoomScreenBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Take in the browser that shows the code. In a round of several rooms one is named."""
        rooms = round_rooms(self.desk(round_id))
        sent = self.read(ScreenSent)
        room = _room(rooms, sent.get("room"))
        pair = partial(screen_pair, room=room, actor=self.actor, at=self.at)
        return makes(partial(pair, code=code_read(sent["code"]), label=sent["label"].strip()))

    def shown(self, made: UUID) -> Response:
        """The screen."""
        found = _screen(self.desk(self.kwargs["round_id"]), made)
        return Response(screen_body(found))


class ScreenEnd(_DeskView):
    """One of them."""

    @extend_schema(operation_id="screen_unpair", responses={204: None})
    def delete(self, request: Request, round_id: UUID, screen_id: UUID) -> Response:
        """It shows nothing of the room any more."""
        found = _screen(self.desk(round_id), screen_id)
        screen_unpair(screen=found, actor=self.actor, at=self.at)
        return Response(status=204)


def _screen(round_: Round, uid: UUID) -> RoomScreen:
    found = round_screen(round_, uid=uid)
    if found is None:
        raise Problem("not_found")
    return found


def _room(rooms: list[Room], named: UUID | None) -> Room:
    """The room that is named, or the only one. Raises field_invalid, not_found without a room."""
    if not rooms:
        raise Problem("not_found")
    if named is None and len(rooms) > 1:
        raise Problem("field_invalid", fields={"room": ["required"]})
    found = next((room for room in rooms if named in {None, room.uid}), None)
    if found is None:
        raise Problem("field_invalid", fields={"room": ["unknown"]})
    return found


def _mine(view: View) -> Pairing | None:
    named = view.http.session.get(PAIRING_SESSION_KEY)
    return None if named is None else pairing_of(uid=UUID(named))
