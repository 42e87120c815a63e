"""Shapes of papers."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict, time_text
from core.selectors.names import person_body
from judging.models import (
    MOST_REASON,
    InkRule,
    PageKind,
    PaperKind,
    PaperLanguage,
    PaperPrint,
    PrintState,
)
from judging.paper.codes import code_shown
from judging.selectors.papers import Expected


class PrintAsked(Strict):
    """What to print, in which language."""

    kind = serializers.ChoiceField(choices=PaperKind.choices)
    language = serializers.ChoiceField(choices=PaperLanguage.choices)


class InkAsked(Strict):
    """Whether the result waits for ink; a reason once the round has begun."""

    waits = serializers.BooleanField()
    reason = serializers.CharField(
        max_length=MOST_REASON, allow_blank=True, required=False, default=""
    )


class UndoAsked(Strict):
    """Why a filing was wrong."""

    reason = serializers.CharField(max_length=MOST_REASON, allow_blank=True)


class PageBody(serializers.Serializer[Any]):
    """A printed page: whose it is, never what it says."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=PageKind.choices)
    print = serializers.IntegerField()
    panel = BilingualField()
    seat = serializers.IntegerField(allow_null=True)
    judge = BilingualField(allow_null=True)
    entry = serializers.CharField(allow_null=True)
    part = serializers.IntegerField()
    parts = serializers.IntegerField()


class ScanBody(serializers.Serializer[Any]):
    """The scan of a filed page."""

    url = serializers.CharField()
    size = serializers.IntegerField()
    kind = serializers.CharField()


class FilingBody(serializers.Serializer[Any]):
    """A page that came back, or one that was filed wrongly and taken back."""

    id = serializers.UUIDField()
    page = PageBody()
    file = ScanBody()
    filed_by = PersonField()
    filed_at = serializers.DateTimeField()
    undone_by = PersonField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)
    undone_for = serializers.CharField(allow_blank=True)


class ExpectedBody(serializers.Serializer[Any]):
    """A page that has to be signed. `outdated`: only copies of before a correction are there."""

    kind = serializers.ChoiceField(choices=PageKind.choices)
    panel = BilingualField()
    seat = serializers.IntegerField(allow_null=True)
    judge = BilingualField(allow_null=True)
    part = serializers.IntegerField()
    parts = serializers.IntegerField()
    codes = serializers.ListField(child=serializers.CharField())
    outdated = serializers.BooleanField()
    filing = serializers.UUIDField(allow_null=True)


class PrintFile(serializers.Serializer[Any]):
    """The PDF of a run; `sha256` is the file's own hash, as the edition's log has it."""

    url = serializers.CharField()
    size = serializers.IntegerField()
    pages = serializers.IntegerField()
    sha256 = serializers.CharField()


class PrintBody(serializers.Serializer[Any]):
    """A run; `file` is null until it is made, and for whoever may not open it."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PaperKind.choices)
    language = serializers.ChoiceField(choices=PaperLanguage.choices)
    state = serializers.ChoiceField(choices=PrintState.choices)
    asked_by = PersonField()
    asked_at = serializers.DateTimeField()
    pages = serializers.IntegerField()
    file = PrintFile(allow_null=True)


class InkBody(serializers.Serializer[Any]):
    """What was decided about ink; nobody did where `set_by` is null."""

    waits = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)
    set_by = PersonField(allow_null=True)
    set_at = serializers.DateTimeField(allow_null=True)


class CountsBody(serializers.Serializer[Any]):
    """Pages to be signed: how many there are, how many are printed, how many came back."""

    expected = serializers.IntegerField()
    printed = serializers.IntegerField()
    returned = serializers.IntegerField()


class MayBody(serializers.Serializer[Any]):
    """What the viewer may do."""

    cards = serializers.BooleanField()
    values = serializers.BooleanField()
    file = serializers.BooleanField()
    scans = serializers.BooleanField()
    ink = serializers.BooleanField()


class PapersBody(serializers.Serializer[Any]):
    """The register of a round. `blocked` is the code for which nothing with values is printed."""

    state = serializers.CharField()
    blocked = serializers.CharField(allow_null=True)
    ink = InkBody()
    may = MayBody()
    counts = CountsBody()
    expected = ExpectedBody(many=True)
    prints = PrintBody(many=True)
    filings = FilingBody(many=True)


def expected_body(page: Expected) -> dict[str, Any]:
    """The wire form of a page to be signed."""
    return {
        "kind": page.kind,
        "panel": page.panel,
        "seat": page.seat,
        "judge": page.judge,
        "part": page.part,
        "parts": page.parts,
        "codes": [code_shown(copy.code) for copy in page.printed],
        "outdated": page.outdated,
        "filing": None if page.filing is None else str(page.filing.uid),
    }


def print_body(paper: PaperPrint, *, opens: bool) -> dict[str, Any]:
    """The wire form of a run; `opens` is whether the viewer may have its file."""
    file = paper.file if opens else None
    return {
        "id": str(paper.uid),
        "number": paper.number,
        "kind": paper.kind,
        "language": paper.language,
        "state": paper.state,
        "asked_by": person_body(paper.asked_by),
        "asked_at": time_text(paper.asked_at),
        "pages": len(paper.pages.all()),
        "file": None
        if file is None
        else {
            "url": f"/files/{file.uid}",
            "size": file.size,
            "pages": file.pages,
            "sha256": file.sha256,
        },
    }


def ink_body(rule: InkRule | None) -> dict[str, Any]:
    """The wire form of the rule."""
    if rule is None:
        return {"waits": False, "reason": "", "set_by": None, "set_at": None}
    return {
        "waits": rule.required,
        "reason": rule.reason,
        "set_by": person_body(rule.set_by),
        "set_at": time_text(rule.set_at),
    }
