"""Entries: transport only; what is shown and allowed is decided by contest's policy."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryBody, EntryRow, EntryView, row_body
from api.once import Command, changes, makes, once
from api.paging import Pages
from api.rest.entries.serializers import (
    EntryEdit,
    EntryFilters,
    Reason,
    ReceiptBody,
    ReceiptList,
    receipt_body,
)
from api.serializers import Nothing
from contest import policy
from contest.selectors.entries import entries_filtered, entries_visible_to
from contest.selectors.versions import version_of, versions_of
from contest.services.entries import entry_edit, entry_withdraw
from contest.services.submissions import entry_submit
from core.errors import Problem


class EntryList(EntryView):
    """The entries that the viewer may know of."""

    query = ("cursor", "edition", "state", "track")
    pagination_class = Pages

    @extend_schema(
        operation_id="entries_list", parameters=[EntryFilters], responses=EntryRow(many=True)
    )
    def get(self, request: Request) -> Response:
        """A page of entries, the oldest first."""
        filters = EntryFilters(
            data={
                name: request.query_params[name]
                for name in self.query[1:]
                if name in request.query_params
            }
        )
        filters.is_valid(raise_exception=True)
        rows = entries_filtered(entries_visible_to(self.viewer), **filters.validated_data)
        pages = Pages()
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([row_body(entry) for entry in found or []])


class OneEntry(EntryView):
    """An entry's page and form."""

    @extend_schema(operation_id="entry", responses=EntryBody)
    def get(self, request: Request, entry_id: UUID) -> Response:
        """The entry as the viewer may see it."""
        return self.entry_answer(entry_id)

    @extend_schema(operation_id="entry_edit", request=EntryEdit, responses=EntryBody)
    def patch(self, request: Request, entry_id: UUID) -> Response:
        """Change fields of the form; needs If-Match."""
        entry = self.entry(entry_id)
        policy.entry_edit(viewer=self.viewer, entry=entry).enforce()
        try:
            entry_edit(
                entry=entry,
                base_rev=self.if_match(),
                changes=_columns(self.read(EntryEdit)),
                actor=self.actor,
                at=self.at,
            )
        except Problem as problem:
            if problem.code == "edit_stale":
                problem.extra["current"] = self.page(self.entry(entry_id))
            raise
        return self.entry_answer(entry_id)


def _columns(sent: dict[str, Any]) -> dict[str, Any]:
    """The fields of the form under the names of the columns."""
    if "planned_investment" in sent:
        money = sent.pop("planned_investment")
        sent["planned_investment_minor"] = None if money is None else money["minor"]
    return sent


class Submit(EntryView):
    """Submitting."""

    @extend_schema(operation_id="entry_submit", request=Nothing, responses=ReceiptBody)
    @once()
    def post(self, request: Request, entry_id: UUID) -> Command:
        """Freeze the present content as a new version; answers with the signed receipt."""
        entry = self.entry(entry_id)
        policy.entry_lead(viewer=self.viewer, entry=entry).enforce()
        self.read(Nothing)
        return makes(partial(entry_submit, entry=entry, actor=self.actor, at=self.at))

    def shown(self, made: UUID) -> Response:
        """The receipt of the version."""
        entry = self.entry(self.kwargs["entry_id"])
        policy.entry_check_read(viewer=self.viewer, entry=entry).enforce()
        return Response(receipt_body(version_of(entry=entry, uid=made)))


class Withdraw(EntryView):
    """Taking an entry back."""

    @extend_schema(operation_id="entry_withdraw", request=Reason, responses=EntryBody)
    @once()
    def post(self, request: Request, entry_id: UUID) -> Command:
        """Take the entry back for good."""
        entry = self.entry(entry_id)
        policy.entry_lead(viewer=self.viewer, entry=entry).enforce()
        sent = self.read(Reason)
        withdraw = partial(
            entry_withdraw, entry=entry, reason=sent["reason"], actor=self.actor, at=self.at
        )
        return changes(entry.uid, withdraw)

    def shown(self, made: UUID) -> Response:
        """The entry."""
        return self.entry_answer(made)


class Receipts(EntryView):
    """The receipts of an entry."""

    @extend_schema(operation_id="entry_receipts", responses=ReceiptList)
    def get(self, request: Request, entry_id: UUID) -> Response:
        """Every receipt, the newest first."""
        entry = self.entry(entry_id)
        policy.entry_check_read(viewer=self.viewer, entry=entry).enforce()
        rows = [receipt_body(version) for version in versions_of(entry=entry)]
        return Response({"next": None, "previous": None, "results": rows})
