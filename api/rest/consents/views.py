"""Giving and withdrawing one consent."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryBody, EntryView
from api.once import Command, changes, once
from api.serializers import Strict
from contest import policy
from contest.services.consents import consent_give, consent_withdraw


class ConsentSent(Strict):
    """Yes or no to the words of one version."""

    given = serializers.BooleanField()
    text_version = serializers.IntegerField(min_value=1)


class OneConsent(EntryView):
    """One kind of consent of an entry."""

    @extend_schema(operation_id="entry_consent", request=ConsentSent, responses=EntryBody)
    @once()
    def post(self, request: Request, entry_id: UUID, kind: str) -> Command:
        """Give it to the words in force, or withdraw it; answers with the entry."""
        entry = self.entry(entry_id)
        policy.entry_lead(viewer=self.viewer, entry=entry).enforce()
        sent = self.read(ConsentSent)
        command = (
            partial(consent_give, text_version=sent["text_version"])
            if sent["given"]
            else consent_withdraw
        )
        said = partial(command, entry=entry, kind=kind, actor=self.actor, at=self.at)
        return changes(entry.uid, said)

    def shown(self, made: UUID) -> Response:
        """The entry."""
        return self.entry_answer(made)
