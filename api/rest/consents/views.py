"""Giving and withdrawing one consent."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryBody, EntryView
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
    def post(self, request: Request, entry_id: UUID, kind: str) -> Response:
        """Give it to the words in force, or withdraw it; answers with the entry."""
        entry = self.entry(entry_id)
        policy.entry_lead(viewer=self.viewer, entry=entry).enforce()
        sent = self.read(ConsentSent)
        if sent["given"]:
            consent_give(
                entry=entry,
                kind=kind,
                text_version=sent["text_version"],
                actor=self.actor,
                at=self.at,
            )
        else:
            consent_withdraw(entry=entry, kind=kind, actor=self.actor, at=self.at)
        entry = self.entry(entry_id)
        return self.tagged(self.page(entry), entry.rev)
