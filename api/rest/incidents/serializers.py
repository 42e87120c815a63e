"""Shapes of an incident."""

from typing import Any

from rest_framework import serializers

from api.offices import DecidedEntry
from api.serializers import PersonField, Strict
from judging.models import MOST_INCIDENT, IncidentCode, IncidentOffice, IncidentState


class IncidentRequest(Strict):
    """What went wrong; `slot` where it is about a team's turn."""

    code = serializers.ChoiceField(choices=IncidentCode.choices)
    text = serializers.CharField(max_length=MOST_INCIDENT, allow_blank=True)
    slot = serializers.UUIDField(required=False, allow_null=True, default=None)


class IncidentWord(Strict):
    """As what one signs, with or without words."""

    office = serializers.ChoiceField(choices=IncidentOffice.choices)
    words = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class IncidentEnd(Strict):
    """How it ended."""

    words = serializers.CharField(max_length=MOST_INCIDENT, allow_blank=True)


class SignatureBody(serializers.Serializer[Any]):
    """One person's."""

    office = serializers.ChoiceField(choices=IncidentOffice.choices)
    by = PersonField()
    words = serializers.CharField()
    signed_at = serializers.DateTimeField()


class IncidentBody(serializers.Serializer[Any]):
    """One incident. `about` names the change of marks that it belongs to; `may` are the offices
    as which the viewer may sign now, and `may_close` says whether to close it.
    """

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    room = serializers.UUIDField()
    code = serializers.ChoiceField(choices=IncidentCode.choices)
    text = serializers.CharField()
    about = serializers.CharField()
    entry = DecidedEntry(allow_null=True)
    state = serializers.ChoiceField(choices=IncidentState.choices)
    opened_by = PersonField()
    opened_at = serializers.DateTimeField()
    words = serializers.CharField()
    closed_by = PersonField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    signatures = SignatureBody(many=True)
    may = serializers.ListField(child=serializers.CharField())
    may_close = serializers.BooleanField()


class IncidentsBody(serializers.Serializer[Any]):
    """All of a round by room and number; `may_open` says whether the viewer may open one."""

    incidents = IncidentBody(many=True)
    may_open = serializers.BooleanField()


class OwnIncident(serializers.Serializer[Any]):
    """One that a judge may sign as `office`, or has signed."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    code = serializers.ChoiceField(choices=IncidentCode.choices)
    text = serializers.CharField()
    entry = DecidedEntry(allow_null=True)
    state = serializers.ChoiceField(choices=IncidentState.choices)
    opened_at = serializers.DateTimeField()
    office = serializers.ChoiceField(choices=IncidentOffice.choices)
    signed_at = serializers.DateTimeField(allow_null=True)
